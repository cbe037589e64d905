import { describe, expect, it } from 'vitest';
import {
  embeddingTableBytes,
  type FitQuestion,
  largestGraphBytes,
  modelFit,
  wasmMemoryBytes,
} from './model-fit.ts';

const roomy: FitQuestion = {
  device: 'webgpu',
  graphBytes: 1e9,
  weightBytes: 1e9,
  largestTensorBytes: 500e6,
  limits: { maxBufferSize: 500e6, maxStorageBufferBindingSize: 500e6 },
  deviceMemoryGiB: null,
};
const fitOf = (change: Partial<FitQuestion>) => modelFit({ ...roomy, ...change });
const codes = ({ doubts }: ReturnType<typeof modelFit>) => doubts.map(({ code }) => code);

describe('whether a model fits', () => {
  it('is not doubted where need and limit are equal', () => {
    expect(fitOf({})).toEqual({ problem: null, doubts: [] });
    expect(fitOf({ graphBytes: largestGraphBytes, weightBytes: largestGraphBytes }).problem).toBeNull();
    expect(fitOf({ device: 'wasm', graphBytes: 0, weightBytes: wasmMemoryBytes }).problem).toBeNull();
  });

  it('is ruled out by a graph of 2 GiB on either device', () => {
    for (const device of ['webgpu', 'wasm'] as const)
      expect(fitOf({ device, graphBytes: largestGraphBytes + 1 }).problem).toEqual({
        code: 'graph-over-2-gib',
        needBytes: largestGraphBytes + 1,
        limitBytes: largestGraphBytes,
      });
  });

  it('is ruled out on the GPU by one tensor that no buffer holds', () => {
    expect(fitOf({ largestTensorBytes: 500e6 + 1 }).problem).toMatchObject({ code: 'tensor-over-buffer' });
    expect(fitOf({ largestTensorBytes: 500e6 + 1, device: 'wasm' }).problem).toBeNull();
    expect(fitOf({ largestTensorBytes: null }).problem).toBeNull();
    expect(fitOf({ largestTensorBytes: 1e12, limits: {} }).problem).toBeNull();
  });

  it('is doubted where a tensor takes more bindings than a shader has, and not where it takes several', () => {
    const binding = 134_217_728;
    const limits = { maxBufferSize: 4e9, maxStorageBufferBindingSize: binding };
    const tableOf = (bytes: number, buffers?: number) =>
      fitOf({
        largestTensorBytes: bytes,
        limits: { ...limits, ...(buffers !== undefined && { maxStorageBuffersPerShaderStage: buffers }) },
      });
    // Tables that ran and one that did not, with exactly these limits.
    expect(codes(tableOf(embeddingTableBytes('fp32', 250_002, 768), 8))).toEqual([]);
    expect(codes(tableOf(embeddingTableBytes('fp32', 250_002, 1024), 10))).toEqual([]);
    const bge = embeddingTableBytes('fp32', 250_002, 1024);
    expect(tableOf(bge, 9).doubts).toEqual([
      { code: 'tensor-over-binding', needBytes: bge, limitBytes: 7 * binding },
    ]);
    expect(tableOf(bge, 9).problem).toBeNull();
    // A record from before the number of buffers was asked for.
    expect(codes(tableOf(6 * binding))).toEqual([]);
    expect(codes(tableOf(6 * binding + 1))).toEqual(['tensor-over-binding']);
  });

  it('is ruled out on the CPU by more weights than WASM can address, and doubted before', () => {
    expect(
      fitOf({ device: 'wasm', graphBytes: 1e6, weightBytes: wasmMemoryBytes + 1 }).problem,
    ).toMatchObject({
      code: 'weights-over-wasm',
    });
    // 24 layers in fp32 as external data were seen to run: 3.3 GB at the peak.
    expect(codes(fitOf({ device: 'wasm', graphBytes: 1e6, weightBytes: 2.27e9 }))).toEqual([]);
    expect(codes(fitOf({ device: 'wasm', graphBytes: 1.6e9, weightBytes: 1.6e9 }))).toEqual([
      'peak-over-wasm',
    ]);
    expect(codes(fitOf({ device: 'wasm', graphBytes: null, weightBytes: null }))).toEqual([]);
  });

  it('is doubted where the browser speaks of little memory, but not at the most it ever says', () => {
    expect(codes(fitOf({ deviceMemoryGiB: 2 }))).toEqual(['peak-over-device']);
    expect(codes(fitOf({ deviceMemoryGiB: 4 }))).toEqual([]);
    expect(codes(fitOf({ deviceMemoryGiB: 8, graphBytes: 1e6, weightBytes: 1e12 }))).toEqual([]);
  });

  it('knows that four bits are not for embeddings', () => {
    expect(embeddingTableBytes('fp32', 250_002, 1024)).toBe(1_024_008_192);
    expect(embeddingTableBytes('q4', 250_002, 1024)).toBe(1_024_008_192);
    expect(embeddingTableBytes('q4f16', 250_002, 1024)).toBe(512_004_096);
    expect(embeddingTableBytes('q8', 250_002, 1024)).toBe(256_002_048);
  });
});
