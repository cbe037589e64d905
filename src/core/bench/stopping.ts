import { relativeHalfWidth } from '../stats/interval.ts';
import { isSamples } from '../stats/samples.ts';

/** When sampling ends; rule 4 (docs/method.md). */
export const stoppingRule = {
  /** Half-width of the 95 % interval of the mean, as a share of the mean, that every cell has to reach. */
  relativeHalfWidth: 0.05,
  minRounds: 10,
  maxRounds: 30,
  laneBudgetMs: 120_000,
} as const;

export interface SamplingState {
  /** Rounds that are over. */
  readonly rounds: number;
  /** Latencies of each living cell, ms. */
  readonly latencies: readonly (readonly number[])[];
  /** Time spent on sampling in this lane. */
  readonly spentMs: number;
}

const isNarrow = (latencies: readonly number[]): boolean => {
  const width = isSamples(latencies) ? relativeHalfWidth(latencies, 'sequential') : null;
  return width !== null && width <= stoppingRule.relativeHalfWidth;
};

/** Whether another round is due. */
export function needsRound(
  { rounds, latencies, spentMs }: SamplingState,
  repetitions: number | null,
): boolean {
  if (latencies.length === 0) return false;
  if (repetitions !== null) return rounds < repetitions;
  if (rounds >= stoppingRule.maxRounds) return false;
  // A slow model still gets one sample a cell, or the budget would buy nothing.
  if (rounds >= 1 && spentMs >= stoppingRule.laneBudgetMs) return false;
  return rounds < stoppingRule.minRounds || !latencies.every(isNarrow);
}

/** Whether a round under way is to be left because the budget is spent; never the first, never with fixed repetitions. */
export function isBudgetSpent(round: number, spentMs: number, repetitions: number | null): boolean {
  return repetitions === null && round > 1 && spentMs >= stoppingRule.laneBudgetMs;
}

/**
 * Rounds that sampling is likely to take in all: an interval narrows with √n, so a cell at half-width w after n rounds
 * needs about n·(w / 5 %)² of them.
 */
export function expectedRounds({ rounds, latencies }: SamplingState, repetitions: number | null): number {
  if (repetitions !== null) return repetitions;
  const { minRounds, maxRounds, relativeHalfWidth: wanted } = stoppingRule;
  const needed = latencies.map((cell) => {
    const width = isSamples(cell) && cell.length >= 3 ? relativeHalfWidth(cell, 'sequential') : null;
    return width === null ? minRounds : Math.ceil(cell.length * (width / wanted) ** 2);
  });
  return Math.max(rounds, Math.min(maxRounds, Math.max(minRounds, ...needed)));
}
