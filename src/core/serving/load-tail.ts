import { mean } from '../stats/moments.ts';
import { median, quantile, samplesForP95, samplesForP99 } from '../stats/quantile.ts';
import { isSamples, sortSamples } from '../stats/samples.ts';
import type { LatencyTail } from './capacity.ts';

/**
 * Mean and quantiles (type 7) of what arrivals took, ms; P95 from 20 of them and P99 from 100.
 *
 * @returns `null` where there are none
 */
export function loadTail(ms: readonly number[]): LatencyTail | null {
  if (!isSamples(ms)) return null;
  const sorted = sortSamples(ms);
  return {
    mean: mean(ms),
    p50: median(sorted),
    p95: ms.length >= samplesForP95 ? quantile(sorted, 0.95) : null,
    p99: ms.length >= samplesForP99 ? quantile(sorted, 0.99) : null,
  };
}
