import { describe, expect, it } from 'vitest';
import type { MachineState } from '../store/machine-slice.ts';
import { knownModel, largestTensorBytes } from './known-model.ts';
import { chooseBackends } from './lane-choice.ts';
import { fitOnDevice, smallerDepth } from './model-on-device.ts';
import { adapter } from './testing/sweep-host.ts';

const machine = (features: readonly string[], limits: Record<string, number> = {}): MachineState => ({
  state: 'known',
  probe: {
    adapter: { ...adapter, features: [...features], limits },
    adapterAbsence: null,
    clockResolutionMs: 1,
    crossOriginIsolated: true,
    hasSharedMemory: true,
    hasJspi: true,
  },
});
const m3 = (layers: number | null = null) => knownModel('twin:bge-reranker-v2-m3', undefined, layers);
const both = { device: ['webgpu', 'wasm'], dtype: ['auto'] } as const;
const gigabyte = 1e9;

describe('what is known of a synthetic twin', () => {
  it('is its weights in four dtypes, as large as its depth makes them', () => {
    const [fp32, fp16, q8, q4] = m3()?.weights ?? [];
    expect([fp32?.dtype, fp16?.dtype, q8?.dtype, q4?.dtype]).toEqual(['fp32', 'fp16', 'q8', 'q4']);
    expect(fp32?.bytes).toBeGreaterThan(2.2 * gigabyte);
    expect(fp32?.bytes).toBeLessThan(2.3 * gigabyte);
    // A layer of 1024 wide has 12.6 million numbers.
    const bytes = (layers: number) => m3(layers)?.weights?.[0]?.bytes ?? Number.NaN;
    expect(bytes(24) - bytes(23)).toBeCloseTo(4 * 12.6e6, -6);
    expect(bytes(24)).toBe(fp32?.bytes);
  });

  it('chooses its dtype as any model with all of them does', () => {
    expect(chooseBackends(both, m3(), machine(['shader-f16']))).toEqual([
      { device: 'webgpu', dtype: 'fp16', reason: 'half-precision', unavailable: null },
      { device: 'wasm', dtype: 'q8', reason: 'small-on-cpu', unavailable: null },
    ]);
    const all = { device: ['webgpu'], dtype: ['fp32', 'fp16', 'q8', 'q4', 'q4f16'] } as const;
    expect(chooseBackends(all, m3(), machine([])).map(({ unavailable }) => unavailable?.code)).toEqual([
      undefined,
      'no-half-precision',
      'dtype-not-on-gpu',
      undefined,
      'model-not-found',
    ]);
  });

  it('is held against the limits of one buffer, which no depth changes', () => {
    const small = machine([], { maxBufferSize: 600e6, maxStorageBufferBindingSize: 600e6 });
    expect(largestTensorBytes(m3(1) ?? never(), 'fp32')).toBe(250_002 * 1024 * 4);
    const [lane] = chooseBackends({ device: ['webgpu'], dtype: ['fp32'] }, m3(1), small);
    expect(lane?.unavailable).toEqual({
      code: 'model-too-large',
      message: 'The largest tensor needs 1.02 GB, and a buffer of this GPU holds 0.60 GB at most.',
    });
    expect(smallerDepth(m3(), 'webgpu', 'fp32', small, null)).toBe(0);
    // Unquantised embeddings of a smaller model are no trouble.
    const miniLm = knownModel('twin:ms-marco-MiniLM-L-6-v2', undefined);
    expect(smallerDepth(miniLm, 'webgpu', 'fp32', small, null)).toBeNull();
  });

  it('has the largest depth offered where memory is short, and at that depth no doubt is left', () => {
    const roomy = machine([]);
    expect(smallerDepth(m3(), 'wasm', 'fp32', roomy, null)).toBeNull();
    const depth = smallerDepth(m3(), 'wasm', 'fp32', roomy, 2) ?? never();
    expect(depth).toBeGreaterThan(0);
    expect(depth).toBeLessThan(24);
    const doubts = (layers: number) => fitOnDevice(m3(layers), 'wasm', 'fp32', roomy, 2).doubts;
    expect(doubts(24).map(({ code }) => code)).toEqual(['peak-over-device']);
    expect(doubts(depth + 1)).toHaveLength(1);
    expect(doubts(depth)).toEqual([]);
    expect(smallerDepth(m3(depth), 'wasm', 'fp32', roomy, 2)).toBeNull();
    expect(smallerDepth(m3(), 'wasm', 'q8', roomy, 2)).toBeNull();
    expect(smallerDepth(undefined, 'wasm', 'fp32', roomy, 2)).toBeNull();
  });

  it('is that it cannot be built with more layers than its model has', () => {
    expect(m3(25)?.refusal).toEqual({
      code: 'too-many-layers',
      message: 'bge-reranker-v2-m3 has 24 layers, not 25.',
    });
    expect(chooseBackends(both, m3(25), machine([])).map(({ unavailable }) => unavailable?.code)).toEqual([
      'too-many-layers',
      'too-many-layers',
    ]);
    expect(smallerDepth(m3(25), 'wasm', 'q8', machine([]), null)).toBe(24);
  });

  it('is which there are, where nobody knows it', () => {
    const [lane] = chooseBackends(both, knownModel('twin:any', undefined), machine([]));
    expect(lane?.unavailable).toEqual({
      code: 'model-not-found',
      message:
        'There is no synthetic twin twin:any; there are bge-reranker-v2-m3, bge-reranker-base, ms-marco-MiniLM-L-6-v2, gte-reranker-modernbert-base, ettin-reranker-17m-v1.',
    });
  });
});

function never(): never {
  throw new Error('There is something.');
}
