import type { RatioEstimate } from '../stats/ratio.ts';

/**
 * A batch size counts as good as the best from this share of the best throughput on; rule 9 (docs/method.md).
 */
export const equivalentShare = 0.95;

/** Whether the samples decide, or more rounds would. */
export type Certainty = 'sure' | 'not-yet-sure';

export const certaintyOf = (isSure: boolean): Certainty => (isSure ? 'sure' : 'not-yet-sure');

export interface Choice<T> {
  readonly chosen: T;
  readonly certainty: Certainty;
  /** What is not ruled out, the chosen first, by preference. */
  readonly possible: readonly T[];
  /**
   * The chosen against those that may be the best, where the interval does not say that it is good enough.
   */
  readonly open: readonly RatioEstimate[];
}

export interface Contest<T> {
  /** Who may be chosen, the most preferred first. */
  readonly preferred: readonly T[];
  /** All that were measured; one of them is the best. */
  readonly all: readonly T[];
  /** The best by what was observed. */
  readonly best: T;
  /** Throughput of the first ÷ throughput of the second, so that so many of them hold together. */
  readonly ratioOf: (first: T, second: T, comparisons: number) => RatioEstimate;
  /** Share of the best throughput that is good enough. */
  readonly enough: number;
}

/**
 * The most preferred that is as good as the best, and whether the intervals decide it.
 *
 * - Ruled out is what has the upper end of its ratio to the best below `enough`; without an interval, the
 *   ratio itself.
 * - Chosen is the most preferred that is not ruled out.
 * - Sure it is where the lower end of its ratio is at least `enough`: to the best, and to everything else
 *   that may be the best, since the upper end of its own ratio to the observed best reaches 1 or there is no
 *   interval.
 *
 * So every more preferred one is proven too slow, and the chosen proven good enough whichever is truly the
 * best: if the observed best is not, what was ruled out against it is only slower against the true one. A
 * single contender is never sure: nothing was compared.
 *
 * These are comparisons with the best: of k contenders, k − 1 ratios have to hold together. Each gets an
 * equal share of the error (Bonferroni), which holds however the ratios depend on each other, whether rounds
 * were planned or added.
 * Sources: Hsu, Multiple Comparisons: Theory and Methods (1996), ch. 4; Yang & Nelson, Using Common Random
 * Numbers and Control Variates in Multiple-Comparison Procedures, Operations Research 39 (1991), for rounds
 * in common.
 *
 * @returns `null` where everything preferred is ruled out
 */
export function firstAsGood<T>({ preferred, all, best, ratioOf, enough }: Contest<T>): Choice<T> | null {
  const comparisons = Math.max(1, all.length - 1);
  const ratio = (first: T, second: T) => ratioOf(first, second, comparisons);
  const possible = preferred.filter((one) => one === best || highest(ratio(one, best)) >= enough);
  const [chosen] = possible;
  if (chosen === undefined) return null;
  const open = all
    .filter((one) => one !== chosen && (one === best || mayExceedOne(ratio(one, best))))
    .map((rival) => ratio(chosen, rival))
    .filter((estimate) => !isAtLeast(estimate, enough));
  return { chosen, certainty: certaintyOf(all.length > 1 && open.length === 0), possible, open };
}

/** Whether the whole interval lies at or above a value; never without an interval. */
export const isAtLeast = ({ ci95 }: RatioEstimate, value: number): boolean =>
  ci95 !== null && ci95[0] >= value;

const highest = ({ ratio, ci95 }: RatioEstimate): number => ci95?.[1] ?? ratio;

const mayExceedOne = ({ ci95 }: RatioEstimate): boolean => ci95 === null || ci95[1] >= 1;
