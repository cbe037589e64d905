import type { Pair } from '../rerank/pair.ts';
import { seededRandom, shuffled } from '../stats/random.ts';

/**
 * One cell of a lane: a pair count with a batch size or with a token budget. Exactly one of the two is not
 * `null`.
 */
export interface CellPlan {
  readonly pairCount: number;
  /** Most pairs in a pass. */
  readonly batchSize: number | null;
  /** Most tokens a pass computes, padding included. */
  readonly tokenBudget: number | null;
}

/**
 * The cells of a sweep by ascending pair count; within one, batch sizes come before token budgets, both
 * ascending.
 */
export function planCells(
  batchSizes: readonly number[],
  tokenBudgets: readonly number[],
  pairCounts: readonly number[],
): CellPlan[] {
  return pairCounts.flatMap((pairCount) => [
    ...batchSizes.map((batchSize) => ({ pairCount, batchSize, tokenBudget: null })),
    ...tokenBudgets.map((tokenBudget) => ({ pairCount, batchSize: null, tokenBudget })),
  ]);
}

/**
 * A batch larger than the request would measure the same passes as the request's own size, so it is skipped.
 * Whether a token budget holds the whole request depends on its texts, so no budget is.
 */
export const exceedsPairs = ({ pairCount, batchSize }: CellPlan): boolean =>
  batchSize !== null && batchSize > pairCount;

/**
 * Indices of the cells in the order of the warm-up, so that memory ascends: batch sizes ascending over all
 * pair counts, and before each of them the token budgets whose largest batch is smaller.
 *
 * @param largestBatch tokens of a cell's largest batch, padding included; asked only where sizes and budgets
 * meet
 */
export function warmUpOrder(
  cells: readonly CellPlan[],
  places: readonly number[],
  largestBatch: (place: number) => number,
): number[] {
  const sizes = ascendingBy(cells, places, ({ batchSize }) => batchSize);
  const budgets = ascendingBy(cells, places, ({ tokenBudget }) => tokenBudget);
  if (sizes.length === 0 || budgets.length === 0) return [...sizes, ...budgets].flat();
  const tokens = (group: readonly number[]) => Math.max(...group.map(largestBatch));
  const order: number[] = [];
  for (const size of sizes) {
    const limit = tokens(size);
    while (budgets[0] !== undefined && tokens(budgets[0]) < limit) order.push(...(budgets.shift() ?? []));
    order.push(...size);
  }
  return [...order, ...budgets.flat()];
}

/** Indices grouped by a number of their cell, ascending, and within a group by ascending pair count. */
function ascendingBy(
  cells: readonly CellPlan[],
  places: readonly number[],
  numberOf: (cell: CellPlan) => number | null,
): number[][] {
  const groups = new Map<number, number[]>();
  const pairCount = (place: number) => cells[place]?.pairCount ?? 0;
  for (const place of [...places].sort((a, b) => pairCount(a) - pairCount(b))) {
    const cell = cells[place];
    const number = cell === undefined ? null : numberOf(cell);
    if (number !== null) groups.set(number, [...(groups.get(number) ?? []), place]);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}

/**
 * The pairs of a request. Pair i is input pair i mod n after one seeded shuffle, so pair counts differ in
 * amount, not in kind, and every larger request holds the pairs of a smaller one.
 *
 * @returns a function from pair count to pairs
 */
export function requestPairs(pairs: readonly Pair[], seed: number): (pairCount: number) => Pair[] {
  const order = shuffled(pairs, seededRandom(seed));
  return (pairCount) => Array.from({ length: pairCount }, (_, i) => order[i % order.length] as Pair);
}

/**
 * The order in which a round visits cells: its own seeded shuffle, the same however often a lane was
 * interrupted.
 */
export function roundOrder(places: readonly number[], seed: number, round: number): number[] {
  // An odd multiplier (2³² ÷ golden ratio) keeps the seeds of neighbouring rounds far apart.
  return shuffled(places, seededRandom((seed + Math.imul(round, 0x9e3779b1)) >>> 0));
}
