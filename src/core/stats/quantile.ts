import type { SortedSamples } from './samples.ts';

/**
 * Quantile of type 7: linear interpolation at rank (n − 1)·p.
 * Source: Hyndman & Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996).
 *
 * @param p within [0, 1]
 * @returns in the samples' unit
 */
export function quantile(samples: SortedSamples, p: number): number {
  const rank = (samples.length - 1) * p;
  const below = Math.floor(rank);
  const low = samples[below] ?? samples[0];
  const high = samples[below + 1] ?? low;
  return low + (rank - below) * (high - low);
}

export function median(samples: SortedSamples): number {
  return quantile(samples, 0.5);
}

/** Fewest samples that support a tail quantile: with fewer it would be little more than the maximum. */
export const samplesForP95 = 20;
export const samplesForP99 = 100;
