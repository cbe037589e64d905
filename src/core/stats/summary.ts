import { type Interval, meanInterval95, type Sampling } from './interval.ts';
import { mean, standardDeviation } from './moments.ts';
import { median, quantile, samplesForP95, samplesForP99 } from './quantile.ts';
import { type Samples, sortSamples } from './samples.ts';

/**
 * A summary of samples, in their unit. `p95` and `p99` are there only where there are enough samples for
 * them.
 */
export interface Summary {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  /** Coefficient of variation, sd / mean; 0 where the mean is 0. */
  readonly cv: number;
  readonly median: number;
  readonly ci95: Interval | null;
  readonly p95?: number;
  readonly p99?: number;
}

export function summarise(samples: Samples, sampling: Sampling = 'planned'): Summary {
  const sorted = sortSamples(samples);
  const centre = mean(samples);
  const sd = standardDeviation(samples);
  return {
    n: samples.length,
    mean: centre,
    sd,
    cv: centre === 0 ? 0 : sd / centre,
    median: median(sorted),
    ci95: meanInterval95(samples, sampling),
    ...(samples.length >= samplesForP95 && { p95: quantile(sorted, 0.95) }),
    ...(samples.length >= samplesForP99 && { p99: quantile(sorted, 0.99) }),
  };
}
