import { describe, expect, it } from 'vitest';
import type { DraftCell } from '../../../core/document/run-draft.ts';
import { placeFigures } from './figure-chart.tsx';
import { memoryFigures } from './memory-chart.tsx';
import { memoryLines } from './memory-lines.ts';
import { cellAt, lane, measured } from './testing/lanes.ts';

const mebibyte = 2 ** 20;

const withMemory = (pairCount: number, batchSize: number, peak: number | null, wasm: number | null) =>
  ({
    ...measured(pairCount, batchSize, 50),
    gpuBytes: peak === null ? null : { peak: peak * mebibyte, resident: 100 * mebibyte },
    wasmBytes: wasm === null ? null : wasm * mebibyte,
  }) as DraftCell;

describe('memoryLines', () => {
  it('give GPU lanes their peak and what stays, CPU lanes their high-water mark', () => {
    const lines = memoryLines([
      lane('gpu', 'webgpu', [withMemory(10, 1, 140, 60)]),
      lane('cpu', 'wasm', [withMemory(10, 1, null, 80)]),
    ]);
    expect(lines.map(({ id, points }) => [id, points])).toEqual([
      ['gpu/10', [{ batchSize: 1, mebibytes: 140, resident: 100 }]],
      ['cpu/10', [{ batchSize: 1, mebibytes: 80, resident: null }]],
    ]);
  });

  it('go by what really computed', () => {
    const fallen = { ...lane('a', 'webgpu', [withMemory(10, 1, null, 80)]), deviceUsed: 'wasm' as const };
    expect(memoryLines([fallen])[0]).toMatchObject({ device: 'wasm', points: [{ mebibytes: 80 }] });
  });

  it('have a line for each pair count, with points by batch size, of cells whose memory was read', () => {
    const warmedUp: DraftCell = {
      ...cellAt(50, 4),
      state: 'warmed-up',
      firstRunMs: 9,
      latencyMs: 5,
      gpuBytes: null,
      wasmBytes: 90 * mebibyte,
    };
    const lines = memoryLines([
      lane('a', 'wasm', [
        withMemory(50, 8, null, 95),
        warmedUp,
        withMemory(10, 1, null, null),
        { ...cellAt(10, 2), state: 'pending' },
      ]),
    ]);
    expect(lines.map(({ pairCount, points }) => [pairCount, points.map((point) => point.batchSize)])).toEqual(
      [
        [10, []],
        [50, [4, 8]],
      ],
    );
  });
});

describe('placeFigures', () => {
  const scales = {
    plot: { x: 0, y: 0, width: 500, height: 500 },
    x: (batchSize: number) => 100 * batchSize,
    y: (mebibytes: number) => 500 - mebibytes,
  };

  it('draws a line through the peaks and one through what stays', () => {
    const cells = [withMemory(10, 1, 140, null), withMemory(10, 2, 160, null)];
    const [placed] = placeFigures(memoryLines([lane('a', 'webgpu', cells)]).map(memoryFigures), scales);
    expect(placed).toMatchObject({
      curve: 'M100.0 360.0L200.0 340.0',
      lowerCurve: 'M100.0 400.0L200.0 400.0',
    });
  });

  it('draws none through a single point', () => {
    const [placed] = placeFigures(
      memoryLines([lane('a', 'wasm', [withMemory(10, 1, null, 80)])]).map(memoryFigures),
      scales,
    );
    expect(placed).toMatchObject({ curve: '', lowerCurve: '', points: [{ lowerY: null }] });
  });
});
