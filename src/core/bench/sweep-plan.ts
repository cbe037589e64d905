import type { Pair } from '../rerank/pair.ts';
import { seededRandom, shuffled } from '../stats/random.ts';

/** One (pair count, batch size) of a lane. */
export interface CellPlan {
  readonly pairCount: number;
  readonly batchSize: number;
}

/** The cells of a sweep by ascending pair count and batch size. */
export function planCells(batchSizes: readonly number[], pairCounts: readonly number[]): CellPlan[] {
  return pairCounts.flatMap((pairCount) => batchSizes.map((batchSize) => ({ pairCount, batchSize })));
}

/** A batch larger than the request would measure the same passes as the request's own size, so it is skipped. */
export const exceedsPairs = ({ pairCount, batchSize }: CellPlan): boolean => batchSize > pairCount;

/** Places of the cells in the order of the warm-up: batch sizes ascending over all pair counts. */
export function warmUpOrder(cells: readonly CellPlan[], places: readonly number[]): number[] {
  const key = (place: number): CellPlan => cells[place] ?? { pairCount: 0, batchSize: 0 };
  return [...places].sort(
    (a, b) => key(a).batchSize - key(b).batchSize || key(a).pairCount - key(b).pairCount,
  );
}

/**
 * The pairs of a request: pair i is input pair i mod n after one seeded shuffle, so that pair counts differ in amount,
 * not in kind, and the pairs of a small request stand in every larger one.
 *
 * @returns a function from pair count to pairs
 */
export function requestPairs(pairs: readonly Pair[], seed: number): (pairCount: number) => Pair[] {
  const order = shuffled(pairs, seededRandom(seed));
  return (pairCount) => Array.from({ length: pairCount }, (_, i) => order[i % order.length] as Pair);
}

/** The order in which a round visits cells: its own seeded shuffle, the same however often a lane was interrupted. */
export function roundOrder(places: readonly number[], seed: number, round: number): number[] {
  // An odd multiplier (2³² ÷ golden ratio) keeps the seeds of neighbouring rounds far apart.
  return shuffled(places, seededRandom((seed + Math.imul(round, 0x9e3779b1)) >>> 0));
}
