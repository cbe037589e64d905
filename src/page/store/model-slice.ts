import type { StateCreator } from 'zustand';
import type { Message } from '../../core/texts/message.ts';
import type { FileProgress, LoadedModel } from '../../worker/protocol/messages.ts';

/** The model that Rank and the token counts use; a sweep loads its own in fresh workers. */
export type ModelState =
  | { readonly state: 'none' }
  | { readonly state: 'loading'; readonly files: readonly FileProgress[] }
  | { readonly state: 'ready'; readonly model: LoadedModel }
  | { readonly state: 'failed'; readonly message: Message };

export interface ModelSlice {
  readonly model: ModelState;
  setModel(model: ModelState): void;
  noteFileProgress(progress: FileProgress): void;
  /** Tokens of each document's pair by row id, for the input of `tokenCountsRevision`. */
  readonly tokenCounts: ReadonlyMap<string, RowTokens>;
  setTokenCounts(counts: ReadonlyMap<string, RowTokens>): void;
}

export interface RowTokens {
  /** Tokens of query and document together, special tokens included, before anything is cut. */
  readonly tokens: number;
  /** The document's tokens beyond max length, which the model will not see. */
  readonly cutTokens: number;
}

/** The list with one file's progress brought up to date; new files go last. */
export function withFileProgress(files: readonly FileProgress[], progress: FileProgress): FileProgress[] {
  const at = files.findIndex(({ file }) => file === progress.file);
  return at < 0 ? [...files, progress] : files.with(at, progress);
}

export const createModelSlice: StateCreator<ModelSlice> = (set) => ({
  model: { state: 'none' },
  setModel: (model) => set({ model }),
  noteFileProgress: (progress) =>
    set(({ model }) =>
      model.state === 'loading'
        ? { model: { state: 'loading', files: withFileProgress(model.files, progress) } }
        : {},
    ),
  tokenCounts: new Map(),
  setTokenCounts: (tokenCounts) => set({ tokenCounts }),
});
