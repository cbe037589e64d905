import type { StateCreator } from 'zustand';
import type { Device, Dtype } from '../../core/rerank/devices.ts';
import type { FailureCode } from '../../core/rerank/failure.ts';
import type { MemoryOffer, StepDown } from '../../core/rerank/memory-shortage.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Message } from '../../core/texts/message.ts';
import type { InputSlice } from './input-slice.ts';
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
  /** Of a synthetic twin: as many as were asked for, `null` for all of its model's. */
  readonly layers: number | null;
  readonly deviceUsed: Device;
  readonly dtype: Dtype;
  readonly maxLength: number;
  /** Most pairs of a pass: every score was made with it. */
  readonly batchSize: number;
  /** What scoring had to do by itself before it came about, in order; mostly nothing. */
  readonly steps: readonly StepDown[];
  /** What the settings asked for, as `rankingBasis` put it. */
  readonly basis: string;
  readonly inputRevision: number;
}

/** What the page offers where memory ran out; `step-down` is to let batches become smaller by themselves. */
export type RankOffer = MemoryOffer | { readonly kind: 'step-down' };

export type RankJob =
  | { readonly state: 'idle' }
  /** Another tab of the page computes; the ranking begins when it has ended. */
  | { readonly state: 'waiting-for-tab' }
  | { readonly state: 'loading' }
  | { readonly state: 'scoring'; readonly pairsDone: number; readonly pairsTotal: number }
  | {
      readonly state: 'failed';
      readonly message: Message;
      /** The kind of failure, where scoring failed. */
      readonly code?: FailureCode;
      readonly offers?: readonly RankOffer[];
    };

export interface RankingSlice {
  readonly rankJob: RankJob;
  /** The steps that the job under way, or the one that ended last, has taken by itself. */
  readonly rankSteps: readonly StepDown[];
  /** The last ranking there is; a failed job leaves it standing. */
  readonly ranking: Ranking | null;
  setRankJob(job: RankJob): void;
  setRankSteps(steps: readonly StepDown[]): void;
  setRanking(ranking: Ranking | null): void;
}

export const createRankingSlice: StateCreator<RankingSlice> = (set) => ({
  rankJob: { state: 'idle' },
  rankSteps: [],
  ranking: null,
  setRankJob: (rankJob) => set({ rankJob }),
  setRankSteps: (rankSteps) => set({ rankSteps }),
  setRanking: (ranking) => set({ ranking }),
});

export const isRankUnderWay = ({ state }: RankJob): boolean =>
  state === 'waiting-for-tab' || state === 'loading' || state === 'scoring';

/**
 * What of the settings decides how documents rank, as a key. It holds what was asked, not what `auto` came
 * to: with the same settings a ranking holds. Of several orders Rank takes the first.
 */
export const rankingBasis = ({ model, layers, host, device, dtype, maxLength, order }: Settings): string =>
  JSON.stringify([model, layers, host, device, dtype, maxLength, order[0]]);

/**
 * Whether the ranking on show was computed from something other than what the editor and the settings hold
 * now.
 */
export function isRankingStale({
  ranking,
  inputRevision,
  settings,
}: Pick<RankingSlice, 'ranking'> &
  Pick<InputSlice, 'inputRevision'> &
  Pick<SettingsSlice, 'settings'>): boolean {
  return (
    ranking !== null && (ranking.inputRevision !== inputRevision || ranking.basis !== rankingBasis(settings))
  );
}
