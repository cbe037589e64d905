import { describe, expect, it } from 'vitest';
import type { JudgedLane } from './measured-lane.ts';
import { recommend } from './recommendation.ts';
import { cell, lane, steady, swinging } from './testing/measured.ts';

const backends = (lanes: readonly JudgedLane[]) => recommend(lanes).filter(({ kind }) => kind === 'backend');

describe('WASM against WebGPU', () => {
  const onGpu = (latencies: readonly (readonly [number, number[]])[], id = 'gpu') =>
    lane(
      latencies.map(([batchSize, samples]) => cell(10, batchSize, samples)),
      { id, device: 'webgpu' },
    );
  const onCpu = (latencies: readonly (readonly [number, number[]])[], id = 'cpu') =>
    lane(
      latencies.map(([batchSize, samples]) => cell(10, batchSize, samples)),
      { id },
    );

  it('says where WASM wins, and from which batch size on it stops', () => {
    const cpu = onCpu([
      [1, steady(10)],
      [2, steady(10)],
      [4, steady(10)],
      [16, steady(10)],
    ]);
    const gpu = onGpu([
      [1, steady(20)],
      [2, steady(11)],
      [4, steady(5)],
      [8, steady(4)],
    ]);
    expect(backends([cpu, gpu])).toEqual([
      {
        kind: 'backend',
        pairCount: 10,
        wasmLaneId: 'cpu',
        webgpuLaneId: 'gpu',
        ratios: [
          { batchSize: 1, ratio: 2, ratioLow: 2, ratioHigh: 2 },
          { batchSize: 2, ratio: 1.1, ratioLow: 1.1, ratioHigh: 1.1 },
          { batchSize: 4, ratio: 0.5, ratioLow: 0.5, ratioHigh: 0.5 },
        ],
        wasmWinsAt: [1, 2],
        wasmStopsWinningAt: 4,
      },
    ]);
  });

  it('counts only a win beyond doubt', () => {
    const gpu = onGpu([
      [1, swinging(10.5, 0.1)],
      [2, steady(20)],
    ]);
    expect(
      backends([
        onCpu([
          [1, steady(10)],
          [2, steady(10)],
        ]),
        gpu,
      ])[0],
    ).toMatchObject({
      wasmWinsAt: [2],
      wasmStopsWinningAt: null,
    });
  });

  it('has WASM stop at once where it never wins', () => {
    expect(backends([onCpu([[2, steady(30)]]), onGpu([[2, steady(20)]])])[0]).toMatchObject({
      wasmWinsAt: [],
      wasmStopsWinningAt: 2,
    });
  });

  it('takes the fastest lane of a device, and compares like order with like', () => {
    const slow = onCpu([[1, steady(50)]], 'slow');
    const fast = onCpu([[1, steady(10)]], 'fast');
    const unsorted: JudgedLane = { ...onCpu([[1, steady(1)]], 'unsorted'), order: 'input' };
    expect(backends([slow, fast, unsorted, onGpu([[1, steady(20)]])])).toMatchObject([
      { wasmLaneId: 'fast', webgpuLaneId: 'gpu', wasmWinsAt: [1] },
    ]);
  });

  it('compares nothing without a batch size that both measured, nor with a suspect lane', () => {
    const cpu = onCpu([[1, steady(10)]]);
    expect(backends([cpu, onGpu([[2, steady(10)]])])).toEqual([]);
    expect(backends([cpu, { ...onGpu([[1, steady(10)]]), suspect: true }])).toEqual([]);
  });
});
