import type { StateCreator } from 'zustand';
import type { CheckedScores } from '../../core/rerank/check-scores.ts';
import type { Device, Dtype } from '../../core/rerank/devices.ts';
import type { FailureCode } from '../../core/rerank/failure.ts';
import type { MemoryOffer, StepDown } from '../../core/rerank/memory-shortage.ts';
import type { ScoreFindingCode } from '../../core/rerank/score-check.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Message } from '../../core/texts/message.ts';
import type { InputSlice } from './input-slice.ts';
import type { SettingsSlice } from './settings-slice.ts';

export interface RankedRow {
  /** The row in the editor. */
  readonly documentId: string;
  readonly text: string;
  /** The document's id in its file. */
  readonly id?: string;
  /** How relevant the document's file says it is. */
  readonly relevance?: number;
  /** The document's own query, where it has one. */
  readonly query?: string;
  /** The raw logit. */
  readonly score: number;
  /** Its sigmoid, or the score itself where the model's scores are probabilities already. */
  readonly probability: number;
  /** Place in the input, from 1. */
  readonly oldPlace: number;
  /** Place by score, from 1. */
  readonly newPlace: number;
}

/**
 * Something that makes a ranking's scores suspect. `equal-scores`: different documents all score the same.
 */
export interface RankingFinding {
  readonly code: ScoreFindingCode | 'equal-scores';
  /** In English, with the figures. */
  readonly message: string;
}

/** The result of one ranking, best first. */
export interface Ranking {
  readonly query: string;
  readonly rows: readonly RankedRow[];
  readonly latencyMs: number;
  readonly modelId: string;
  /** The layers asked for of a synthetic twin; `null` for as many as its model has. */
  readonly layers: number | null;
  readonly deviceUsed: Device;
  readonly dtype: Dtype;
  /** The weights' file name where it is not the dtype's own. */
  readonly file?: string;
  readonly maxLength: number;
  /** How many documents were cut, and to how many tokens with the query; absent where none was. */
  readonly cut?: { readonly documents: number; readonly tokens: number };
  /** Most pairs of a pass. All scores were computed with it. */
  readonly batchSize: number;
  /** How scoring stepped down because memory ran out, in order; usually empty. */
  readonly steps: readonly StepDown[];
  /**
   * What is wrong with the scores: the check's findings, and `equal-scores` from the documents themselves.
   */
  readonly findings: readonly RankingFinding[];
  /** The model's score check; `null` while it lasts, and where there was none. */
  readonly scoreCheck: Pick<CheckedScores, 'verdict' | 'durationMs'> | null;
  /** The settings that the ranking depends on, as a key from `rankingBasis`. */
  readonly basis: string;
  readonly inputRevision: number;
}

/** What the page offers when memory has run out; `step-down` lets batches become smaller automatically. */
export type RankOffer = MemoryOffer | { readonly kind: 'step-down' };

export type RankJob =
  | { readonly state: 'idle' }
  /** Another tab of the page is computing. The ranking begins when that has ended. */
  | { readonly state: 'waiting-for-tab' }
  | { readonly state: 'loading' }
  | { readonly state: 'scoring'; readonly pairsDone: number; readonly pairsTotal: number }
  /** The ranking is there, and the model's scores are being checked on its probe set. */
  | { readonly state: 'checking' }
  | {
      readonly state: 'failed';
      readonly message: Message;
      /** The kind of failure, if scoring failed. */
      readonly code?: FailureCode;
      readonly offers?: readonly RankOffer[];
    };

export interface RankingSlice {
  readonly rankJob: RankJob;
  /** The steps down of the current job, or of the last one. */
  readonly rankSteps: readonly StepDown[];
  /** The last ranking. A job that fails leaves it in place. */
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

export const isRankUnderWay = ({ state }: RankJob): boolean => state !== 'idle' && state !== 'failed';

/**
 * The settings that decide how documents rank, as a key. It holds what was asked for, not what `auto` chose,
 * so the same settings always give the same key. If several orders are chosen, Rank uses the first.
 */
export const rankingBasis = (settings: Settings): string => {
  const { model, layers, graph, host, device, dtype, file, maxLength, truncation, order } = settings;
  return JSON.stringify([
    model,
    layers,
    graph[0],
    host,
    device,
    dtype,
    file,
    maxLength,
    truncation,
    order[0],
  ]);
};

/** Whether the editor or the settings have changed since the ranking on show was computed. */
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
