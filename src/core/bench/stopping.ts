import { relativeHalfWidth, sequentialRule } from '../stats/interval.ts';
import { sum } from '../stats/moments.ts';
import { isSamples } from '../stats/samples.ts';
import { measuredPairCounts, type TimedLane } from './measured-lane.ts';
import { roundsUntilSure } from './more-rounds.ts';
import type { CellPlan } from './sweep-plan.ts';

/** When sampling ends; rule 4 (docs/method.md). */
export const stoppingRule = {
  /** Half-width of the 95 % interval of the mean, as a share of the mean, that every cell has to reach. */
  relativeHalfWidth: 0.05,
  minRounds: sequentialRule.from,
  maxRounds: 30,
  laneBudgetMs: 120_000,
} as const;

/** A living cell: its place in the plan, and a latency for each round in which it was visited, ms. */
export interface SampledCell extends Pick<CellPlan, 'pairCount' | 'batchSize'> {
  readonly latencies: readonly number[];
}

export interface SamplingState {
  /** Rounds that are over. */
  readonly rounds: number;
  /** The living cells. */
  readonly cells: readonly SampledCell[];
  /** Time spent on sampling in this lane. */
  readonly spentMs: number;
}

const isNarrow = ({ latencies }: SampledCell): boolean => {
  const width = isSamples(latencies) ? relativeHalfWidth(latencies, 'sequential') : null;
  return width !== null && width <= stoppingRule.relativeHalfWidth;
};

/** Whether another round is due. */
export function needsRound(state: SamplingState, repetitions: number | null): boolean {
  const { rounds, cells, spentMs } = state;
  if (cells.length === 0) return false;
  if (repetitions !== null) return rounds < repetitions;
  if (rounds >= stoppingRule.maxRounds) return false;
  // A slow model still gets one sample a cell, or the budget would buy nothing.
  if (rounds >= 1 && spentMs >= stoppingRule.laneBudgetMs) return false;
  return rounds < stoppingRule.minRounds || !cells.every(isNarrow) || roundsToDecide(state) > rounds;
}

/**
 * Whether a round under way is to be left because the budget is spent; never the first, never with fixed
 * repetitions.
 */
export function isBudgetSpent(round: number, spentMs: number, repetitions: number | null): boolean {
  return repetitions === null && round > 1 && spentMs >= stoppingRule.laneBudgetMs;
}

/**
 * Rounds that sampling is likely to take in all: an interval narrows with √n, so a cell at half-width w after
 * n rounds needs about n·(w / 5 %)² of them, and the choice of a batch size may need more.
 */
export function expectedRounds(state: SamplingState, repetitions: number | null): number {
  if (repetitions !== null) return repetitions;
  const { rounds, cells } = state;
  const { minRounds, maxRounds, relativeHalfWidth: wanted } = stoppingRule;
  const needed = cells.map(({ latencies }) => {
    const width =
      isSamples(latencies) && latencies.length >= 3 ? relativeHalfWidth(latencies, 'sequential') : null;
    return width === null ? minRounds : Math.ceil(latencies.length * (width / wanted) ** 2);
  });
  return Math.max(rounds, Math.min(maxRounds, Math.max(minRounds, roundsToDecide(state), ...needed)));
}

/**
 * Rounds in all after which every choice of a batch size is likely to be decided. A choice that even the last
 * round would leave open does not count: nothing is gained by waiting for it. The last round is the 30th, or
 * the last that the time budget has room for at the present pace.
 */
function roundsToDecide({ rounds, cells, spentMs }: SamplingState): number {
  const { maxRounds, laneBudgetMs } = stoppingRule;
  if (rounds === 0) return 0;
  const roundMs = spentMs / rounds;
  const last = Math.min(maxRounds, rounds + Math.floor(Math.max(0, laneBudgetMs - spentMs) / roundMs));
  const lane = asTimed(cells);
  const needed = measuredPairCounts([lane]).map(
    (pairCount) => roundsUntilSure(lane, pairCount, rounds, last) ?? 0,
  );
  return Math.max(0, ...needed);
}

/** Without its token budgets: only batch sizes are chosen from. */
function asTimed(cells: readonly SampledCell[]): TimedLane {
  const batches = cells.flatMap(({ pairCount, batchSize, latencies }) =>
    batchSize === null
      ? []
      : {
          pairCount,
          batchSize,
          latencyMs: { samples: latencies, rounds: latencies.map((_, i) => i + 1) },
          pairsPerSecond: (1000 * pairCount * latencies.length) / sum(latencies),
        },
  );
  return { id: 'lane', sampling: 'sequential', cells: batches };
}
