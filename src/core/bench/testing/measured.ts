import { median, quantile, samplesForP95 } from '../../stats/quantile.ts';
import { isSamples, sortSamples } from '../../stats/samples.ts';
import type { JudgedLane, MeasuredBatch } from '../measured-lane.ts';

/** A measured cell with these latencies, a round each. */
export function cell(
  pairCount: number,
  batchSize: number,
  samples: readonly number[],
  memory: Partial<Pick<MeasuredBatch, 'gpuBytes' | 'wasmBytes'>> = {},
): MeasuredBatch {
  if (!isSamples(samples)) throw new RangeError('A measured cell has a sample.');
  const sorted = sortSamples(samples);
  const totalMs = samples.reduce((total, value) => total + value, 0);
  return {
    pairCount,
    batchSize,
    latencyMs: {
      samples,
      rounds: samples.map((_, i) => i + 1),
      median: median(sorted),
      ...(samples.length >= samplesForP95 && { p95: quantile(sorted, 0.95) }),
    },
    pairsPerSecond: (1000 * samples.length * pairCount) / totalMs,
    gpuBytes: null,
    wasmBytes: null,
    ...memory,
  };
}

export const lane = (cells: readonly MeasuredBatch[], parts: Partial<JudgedLane> = {}): JudgedLane => ({
  id: 'lane-1',
  device: 'wasm',
  order: 'length',
  suspect: false,
  sampling: 'planned',
  cells,
  ...parts,
});

/** n latencies that are all the same. */
export const steady = (ms: number, n = 10): number[] => Array.from({ length: n }, () => ms);

/**
 * n latencies (n even) that swing around a mean by a share of it, without a trend. Their interval's
 * half-width is t · share / √(n − 1): for ten, 0.754 of the share.
 */
export const swinging = (ms: number, share: number, n = 10): number[] =>
  Array.from({ length: n }, (_, i) => ms * (i % 2 === 0 ? 1 + share : 1 - share));
