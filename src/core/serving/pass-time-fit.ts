import type { PassSample } from '../rerank/pass-times.ts';

/** The terms of a pass's time: by token, by pair and squared length (attention), once a pass, by pair. */
const terms: readonly ((pairs: number, length: number) => number)[] = [
  (pairs, length) => pairs * length,
  (pairs, length) => pairs * length ** 2,
  () => 1,
  (pairs) => pairs,
];

/**
 * Every choice of terms, the fewest first, so that of equal fits the simplest is taken; the first is cost by
 * token alone.
 */
const choices: readonly (readonly number[])[] = Array.from({ length: 2 ** terms.length - 1 }, (_, bits) =>
  terms.flatMap((_term, place) => (((bits + 1) >> place) & 1 ? [place] : [])),
).sort((a, b) => a.length - b.length);

/**
 * Errors that differ by less than this share, or whose root is less, differ only by rounding. That is no
 * reason to take another term.
 */
const rounding = 1e-9;

/**
 * The time of a pass by its shape, t ≈ a + b·pairs·length + c·pairs·length² + d·pairs, by least squares of
 * the relative errors with no coefficient below 0: a pass costs something once, by token (the layers'
 * products), by the square of the length (attention) and by pair.
 *
 * Non-negative least squares (Lawson & Hanson 1974, ch. 23) has its optimum at the unconstrained fit of the
 * terms that are not 0 in it; with four terms every choice of them is tried, and of those without a negative
 * coefficient the one that errs least is taken.
 *
 * @returns ms of a pass of so many pairs padded to so many tokens; more than 0 for every shape
 * @throws RangeError without a measured time
 */
export function fitPassTimes(samples: readonly PassSample[]): (pairs: number, length: number) => number {
  const rows = samples.flatMap((sample) => {
    const mean = meanMs(sample);
    if (mean <= 0) return [];
    const weight = Math.sqrt(sample.ms.length);
    return { weight, values: terms.map((term) => (weight * term(sample.pairs, sample.length)) / mean) };
  });
  if (rows.length === 0) throw new RangeError('There is no measured pass to go by.');
  const targets = rows.map(({ weight }) => weight);
  let best: { readonly choice: readonly number[]; readonly factors: readonly number[] } | null = null;
  let leastError = Number.POSITIVE_INFINITY;
  for (const choice of choices) {
    const columns = rows.map(({ values }) => choice.map((place) => values[place] ?? 0));
    const factors = leastSquares(columns, targets);
    if (factors === null || factors.some((factor) => factor < 0)) continue;
    const error = columns.reduce((sum, row, i) => sum + (product(row, factors) - (targets[i] ?? 0)) ** 2, 0);
    if (error < leastError * (1 - rounding) - rounding ** 2) {
      best = { choice, factors };
      leastError = error;
    }
  }
  // One term alone always has a fit: all its values and all targets are positive.
  const { choice, factors } = best ?? { choice: [], factors: [] };
  return (pairs, length) =>
    choice.reduce((sum, place, i) => sum + (factors[i] ?? 0) * (terms[place]?.(pairs, length) ?? 0), 0);
}

/** Mean of a shape's times. */
export const meanMs = ({ ms }: PassSample): number => ms.reduce((sum, one) => sum + one, 0) / ms.length;

const product = (row: readonly number[], factors: readonly number[]): number =>
  row.reduce((sum, value, i) => sum + value * (factors[i] ?? 0), 0);

/**
 * The x for which the rows' products with it come closest to the targets, by the normal equations, each
 * column scaled to length 1 so that tokens squared and passes are of one size.
 *
 * @returns `null` where the columns depend on each other
 */
function leastSquares(rows: readonly (readonly number[])[], targets: readonly number[]): number[] | null {
  const size = rows[0]?.length ?? 0;
  const places = Array.from({ length: size }, (_, i) => i);
  const scales = places.map((i) => Math.sqrt(rows.reduce((sum, row) => sum + (row[i] ?? 0) ** 2, 0)));
  const scaled = rows.map((row) => row.map((value, i) => value / (scales[i] ?? 1)));
  const sumOf = (i: number, other: (row: readonly number[], at: number) => number) =>
    scaled.reduce((sum, row, at) => sum + (row[i] ?? 0) * other(row, at), 0);
  const equations = places.map((i) => [
    ...places.map((j) => sumOf(i, (row) => row[j] ?? 0)),
    sumOf(i, (_row, at) => targets[at] ?? 0),
  ]);
  return solve(equations)?.map((value, i) => value / (scales[i] ?? 1)) ?? null;
}

/** Least size of a pivot, which may be up to 1. Below it the columns depend on each other. */
const leastPivot = 1e-10;

/**
 * Solves n equations, each with its right side as the last value, by Gauss–Jordan elimination with partial
 * pivoting.
 */
function solve(equations: number[][]): number[] | null {
  const size = equations.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(equations[row]?.[column] ?? 0) > Math.abs(equations[pivot]?.[column] ?? 0)) pivot = row;
    }
    const held = equations[pivot];
    const other = equations[column];
    if (held === undefined || other === undefined || Math.abs(held[column] ?? 0) < leastPivot) return null;
    equations[pivot] = other;
    equations[column] = held;
    const lead = held[column] ?? 1;
    for (let place = 0; place <= size; place++) held[place] = (held[place] ?? 0) / lead;
    for (const row of equations) {
      if (row === held) continue;
      const factor = row[column] ?? 0;
      for (let place = 0; place <= size; place++) {
        row[place] = (row[place] ?? 0) - factor * (held[place] ?? 0);
      }
    }
  }
  return equations.map((row) => row[size] ?? 0);
}
