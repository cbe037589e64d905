import { lag1Autocorrelation, mean, standardDeviation } from './moments.ts';
import type { Samples } from './samples.ts';
import { studentTQuantile } from './student-t.ts';

export type Interval = readonly [low: number, high: number];

/**
 * How the number of samples came about. `planned`: it was fixed beforehand. `sequential`: samples were added
 * until the result was decided, so the interval was looked at many times and may have been stopped at a lucky
 * moment.
 */
export type Sampling = 'planned' | 'sequential';

/** When sequential intervals are looked at, and how much error a look may spend. */
export const sequentialRule = {
  /** Fewest samples on which anything is decided. */
  from: 10,
  /** Error of each look up to `fullUntil` samples; later ones get less. */
  alpha: 0.01,
  fullUntil: 30,
} as const;

/**
 * The error that a two-sided 95 % interval from n samples may spend at this look.
 *
 * A planned interval is looked at once and spends all of its 5 %. A sequential one is a repeated confidence
 * interval with a constant nominal level, as in Pocock's test: 1 % at each look up to 30 samples, then 1 % ·
 * 30/n, so that looks without end do not add up. Over all looks from 10 to 30 samples it misses the mean in
 * less than 5 % of runs; simulated in `sequential.test.ts`.
 * Sources: Pocock, Group Sequential Methods, Biometrika 64 (1977); Jennison & Turnbull, Group Sequential
 * Methods with Applications to Clinical Trials (2000), ch. 9.
 */
export function errorLevel(sampling: Sampling, n: number): number {
  const { alpha, fullUntil } = sequentialRule;
  return sampling === 'planned' ? 0.05 : alpha * Math.min(1, fullUntil / n);
}

/**
 * Student-t quantiles by error and degrees of freedom: a sweep needs the same few of them hundreds of times.
 */
const quantiles = new Map<string, number>();

/** The two-sided critical value of Student's t: |T| exceeds it with probability `error`. */
export function criticalT(error: number, degrees: number): number {
  const key = `${error} ${degrees}`;
  const known = quantiles.get(key) ?? studentTQuantile(1 - error / 2, degrees);
  if (quantiles.size > 5000) quantiles.clear();
  quantiles.set(key, known);
  return known;
}

/**
 * Factor by which an interval widens where neighbouring samples resemble each other: √((1 + r₁)/(1 − r₁))
 * where r₁, the lag-1 autocorrelation, exceeds 2/√n (the 95 % band of an uncorrelated series), else 1.
 * Source: variance of the mean of a first-order autoregressive series; Law, Simulation Modeling and Analysis,
 * §4.4.
 */
export function autocorrelationWidening(samples: Samples): number {
  const r1 = lag1Autocorrelation(samples);
  if (r1 <= 2 / Math.sqrt(samples.length)) return 1;
  return Math.sqrt((1 + r1) / (1 - r1));
}

/**
 * 95 % Student-t interval of the mean, widened for autocorrelation, in the samples' unit.
 * `null` below two samples: one value says nothing about spread.
 */
export function meanInterval95(samples: Samples, sampling: Sampling = 'planned'): Interval | null {
  const n = samples.length;
  if (n < 2) return null;
  const half =
    ((criticalT(errorLevel(sampling, n), n - 1) * standardDeviation(samples)) / Math.sqrt(n)) *
    autocorrelationWidening(samples);
  const centre = mean(samples);
  return [centre - half, centre + half];
}

/** Half the interval's width as a share of the mean; `null` where there is no interval or the mean is 0. */
export function relativeHalfWidth(samples: Samples, sampling: Sampling = 'planned'): number | null {
  const interval = meanInterval95(samples, sampling);
  const centre = mean(samples);
  if (interval === null || centre === 0) return null;
  const [low, high] = interval;
  return (high - low) / 2 / centre;
}
