import type { StateCreator } from 'zustand';
import type { Device, Dtype } from '../../core/rerank/devices.ts';
import type { InputSlice } from './input-slice.ts';
import type { Message } from './message.ts';
import type { SettingsSlice } from './settings-slice.ts';

export interface RankedRow {
  readonly documentId: string;
  readonly text: string;
  /** The raw logit. */
  readonly score: number;
  readonly probability: number;
  /** Place in the input, from 1. */
  readonly oldPlace: number;
  /** Place by score, from 1. */
  readonly newPlace: number;
}

/** What one Rank came to, best first. */
export interface Ranking {
  readonly query: string;
  readonly rows: readonly RankedRow[];
  readonly latencyMs: number;
  readonly modelId: string;
  readonly deviceUsed: Device;
  readonly dtype: Dtype;
  readonly maxLength: number;
  readonly inputRevision: number;
}

export type RankJob =
  | { readonly state: 'idle' }
  | { readonly state: 'loading' }
  | { readonly state: 'scoring'; readonly pairsDone: number; readonly pairsTotal: number }
  | { readonly state: 'failed'; readonly message: Message };

export interface RankingSlice {
  readonly rankJob: RankJob;
  /** The last ranking there is; a failed job leaves it standing. */
  readonly ranking: Ranking | null;
  setRankJob(job: RankJob): void;
  setRanking(ranking: Ranking | null): void;
}

export const createRankingSlice: StateCreator<RankingSlice> = (set) => ({
  rankJob: { state: 'idle' },
  ranking: null,
  setRankJob: (rankJob) => set({ rankJob }),
  setRanking: (ranking) => set({ ranking }),
});

export const isRankUnderWay = ({ state }: RankJob): boolean => state === 'loading' || state === 'scoring';

/** Whether the ranking on show was computed from something other than what the editor and the settings hold now. */
export function isRankingStale({
  ranking,
  inputRevision,
  settings,
}: Pick<RankingSlice, 'ranking'> &
  Pick<InputSlice, 'inputRevision'> &
  Pick<SettingsSlice, 'settings'>): boolean {
  return (
    ranking !== null &&
    (ranking.inputRevision !== inputRevision ||
      ranking.modelId !== settings.model ||
      ranking.maxLength !== settings.maxLength)
  );
}
