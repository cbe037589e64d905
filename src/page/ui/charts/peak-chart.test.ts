import { describe, expect, it } from 'vitest';
import type { DraftCell, DraftLane } from '../../../core/document/run-draft.ts';
import { peakLines } from './peak-chart.tsx';
import { cellAt, lane, measured } from './testing/lanes.ts';

const rated = (pairCount: number, batchSize: number, gflopsPerSecond: number) =>
  ({ ...measured(pairCount, batchSize, 50), gflopsPerSecond }) as DraftCell;

const withPeak = (one: DraftLane, gflopsPerSecond = 200): DraftLane => ({
  ...one,
  peak: { precision: 'f32', gflopsPerSecond, method: 'MatMul', size: 512 },
});

describe('peakLines', () => {
  it('hold every rated cell against its own lane’s peak', () => {
    const lines = peakLines([
      withPeak(lane('gpu', 'webgpu', [rated(10, 2, 100), rated(10, 1, 40), rated(50, 1, 60)])),
      withPeak(lane('cpu', 'wasm', [rated(10, 1, 5)]), 20),
    ]);
    expect(lines).toEqual([
      {
        ...{ id: 'gpu/10', laneId: 'gpu', device: 'webgpu', pairCount: 10 },
        points: [
          { batchSize: 1, percent: 20, gflopsPerSecond: 40 },
          { batchSize: 2, percent: 50, gflopsPerSecond: 100 },
        ],
      },
      {
        ...{ id: 'gpu/50', laneId: 'gpu', device: 'webgpu', pairCount: 50 },
        points: [{ batchSize: 1, percent: 30, gflopsPerSecond: 60 }],
      },
      {
        ...{ id: 'cpu/10', laneId: 'cpu', device: 'wasm', pairCount: 10 },
        points: [{ batchSize: 1, percent: 25, gflopsPerSecond: 5 }],
      },
    ]);
  });

  it('never leave the chart: a cell above its lane’s peak is at 100 %', () => {
    const [line] = peakLines([withPeak(lane('a', 'wasm', [rated(10, 1, 29)]), 20)]);
    expect(line?.points).toEqual([{ batchSize: 1, percent: 100, gflopsPerSecond: 29 }]);
  });

  it('leave out lanes without a peak, and cells without a rate', () => {
    const pending: DraftCell = { ...cellAt(10, 4), state: 'pending' };
    expect(peakLines([lane('a', 'wasm', [rated(10, 1, 5)])])).toEqual([]);
    expect(peakLines([withPeak(lane('a', 'wasm', [rated(10, 1, 5)]), 0)])).toEqual([]);
    const [line] = peakLines([withPeak(lane('a', 'wasm', [measured(10, 1, 50), pending]))]);
    expect(line?.points).toEqual([]);
  });
});
