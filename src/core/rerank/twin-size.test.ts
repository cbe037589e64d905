import { describe, expect, it } from 'vitest';
import { wasmMemoryBytes } from './model-fit.ts';
import {
  type DepthQuestion,
  largestDepthThatFits,
  twinLargestTensorBytes,
  twinWeightBytes,
} from './twin-size.ts';
import { findTwin } from './twins.ts';

const large = findTwin('bge-reranker-v2-m3');
if (large === undefined) throw new Error('The largest twin has gone.');
const table = twinLargestTensorBytes(large, 'fp32');

const onGpu: DepthQuestion = {
  twin: large,
  dtype: 'fp32',
  device: 'webgpu',
  limits: { maxBufferSize: table, maxStorageBufferBindingSize: table },
  hasHalfPrecision: false,
};
const onCpu: DepthQuestion = { ...onGpu, device: 'wasm', limits: null };

describe('how deep a twin may be', () => {
  it('is its whole depth where everything fits', () => {
    expect(largestDepthThatFits(onGpu)).toEqual({ depth: 24, obstacle: null, doubts: [] });
    expect(largestDepthThatFits(onCpu)).toEqual({ depth: 24, obstacle: null, doubts: [] });
  });

  it('is nothing where one buffer cannot hold the table of word embeddings', () => {
    const limits = { maxBufferSize: table - 1, maxStorageBufferBindingSize: table - 1 };
    expect(largestDepthThatFits({ ...onGpu, limits })).toEqual({
      depth: 0,
      obstacle: { code: 'tensor-over-buffer', needBytes: table, limitBytes: table - 1 },
      doubts: [],
    });
  });

  it('is doubted, and not cut, where a shader has too few bindings for it', () => {
    const limits = {
      ...{ maxBufferSize: table, maxStorageBufferBindingSize: 2 ** 27 },
      maxStorageBuffersPerShaderStage: 9,
    };
    const { depth, obstacle, doubts } = largestDepthThatFits({ ...onGpu, limits });
    expect({ depth, obstacle }).toEqual({ depth: 24, obstacle: null });
    expect(doubts.map(({ code }) => code)).toEqual(['tensor-over-binding']);
    const enough = { ...limits, maxStorageBuffersPerShaderStage: 10 };
    expect(largestDepthThatFits({ ...onGpu, limits: enough }).doubts).toEqual([]);
  });

  it('needs half precision for fp16 on a GPU only', () => {
    const half = { ...onGpu, dtype: 'fp16' } as const;
    expect(largestDepthThatFits(half)).toMatchObject({ depth: 0, obstacle: { code: 'no-half-precision' } });
    expect(largestDepthThatFits({ ...half, hasHalfPrecision: true }).depth).toBe(24);
    expect(largestDepthThatFits({ ...onCpu, dtype: 'fp16' }).depth).toBe(24);
  });

  it('is nothing for eight bits on a GPU', () => {
    expect(largestDepthThatFits({ ...onGpu, dtype: 'q8' })).toMatchObject({
      depth: 0,
      obstacle: { code: 'not-on-gpu' },
    });
    expect(largestDepthThatFits({ ...onCpu, dtype: 'q8' }).depth).toBe(24);
  });

  it('is cut where WASM’s memory ends, to the last layer whose peak has room', () => {
    const ten = 1.5 * twinWeightBytes(large, 'fp32', 10);
    expect(largestDepthThatFits({ ...onCpu, wasmLimitBytes: ten })).toEqual({
      depth: 10,
      obstacle: {
        code: 'peak-over-wasm',
        needBytes: 1.5 * twinWeightBytes(large, 'fp32', 11),
        limitBytes: ten,
      },
      doubts: [],
    });
    expect(largestDepthThatFits({ ...onCpu, wasmLimitBytes: ten - 1 }).depth).toBe(9);
    expect(largestDepthThatFits({ ...onCpu, wasmLimitBytes: 1e9 })).toMatchObject({
      depth: 0,
      obstacle: { code: 'weights-over-wasm' },
    });
    expect(largestDepthThatFits({ ...onCpu, wasmLimitBytes: wasmMemoryBytes }).depth).toBe(24);
  });

  it('is cut by what the browser says of the machine’s memory', () => {
    const { depth, obstacle } = largestDepthThatFits({ ...onCpu, deviceMemoryGiB: 2 });
    expect(depth).toBeGreaterThan(0);
    expect(depth).toBeLessThan(24);
    expect(obstacle?.code).toBe('peak-over-device');
  });
});
