import type { StateCreator } from 'zustand';
import type { Message } from '../../core/texts/message.ts';
import type { FileProgress, LoadedModel } from '../../worker/protocol/messages.ts';

/** The model that Rank and the token counts use. A sweep loads its own in fresh workers. */
export type ModelState =
  | { readonly state: 'none' }
  | { readonly state: 'loading'; readonly files: readonly FileProgress[] }
  | { readonly state: 'ready'; readonly model: LoadedModel }
  | { readonly state: 'failed'; readonly message: Message };

export interface ModelSlice {
  readonly model: ModelState;
  setModel(model: ModelState): void;
  noteFileProgress(progress: FileProgress): void;
  /** Token counts by row id, as of the last count. A row that has not been counted is missing. */
  readonly tokenCounts: ReadonlyMap<string, RowTokens>;
  setTokenCounts(counts: ReadonlyMap<string, RowTokens>): void;
}

export interface RowTokens {
  /** Tokens of query and document together, special tokens included, before the cut to max length. */
  readonly tokens: number;
  /** The document's tokens that are cut off at max length. */
  readonly cutTokens: number;
}

/** The list with one file's progress updated. A new file goes last. */
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
