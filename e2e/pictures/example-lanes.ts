import type { DraftCell } from '../../src/core/document/run-draft.ts';
import { cellAt, lane, measured as measuredCell } from '../../src/page/ui/charts/testing/lanes.ts';

/** A made-up sweep in progress that contains everything the chart can draw. */

/** A measured cell, from its throughput and the half width of its interval as a share of the latency. */
function measured(pairCount: number, batchSize: number, pairsPerSecond: number, half: number): DraftCell {
  const mean = (1000 * pairCount) / pairsPerSecond;
  return measuredCell(pairCount, batchSize, pairsPerSecond, [mean * (1 - half), mean * (1 + half)]);
}

const warmedUp = (pairCount: number, batchSize: number, pairsPerSecond: number): DraftCell => ({
  ...cellAt(pairCount, batchSize),
  state: 'warmed-up',
  firstRunMs: 2_000,
  latencyMs: (1000 * pairCount) / pairsPerSecond,
  gpuBytes: null,
  wasmBytes: null,
});

const ended = (
  pairCount: number,
  batchSize: number,
  state: 'out-of-memory' | 'failed' | 'skipped',
  reason: string,
): DraftCell => ({ ...cellAt(pairCount, batchSize), state, reason, firstRunMs: null });

const skipped = (pairCount: number, ...batchSizes: number[]) =>
  batchSizes.map((batchSize) => ended(pairCount, batchSize, 'skipped', 'batch-exceeds-pairs'));

export const batchSizes = [1, 2, 4, 8, 16, 32];

const outOfMemory = 'Failed to create GPU buffer: 2.1 GB is larger than the maximum binding size of 2.0 GB.';

export const exampleLanes = [
  lane(
    'gpu',
    'webgpu',
    [
      measured(10, 1, 19.1, 0.04),
      measured(10, 2, 32.6, 0.05),
      measured(10, 4, 44.9, 0.03),
      measured(10, 8, 41.2, 0.06),
      ...skipped(10, 16, 32),
      measured(50, 1, 20.4, 0.03),
      measured(50, 2, 35.8, 0.04),
      measured(50, 4, 50.7, 0.03),
      measured(50, 8, 57.3, 0.04),
      measured(50, 16, 54.1, 0.09),
      ended(50, 32, 'out-of-memory', outOfMemory),
      measured(100, 1, 20.9, 0.02),
      measured(100, 2, 36.9, 0.03),
      measured(100, 4, 53.2, 0.03),
      measured(100, 8, 61.8, 0.03),
      measured(100, 16, 64.4, 0.22),
      ended(100, 32, 'out-of-memory', outOfMemory),
    ],
    'fp16',
  ),
  lane(
    'cpu',
    'wasm',
    [
      measured(10, 1, 15.6, 0.03),
      measured(10, 2, 16.9, 0.04),
      measured(10, 4, 14.2, 0.04),
      measured(10, 8, 11.8, 0.05),
      ...skipped(10, 16, 32),
      measured(50, 1, 16.4, 0.02),
      measured(50, 2, 18.6, 0.03),
      measured(50, 4, 17.1, 0.03),
      measured(50, 8, 14.3, 0.04),
      warmedUp(50, 16, 11.5),
      warmedUp(50, 32, 8.6),
      measured(100, 1, 16.8, 0.02),
      measured(100, 2, 19.3, 0.02),
      measured(100, 4, 18.4, 0.03),
      warmedUp(100, 8, 15.6),
      warmedUp(100, 16, 12.9),
      ended(100, 32, 'failed', 'The worker ended without a word.'),
    ],
    'q8',
  ),
];
