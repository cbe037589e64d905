import { cellAt } from './cell-batching.ts';
import { expectedRounds, stoppingRule } from './stopping.ts';
import type { CellPlan } from './sweep-plan.ts';

export interface LaneOutlook {
  readonly cells: readonly CellPlan[];
  readonly living: readonly number[];
  /**
   * Mean time of one request by cell, ms, from the warm-up or the samples; `null` before the cell's first.
   */
  readonly requestMs: readonly (number | null)[];
  /** Samples of each cell by place. */
  readonly latencies: readonly (readonly number[])[];
  readonly rounds: number;
  readonly spentMs: number;
  readonly repetitions: number | null;
}

export interface Estimate {
  /** What the lane still needs, ms; `null` before there is anything to go by. */
  readonly remainingMs: number | null;
  /** Share of the lane that is done, 0 to 1. */
  readonly fraction: number;
}

/** A warm-up makes at least two requests a cell; the first, which compiles, is worth about one more. */
const warmUpRequests = 3;

/**
 * How much of a lane is left, judged by the cells measured so far. A cell not yet seen is taken to cost as
 * much a pair as the cells that were.
 */
export function estimateLane(outlook: LaneOutlook): Estimate {
  const { cells, living, latencies, rounds, spentMs, repetitions } = outlook;
  const seen = living.flatMap((place) => {
    const ms = outlook.requestMs[place];
    const pairs = cells[place]?.pairCount;
    return ms == null || pairs === undefined ? [] : [{ ms, pairs }];
  });
  if (seen.length === 0) return { remainingMs: null, fraction: 0 };
  const msPerPair =
    seen.reduce((total, { ms }) => total + ms, 0) / seen.reduce((total, { pairs }) => total + pairs, 0);
  const costOf = (place: number): number =>
    outlook.requestMs[place] ?? msPerPair * (cells[place]?.pairCount ?? 0);
  const total = (places: readonly number[]) => places.reduce((ms, place) => ms + costOf(place), 0);

  const sampled = living.map((place) => ({ ...cellAt(cells, place), latencies: latencies[place] ?? [] }));
  const roundsInAll = expectedRounds({ rounds, cells: sampled, spentMs }, repetitions);
  const samplingLeft = living.reduce(
    (ms, place) => ms + costOf(place) * Math.max(0, roundsInAll - (latencies[place]?.length ?? 0)),
    0,
  );
  const budgetLeft =
    repetitions === null
      ? Math.max(stoppingRule.laneBudgetMs - spentMs, rounds === 0 ? total(living) : 0)
      : Number.POSITIVE_INFINITY;
  const unseen = living.filter((place) => outlook.requestMs[place] == null);
  const remainingMs = total(unseen) * warmUpRequests + Math.min(samplingLeft, budgetLeft);
  const warmed = living.filter((place) => outlook.requestMs[place] != null);
  const doneMs = total(warmed) * warmUpRequests + spentMs;
  return { remainingMs, fraction: doneMs / (doneMs + remainingMs) };
}
