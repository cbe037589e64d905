import type { StateCreator } from 'zustand';
import type { CollectedRun } from '../../core/results/collected-run.ts';

/** Other people's results, as far as they have been read. */
export type Collection =
  | { readonly state: 'unread' }
  | { readonly state: 'reading' }
  | { readonly state: 'failed' }
  | { readonly state: 'ready'; readonly runs: readonly CollectedRun[] };

export interface ResultsSlice {
  readonly collection: Collection;
  setCollection(collection: Collection): void;
}

export const createResultsSlice: StateCreator<ResultsSlice> = (set) => ({
  collection: { state: 'unread' },
  setCollection: (collection) => set({ collection }),
});
