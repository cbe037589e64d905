// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ModelFactsOfConfig } from '../../../core/model-files/model-config.ts';
import { headlineModelId } from '../../../core/rerank/catalogue.ts';
import { createI18n } from '../../app/testing/create-i18n.ts';
import { adapter } from '../../jobs/testing/sweep-host.ts';
import { type ModelFacts as Facts, modelFactsKey } from '../../store/model-facts-slice.ts';
import { mountedPage } from '../testing/mounted-page.tsx';
import { ModelSummary } from './model-summary.tsx';

const config: ModelFactsOfConfig = {
  modelType: 'xlm-roberta',
  fitness: { state: 'reranker' },
  labels: [],
  layers: 24,
  hiddenSize: 1024,
  shape: null,
  vocabularySize: 250_002,
  tokenTypes: 1,
  contextTokens: 8192,
  firstPosition: 2,
  externalData: null,
};
const found = (more: Partial<Extract<Facts, { state: 'found' }>> = {}): Facts => ({
  state: 'found',
  source: 'listing',
  config,
  weights: [
    { dtype: 'fp32', bytes: 2.27e9, files: [{ path: 'onnx/model.onnx', bytes: 1e6 }] },
    { dtype: 'q8', bytes: 571e6, files: [{ path: 'onnx/model_quantized.onnx', bytes: 571e6 }] },
  ],
  ...more,
});

