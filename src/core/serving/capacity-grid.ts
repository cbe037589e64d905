import type { PlanOrder } from './capacity.ts';

/** What the planner tries whatever the settings say. */
export const capacityGridRule = {
  /** Batches of up to so many pairs. */
  maxBatch: 32,
  waitsMs: [0, 10, 20, 50, 100, 200],
  replicas: [1, 2, 4, 8, 16, 64, 256, 1024],
} as const;

/** What a planner's grid is built around. */
export interface GridQuestion {
  /** The setting of the moment; it stands in the grid. */
  readonly maxBatch: number;
  /** ms; it stands in the grid unless a wait this long leaves no time for the answer. */
  readonly maxWaitMs: number;
  /** What the tail is to hold to, ms. */
  readonly tailLatencyMs: number;
  /** Most pairs of a batch that memory has room for; `null` where none was too large. */
  readonly largestBatch: number | null;
}

/**
 * The settings that the planner compares: batches of powers of two up to 32 pairs (or up to the setting, where it is larger), waits up to a
 * fifth of a second, and the settings of the moment; no batch that memory has no room for, no wait beyond the latency that is to be held.
 */
export function capacityGrid(
  question: GridQuestion,
): Pick<PlanOrder, 'maxBatches' | 'maxWaitsMs' | 'replicas'> {
  const { maxBatch, maxWaitMs, tailLatencyMs, largestBatch } = question;
  const most = Math.min(
    Math.max(capacityGridRule.maxBatch, maxBatch),
    largestBatch ?? Number.POSITIVE_INFINITY,
  );
  const powers: number[] = [];
  for (let batch = 1; batch <= most; batch *= 2) powers.push(batch);
  return {
    maxBatches: ascending([...powers, Math.min(maxBatch, most)]),
    maxWaitsMs: ascending([...capacityGridRule.waitsMs, maxWaitMs]).filter((wait) => wait <= tailLatencyMs),
    replicas: capacityGridRule.replicas,
  };
}

const ascending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);
