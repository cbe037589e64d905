import type { StateCreator } from 'zustand';
import type { CachedModel } from '../../core/model-files/cached-models.ts';
import type { DownloadPace } from '../../core/model-files/download-pace.ts';
import type { Message } from '../../core/texts/message.ts';
import type { StorageUsage } from './history-slice.ts';

/** The models that the browser keeps; `unread` until the visitor opens the list. */
export type ModelCacheState =
  | { readonly state: 'unread' }
  | {
      readonly state: 'read';
      readonly models: readonly CachedModel[];
      /** `null` if the browser does not tell. */
      readonly usage: StorageUsage | null;
      /** What went wrong with the last deletion. */
      readonly problem: Message | null;
    }
  | { readonly state: 'failed'; readonly message: Message };

export interface DownloadsSlice {
  /** How fast the model's files arrive; `null` while none do, and before there is an estimate. */
  readonly downloadPace: DownloadPace | null;
  readonly modelCache: ModelCacheState;
  setDownloadPace(pace: DownloadPace | null): void;
  setModelCache(cache: ModelCacheState): void;
}

export const createDownloadsSlice: StateCreator<DownloadsSlice> = (set) => ({
  downloadPace: null,
  modelCache: { state: 'unread' },
  setDownloadPace: (downloadPace) => set({ downloadPace }),
  setModelCache: (modelCache) => set({ modelCache }),
});
