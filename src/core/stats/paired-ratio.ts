import { autocorrelationWidening, type Interval } from './interval.ts';
import { mean, standardDeviation } from './moments.ts';
import { isSamples, type Samples } from './samples.ts';
import { studentTQuantile } from './student-t.ts';

/** Samples in collection order, and the round that each belongs to; a round has at most one. */
export interface RoundSeries {
  readonly samples: readonly number[];
  readonly rounds: readonly number[];
}

export interface RatioEstimate {
  readonly ratio: number;
  /** 95 % interval of the ratio; `null` below `fewestForRatio` values a side. */
  readonly ci95: Interval | null;
  /** Values that it rests on; of two unequal sides the fewer. */
  readonly n: number;
}

/**
 * Fewest values a side for an interval of a ratio. Two leave one degree of freedom, whose t is 12.7, and their spread is
 * a single difference, which a clock's step can make 0: an interval would be nearly all of the axis, or nothing.
 */
export const fewestForRatio = 3;

/**
 * Ratio of the means of two series over the rounds that both have, with its 95 % interval. Paired by round, since what a
 * round has in common (heat, other programs) cancels. With k shared rounds and
 * eᵢ = topᵢ / mean(top) − bottomᵢ / mean(bottom), which is what round i moves ln R by, times k:
 * R = mean(top) / mean(bottom); ln R ± t₀.₉₇₅,ₖ₋₁ · sd(e)/√k · w(e), w being the widening for autocorrelation.
 * The ratio is of means and not a mean of ratios, as throughput is all pairs ÷ all time; on the logarithm's scale the
 * interval of the inverse is the inverse of the interval.
 * Source: the delta method; Cochran, Sampling Techniques, 3rd ed., §6.3–6.4 (ratio estimates).
 *
 * @returns `null` where no round is shared, or a mean is not positive
 */
export function pairedRatio(top: RoundSeries, bottom: RoundSeries): RatioEstimate | null {
  const pairs = sharedRounds(top, bottom);
  const above = pairs.map(([value]) => value);
  const below = pairs.map(([, value]) => value);
  if (!isSamples(above) || !isSamples(below)) return null;
  const topMean = mean(above);
  const bottomMean = mean(below);
  if (!(topMean > 0 && bottomMean > 0)) return null;
  const ratio = topMean / bottomMean;
  const n = pairs.length;
  if (n < fewestForRatio) return { ratio, ci95: null, n };
  const moves = pairs.map(([a, b]) => a / topMean - b / bottomMean) as readonly number[] as Samples;
  const half =
    ((studentTQuantile(0.975, n - 1) * standardDeviation(moves)) / Math.sqrt(n)) *
    autocorrelationWidening(moves);
  return { ratio, ci95: [ratio * Math.exp(-half), ratio * Math.exp(half)], n };
}

/** Values of the rounds that both series have, in the order of the first. */
function sharedRounds(top: RoundSeries, bottom: RoundSeries): [number, number][] {
  const other = new Map(bottom.samples.map((value, i) => [bottom.rounds[i], value]));
  return top.samples.flatMap((value, i): [number, number][] => {
    const round = top.rounds[i];
    const partner = other.get(round);
    return round === undefined || partner === undefined ? [] : [[value, partner]];
  });
}
