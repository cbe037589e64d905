import {
  autocorrelationWidening,
  criticalT,
  errorLevel,
  type Interval,
  type Sampling,
  sequentialRule,
} from './interval.ts';
import { mean, standardDeviation } from './moments.ts';
import { isSamples, type Samples } from './samples.ts';

/** Samples in the order of collection, and the round that each belongs to; a round has at most one sample. */
export interface RoundSeries {
  readonly samples: readonly number[];
  readonly rounds: readonly number[];
}

export interface RatioEstimate {
  readonly ratio: number;
  /** 95 % interval of the ratio; `null` where a side has fewer values than an interval needs. */
  readonly ci95: Interval | null;
  /** Number of values that the ratio rests on; the smaller number if the sides differ. */
  readonly n: number;
}

/** What the error of one interval has to allow for. */
export interface RatioOptions {
  readonly sampling: Sampling;
  /**
   * Number of ratios whose intervals shall all hold at once with 95 %; each gets an equal share of the error
   * (Bonferroni).
   */
  readonly comparisons: number;
}

const oneLook: RatioOptions = { sampling: 'planned', comparisons: 1 };

/**
 * Fewest values that each side of a ratio needs for an interval. Two values leave one degree of freedom,
 * whose t is 12.7, and their spread is a single difference, which a coarse clock can make 0. The interval
 * would then cover nearly everything or nothing. A sequential ratio needs more, since it decides when to stop
 * and the earliest looks mislead most.
 */
export const fewestForRatio: Readonly<Record<Sampling, number>> = {
  planned: 3,
  sequential: sequentialRule.from,
};

/**
 * Ratio of the means of two series over the rounds that both have, with its 95 % interval. The series are
 * paired by round, so that what both measured in a round (heat, other programs) cancels. With k shared
 * rounds, R = mean(top) / mean(bottom) and eᵢ = topᵢ / mean(top) − bottomᵢ / mean(bottom), which is k times
 * what round i moves ln R by, the interval is ln R ± tₖ₋₁ · sd(e)/√k · w(e), where w is the widening for
 * autocorrelation.
 *
 * This is a ratio of means and not a mean of ratios, because throughput is all pairs ÷ all time. It is
 * computed on the logarithm's scale, so that the interval of the inverse ratio is the inverse of the
 * interval.
 * Source: the delta method; Cochran, Sampling Techniques, 3rd ed., §6.3–6.4 (ratio estimates).
 *
 * @returns `null` where no round is shared, or a mean is not positive
 */
export function pairedRatio(
  top: RoundSeries,
  bottom: RoundSeries,
  options: RatioOptions = oneLook,
): RatioEstimate | null {
  const { above, below } = sharedRounds(top, bottom);
  if (!isSamples(above) || !isSamples(below)) return null;
  const topMean = mean(above);
  const bottomMean = mean(below);
  if (!(topMean > 0 && bottomMean > 0)) return null;
  const ratio = topMean / bottomMean;
  const n = above.length;
  if (n < fewestForRatio[options.sampling]) return { ratio, ci95: null, n };
  const moves = above.map(
    (a, i) => a / topMean - (below[i] ?? 0) / bottomMean,
  ) as readonly number[] as Samples;
  const half =
    ((criticalT(errorOf(options, n), n - 1) * standardDeviation(moves)) / Math.sqrt(n)) *
    autocorrelationWidening(moves);
  return { ratio, ci95: [ratio * Math.exp(-half), ratio * Math.exp(half)], n };
}

/**
 * A paired ratio as it would be after `rounds` rounds in all, if the ratio and the spread stayed as they are:
 * the interval narrows with √n and with Student's t. An estimate without an interval comes back unchanged.
 */
export function projectedRatio(
  estimate: RatioEstimate,
  rounds: number,
  options: RatioOptions,
): RatioEstimate {
  const { ratio, ci95, n } = estimate;
  if (ci95 === null) return estimate;
  const t = (samples: number) => criticalT(errorOf(options, samples), samples - 1);
  const half = ((Math.log(ci95[1] / ci95[0]) / 2) * Math.sqrt(n / rounds) * t(rounds)) / t(n);
  return { ratio, ci95: [ratio * Math.exp(-half), ratio * Math.exp(half)], n: rounds };
}

/** Values of the rounds that both series have, in the order of `top`. */
function sharedRounds(top: RoundSeries, bottom: RoundSeries): { above: number[]; below: number[] } {
  const above: number[] = [];
  const below: number[] = [];
  // Made only where the rounds are not at the same indices in both series, which is rare.
  let byRound: Map<number | undefined, number> | undefined;
  const ofBottom = (round: number, i: number): number | undefined => {
    if (bottom.rounds[i] === round) return bottom.samples[i];
    byRound ??= new Map(bottom.samples.map((value, place) => [bottom.rounds[place], value]));
    return byRound.get(round);
  };
  top.samples.forEach((value, i) => {
    const round = top.rounds[i];
    const partner = round === undefined ? undefined : ofBottom(round, i);
    if (partner === undefined) return;
    above.push(value);
    below.push(partner);
  });
  return { above, below };
}

/**
 * Ratio of the means of two series that share no rounds, with its 95 % interval:
 * R = mean(top) / mean(bottom); ln R ± t_ν · √(v₁ + v₂), where v = (sd/mean)²/n · w² is the variance of the
 * logarithm of one mean, widened for autocorrelation, and
 * ν = (v₁ + v₂)² / (v₁²/(n₁ − 1) + v₂²/(n₂ − 1)).
 * Source: the delta method; Welch, The Generalization of Student's Problem, Biometrika 34 (1947).
 *
 * @returns `null` where a series is empty, or a mean is not positive
 */
export function independentRatio(
  top: readonly number[],
  bottom: readonly number[],
  options: RatioOptions = oneLook,
): RatioEstimate | null {
  if (!isSamples(top) || !isSamples(bottom)) return null;
  const topMean = mean(top);
  const bottomMean = mean(bottom);
  if (!(topMean > 0 && bottomMean > 0)) return null;
  const ratio = topMean / bottomMean;
  const n = Math.min(top.length, bottom.length);
  if (n < fewestForRatio[options.sampling]) return { ratio, ci95: null, n };
  const above = varianceOfLogMean(top);
  const below = varianceOfLogMean(bottom);
  const variance = above + below;
  if (variance === 0) return { ratio, ci95: [ratio, ratio], n };
  const degrees = variance ** 2 / (above ** 2 / (top.length - 1) + below ** 2 / (bottom.length - 1));
  const half = criticalT(errorOf(options, n), degrees) * Math.sqrt(variance);
  return { ratio, ci95: [ratio * Math.exp(-half), ratio * Math.exp(half)], n };
}

const errorOf = ({ sampling, comparisons }: RatioOptions, n: number): number =>
  errorLevel(sampling, n) / comparisons;

function varianceOfLogMean(samples: Samples): number {
  const error = standardDeviation(samples) / mean(samples) / Math.sqrt(samples.length);
  return (error * autocorrelationWidening(samples)) ** 2;
}