describe('what is told of a model before a download', { timeout: 30_000 }, () => {
  const { store, services, draw } = mountedPage();
  const asked = vi.fn();

  const show = (language: 'en' | 'zh-CN' = 'en') => draw(<ModelSummary />, createI18n(language));
  const choose = (model: string, facts: Facts | null, more: object = {}) =>
    act(async () => {
      store.getState().changeSettings({ model, ...more });
      store.getState().setModelFacts(modelFactsKey(store.getState().settings), facts);
    });
  const text = () => document.body.textContent ?? '';
  const lanes = () => [...document.querySelectorAll('li')].map((line) => line.textContent);
  const withAdapter = (features: string[], limits: Record<string, number>) =>
    act(async () =>
      store.getState().setMachine({
        state: 'known',
        probe: {
          adapter: { ...adapter, features, limits },
          adapterAbsence: null,
          clockResolutionMs: 1,
          crossOriginIsolated: true,
          hasSharedMemory: true,
          hasJspi: false,
        },
      }),
    );

  beforeEach(async () => {
    services.lookAtModelAgain = asked.mockClear();
    await withAdapter([], {});
  });

  it('is the catalogue’s word until the hub has answered, and then the hub’s', async () => {
    await show();
    await choose(headlineModelId, { state: 'looking' });
    expect(text()).toContain('Download, once: fp32 2.27 GB · fp16 1.14 GB');
    expect(text()).toContain('Asking huggingface.co which files it has');
    expect(text()).toContain('NDCG@10 0.553 on MTEB(eng, v2) Retrieval');
    await choose(headlineModelId, found());
    expect(text()).toContain('huggingface.co has fp32 2.27 GB · q8 571 MB;');
    expect(text()).not.toContain('fp16 1.14 GB');
  });

  it('names each lane’s dtype with its size and its reason', async () => {
    await show();
    await choose(headlineModelId, found(), { device: ['webgpu', 'wasm'] });
    expect(lanes()).toEqual([
      'WebGPU will run fp32, 2.27 GB. The model has no fp16 weights.',
      'WASM will run q8, 571 MB. Eight bits are the smallest and quickest on a CPU.',
    ]);
    await choose(headlineModelId, found(), { dtype: ['q8'] });
    expect(lanes()).toEqual([
      'WebGPU · q8 cannot run: q8 is not run on WebGPU.',
      'WASM will run q8, 571 MB.',
    ]);
  });

  it('says what does not fit, and what may not', async () => {
    await show();
    await withAdapter([], { maxBufferSize: 268_435_456, maxStorageBufferBindingSize: 134_217_728 });
    await choose(headlineModelId, found(), { device: ['webgpu'], dtype: ['fp32'] });
    expect(lanes()).toEqual([
      'WebGPU · fp32 cannot run: its largest tensor needs 1.02 GB, and a buffer of this GPU holds 268 MB at most.',
    ]);
    await withAdapter([], { maxBufferSize: 2 ** 31, maxStorageBufferBindingSize: 134_217_728 });
    expect(lanes()[0]).toContain(
      'WebGPU · fp32 may not fit: its largest tensor needs 1.02 GB, and a shader on this GPU can bind 805 MB of it at most.',
    );
    // Lavapipe's limits, with which such a table runs.
    await withAdapter([], {
      ...{ maxBufferSize: 4_294_967_292, maxStorageBufferBindingSize: 134_217_728 },
      maxStorageBuffersPerShaderStage: 16,
    });
    expect(lanes()[0]).not.toContain('may not fit');
    await act(async () => store.getState().setDeviceMemory(2));
    await choose(headlineModelId, found(), { device: ['wasm'], dtype: ['fp32'] });
    expect(lanes()[0]).toContain('this device has 2.15 GB of memory');
  });

  it('says which of two labels stands for relevance', async () => {
    await show();
    await choose('org/one', found({ config: { ...config, labels: ['LABEL_0'] } }));
    expect(text()).not.toContain('A score is the logit');
    await choose('org/two', found({ config: { ...config, labels: ['yes', 'no'] } }));
    expect(text()).toContain('A score is the logit of “yes” less that of “no”.');
  });

  it('names another head and an unknown architecture, and no lane', async () => {
    await show();
    const head = { state: 'other-head', found: 'BertForTokenClassification', labels: null } as const;
    await choose('org/tokens', found({ config: { ...config, fitness: head } }));
    expect(text()).toContain(
      'This model cannot rank: BertForTokenClassification does not give one score for a pair.',
    );
    expect(lanes()).toEqual([]);
    const writer = { state: 'other-head', found: 'Qwen3ForCausalLM', labels: null } as const;
    await choose('org/qwen', found({ config: { ...config, fitness: writer } }));
    expect(text()).toContain('This model writes text (Qwen3ForCausalLM).');
    expect(text()).toContain('This page does not score pairs that way yet.');
    expect(lanes()).toEqual([]);
    const unsupported = { state: 'unsupported', found: 'new' } as const;
    await choose('org/gte', found({ config: { ...config, fitness: unsupported } }));
    expect(text()).toContain('architecture (new) cannot be run');
  });

  it('says why the hub gave nothing, and asks again', async () => {
    await show();
    await choose('org/name', {
      state: 'refused',
      code: 'hub-unreachable',
      detail: 'TypeError: Failed to fetch',
    });
    expect(text()).toContain('huggingface.co cannot be reached');
    await act(async () => document.querySelector('button')?.click());
    expect(asked).toHaveBeenCalledOnce();
  });

  it('leaves a refusal to the result beside it that says the same', async () => {
    await show();
    await choose('org/model', { state: 'refused', code: 'hub-unreachable', detail: '' });
    expect(text()).toContain('Ask again');
    const failed = (key: string) =>
      act(async () => store.getState().setRun({ runState: 'failed', runFailure: { key, values: {} } }));
    await failed('failure.hub-unreachable');
    expect(text()).not.toContain('Ask again');
    // Another failure says nothing of it, and neither does a tab without the failure.
    await failed('failure.hub-error');
    expect(text()).toContain('Ask again');
    await failed('failure.hub-unreachable');
    await act(async () => store.getState().showResult('history'));
    expect(text()).toContain('Ask again');
  });

  it('marks a licence that forbids commercial use, in either language', async () => {
    await show('zh-CN');
    await choose('jinaai/jina-reranker-v2-base-multilingual', null);
    expect(text()).toContain('CC-BY-NC-4.0');
    expect(text()).toContain('仅限非商业用途');
    await choose('Xenova/bge-reranker-base', null);
    expect(text()).not.toContain('仅限非商业用途');
  });

  it('is all there is to know of a synthetic twin: what it is worth, its size, and no download', async () => {
    await show();
    await choose('twin:bge-reranker-v2-m3', null, { device: ['wasm'], dtype: ['fp32'] });
    expect(text()).toContain('Has the shape of bge-reranker-v2-m3, with made-up weights.');
    expect(text()).toContain('fp32 2.27 GB · fp16 1.14 GB');
    expect(text()).toContain('nothing is downloaded');
    expect(text()).toContain('Its scores mean nothing.');
    expect(text()).toContain('assumed to be like the export’s until the two are compared');
    expect(document.querySelector('[data-testid="hub-files"]')).toBeNull();
    expect(lanes()).toEqual(['WASM will run fp32, 2.27 GB.']);
    await choose('twin:bge-reranker-v2-m3', null, { layers: 1 });
    expect(lanes()).toEqual(['WASM will run fp32, 1.11 GB.']);
  });

  it('has a field for a twin’s layers alone', async () => {
    await show();
    const field = () => document.querySelector<HTMLInputElement>('input');
    await choose(headlineModelId, null);
    expect(field()).toBeNull();
    await choose('twin:bge-reranker-base', null);
    expect(field()?.placeholder).toBe('all 12');
    expect(field()?.value).toBe('');
    await choose('twin:bge-reranker-base', null, { layers: 3 });
    expect(field()?.value).toBe('3');
  });

  it('refuses more layers than the model has, and offers all of them', async () => {
    await show();
    await choose('twin:bge-reranker-base', null, { layers: 13 });
    expect(document.querySelector('[role="alert"]')?.textContent).toContain(
      'bge-reranker-base has 12 layers, so it cannot be built with 13.',
    );
    expect(lanes()).toEqual([]);
    await act(async () => document.querySelector('button')?.click());
    expect(store.getState().settings.layers).toBeNull();
    expect(document.querySelector('[role="alert"]')).toBeNull();
  });

  it('offers a twin’s largest depth where memory is short, and sets it', async () => {
    await show();
    await act(async () => store.getState().setDeviceMemory(2));
    await choose('twin:bge-reranker-v2-m3', null, { device: ['wasm'], dtype: ['fp32'] });
    expect(lanes()[0]).toMatch(/may not fit: .*2\.15 GB of memory.*WASM · fp32: at most \d+ layers fit\./);
    const button = document.querySelector('button');
    const offered = Number(/Use (\d+) layers/.exec(button?.textContent ?? '')?.[1]);
    await act(async () => button?.click());
    expect(store.getState().settings.layers).toBe(offered);
    expect(lanes()[0]).not.toContain('may not fit');
    expect(document.querySelector('button')).toBeNull();
  });

  it('says where no depth fits, and that a twin is not known', async () => {
    await show();
    await withAdapter([], { maxBufferSize: 600e6, maxStorageBufferBindingSize: 600e6 });
    await choose('twin:bge-reranker-v2-m3', null, { device: ['webgpu'], dtype: ['fp32'] });
    expect(lanes()[0]).toContain('WebGPU · fp32: it does not fit at any depth.');
    expect(document.querySelector('button')).toBeNull();
    await choose('twin:bge', null);
    expect(text()).toContain(
      'There is no twin “bge”. There are bge-reranker-v2-m3, bge-reranker-base, ms-marco-MiniLM-L-6-v2, gte-reranker-modernbert-base, and ettin-reranker-17m-v1.',
    );
    expect(lanes()).toEqual([]);
  });

  it('is short of the built-in model', async () => {
    await show();
    expect(lanes()).toEqual([]);
    expect(document.querySelector('[data-testid="hub-files"]')).toBeNull();
  });
});
