import { criticalT } from './interval.ts';
import { mean, standardDeviation, sum } from './moments.ts';
import type { Samples } from './samples.ts';
import { studentTCdf, studentTQuantile } from './student-t.ts';

/**
 * An estimated mean of logarithms: its value, its variance (standard error squared), and that variance's
 * degrees of freedom.
 */
export interface LogMean {
  readonly mean: number;
  readonly variance: number;
  readonly degrees: number;
}

/** A ratio with its 95 % interval, and the two-sided p-value for the hypothesis that it is 1. */
export interface LogRatioEstimate {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
}

/**
 * The mean of independent logarithms, with variance s²/n and n − 1 degrees of freedom. `null` below two
 * values, which say nothing about spread.
 */
export function logMean(logarithms: Samples): LogMean | null {
  const n = logarithms.length;
  if (n < 2) return null;
  return { mean: mean(logarithms), variance: standardDeviation(logarithms) ** 2 / n, degrees: n - 1 };
}

/**
 * The logarithm of a mean, with the variance that the mean's 95 % interval implies, by the delta method:
 * (standard error ÷ mean)². `null` below three samples, whose interval covers nearly everything or nothing.
 */
export function logOfMean(summary: {
  readonly n: number;
  readonly mean: number;
  readonly ci95: readonly [low: number, high: number] | null;
}): LogMean | null {
  const { n, mean: centre, ci95 } = summary;
  if (ci95 === null || n < 3 || !(centre > 0)) return null;
  const error = (ci95[1] - ci95[0]) / 2 / criticalT(0.05, n - 1) / centre;
  // Without any spread the degrees of freedom would be endless.
  return { mean: Math.log(centre), variance: Math.max(error, 1e-9) ** 2, degrees: n - 1 };
}

/**
 * Degrees of freedom of a sum of independent variances, (Σ vᵢ)² / Σ (vᵢ² / νᵢ); seldom a whole number.
 * Infinite where all variances are 0. Source: Satterthwaite 1946; Welch, The Generalization of “Student's”
 * Problem, Biometrika 34 (1947).
 */
export function welchDegrees(parts: readonly Pick<LogMean, 'variance' | 'degrees'>[]): number {
  const total = sum(parts.map(({ variance }) => variance));
  if (total === 0) return Number.POSITIVE_INFINITY;
  // Computed from shares of the total, since squares of tiny variances would underflow.
  return 1 / sum(parts.map(({ variance, degrees }) => (variance / total) ** 2 / degrees));
}

/** The mean of independent estimates, all of equal weight. */
export function pooledLogMean(parts: readonly [LogMean, ...LogMean[]]): LogMean {
  const n = parts.length;
  return {
    mean: sum(parts.map((part) => part.mean)) / n,
    variance: sum(parts.map((part) => part.variance)) / n ** 2,
    degrees: welchDegrees(parts),
  };
}

/**
 * The ratio head ÷ base of two geometric means, by Welch's t interval of the difference of their logarithms:
 * exp(Δ ± t₀.₉₇₅,ν · √(v₁ + v₂)), ν by `welchDegrees`. The two sides' variances need not be equal.
 */
export function logRatio(base: LogMean, head: LogMean): LogRatioEstimate {
  const difference = head.mean - base.mean;
  const error = Math.sqrt(base.variance + head.variance);
  const ratio = Math.exp(difference);
  if (error === 0) return { ratio, low: ratio, high: ratio, p: difference === 0 ? 1 : 0 };
  // Beyond a million degrees, Student's t equals the normal distribution to more digits than the quantile
  // has.
  const degrees = Math.min(1e6, welchDegrees([base, head]));
  const half = studentTQuantile(0.975, degrees) * error;
  return {
    ratio,
    low: Math.exp(difference - half),
    high: Math.exp(difference + half),
    p: 2 * studentTCdf(-Math.abs(difference / error), degrees),
  };
}
