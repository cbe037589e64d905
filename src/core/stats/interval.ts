import { lag1Autocorrelation, mean, standardDeviation } from './moments.ts';
import type { Samples } from './samples.ts';
import { studentTQuantile } from './student-t.ts';

export type Interval = readonly [low: number, high: number];

/**
 * Factor by which an interval widens where neighbouring samples resemble each other: √((1 + r₁)/(1 − r₁)) where
 * r₁ exceeds 2/√n (the 95 % band of an uncorrelated series), else 1.
 * Source: variance of the mean of a first-order autoregressive series; Law, Simulation Modeling and Analysis, §4.4.
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
export function meanInterval95(samples: Samples): Interval | null {
  const n = samples.length;
  if (n < 2) return null;
  const half =
    ((studentTQuantile(0.975, n - 1) * standardDeviation(samples)) / Math.sqrt(n)) *
    autocorrelationWidening(samples);
  const centre = mean(samples);
  return [centre - half, centre + half];
}

/** Half the interval's width as a share of the mean; `null` where there is no interval. */
export function relativeHalfWidth(samples: Samples): number | null {
  const interval = meanInterval95(samples);
  if (interval === null) return null;
  const [low, high] = interval;
  return (high - low) / 2 / mean(samples);
}
