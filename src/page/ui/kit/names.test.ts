import { describe, expect, it } from 'vitest';
import { createI18n } from '../../app/testing/create-i18n.ts';
import { laneNames, modelTitle, type NamedLane } from './names.ts';

const { t } = createI18n('en');
const byLength: NamedLane = {
  ...{ device: 'webgpu', dtype: 'fp16', order: 'length', paddingMultiple: 1 },
  ...{ runtime: 'jspi', threads: null, workers: 1 },
};
const asGiven: NamedLane = { ...byLength, order: 'input' };

it('names the order of a lane only where the run has both', () => {
  expect(laneNames([byLength], t)(byLength)).toBe('WebGPU · fp16');
  expect(laneNames([asGiven], t)(asGiven)).toBe('WebGPU · fp16');
  const name = laneNames([byLength, asGiven], t);
  expect([name(byLength), name(asGiven)]).toEqual(['WebGPU · fp16 · by length', 'WebGPU · fp16 · as given']);
});

it('names padding, runtime and threads only where they tell lanes of one device and dtype apart', () => {
  const cpu: NamedLane = { ...byLength, device: 'wasm', dtype: 'q8', runtime: 'plain', threads: 2 };
  expect([byLength, cpu].map(laneNames([byLength, cpu], t))).toEqual(['WebGPU · fp16', 'WASM · q8']);
  const padded = { ...byLength, paddingMultiple: 64 };
  expect([byLength, padded].map(laneNames([byLength, padded], t))).toEqual([
    'WebGPU · fp16 · unpadded',
    'WebGPU · fp16 · padded to multiples of 64',
  ]);
  const lean: NamedLane = { ...byLength, gpuOption: 'validation-wgpuOnly' };
  expect([byLength, lean].map(laneNames([byLength, lean], t))).toEqual([
    'WebGPU · fp16 · standard options',
    'WebGPU · fp16 · less validation',
  ]);
  const fused: NamedLane = { ...byLength, graph: 'fused' };
  expect([byLength, fused].map(laneNames([byLength, fused], t))).toEqual([
    'WebGPU · fp16 · as exported',
    'WebGPU · fp16 · fused',
  ]);
  const jspi: NamedLane = { ...cpu, runtime: 'jspi' };
  expect(laneNames([cpu, jspi], t)(jspi)).toBe('WASM · q8 · jspi');
  const pooled = { ...cpu, threads: 1, workers: 2 };
  expect([cpu, pooled].map(laneNames([cpu, pooled], t))).toEqual([
    'WASM · q8 · 2 threads',
    'WASM · q8 · 1 thread × 2 sessions',
  ]);
});

const { t: zh } = createI18n('zh-CN');

describe('the title of a synthetic twin', () => {
  it('is never that of its model', () => {
    expect(modelTitle('twin:bge-reranker-base', t)).toBe('twin:bge-reranker-base (synthetic)');
    expect(modelTitle('twin:bge-reranker-base', zh)).toBe('twin:bge-reranker-base（合成）');
    expect(modelTitle('Xenova/bge-reranker-base', t)).toBe('bge-reranker-base');
  });

  it('says how deep it is, and of how many layers it was cut', () => {
    expect(modelTitle('twin:bge-reranker-base', t, null)).toBe(
      'twin:bge-reranker-base (synthetic, 12 layers)',
    );
    expect(modelTitle('twin:bge-reranker-base', t, 12)).toBe('twin:bge-reranker-base (synthetic, 12 layers)');
    expect(modelTitle('twin:bge-reranker-base', t, 1)).toBe(
      'twin:bge-reranker-base (synthetic, 1 of 12 layers)',
    );
    expect(modelTitle('twin:bge-reranker-base', zh, 6)).toBe(
      'twin:bge-reranker-base（合成，12 层中的 6 层）',
    );
    expect(modelTitle('twin:unheard-of', t, 1)).toBe('twin:unheard-of (synthetic, 1 layer)');
    expect(modelTitle('twin:unheard-of', t, null)).toBe('twin:unheard-of (synthetic)');
  });
});
