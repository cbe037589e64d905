import { describe, expect, it } from 'vitest';
import { headlineModelId } from '../../core/rerank/catalogue.ts';
import type { RuntimeChoice } from '../../core/rerank/devices.ts';
import type { GpuOptionChoice } from '../../core/rerank/gpu-options.ts';
import type { MachineState } from '../store/machine-slice.ts';
import { type KnownModel, knownModel, withFile } from './known-model.ts';
import { chooseBackends, chooseLanes } from './lane-choice.ts';
import { adapter } from './testing/sweep-host.ts';

const machine = (features: readonly string[], limits: Record<string, number> = {}): MachineState => ({
  state: 'known',
  probe: {
    adapter: { ...adapter, features: [...features], limits },
    adapterAbsence: null,
    clockResolutionMs: 1,
    crossOriginIsolated: true,
    hasSharedMemory: true,
    hasJspi: false,
  },
});
const headline = knownModel(headlineModelId, undefined);
const both = { device: ['webgpu', 'wasm'], dtype: ['auto'] } as const;
const known: KnownModel = {
  weights: [{ dtype: 'fp32', bytes: 10, files: [{ path: 'onnx/model.onnx', bytes: 10 }] }],
  fitness: { state: 'reranker' },
  vocabularySize: null,
  hiddenSize: null,
};

describe('the lanes of a model', () => {
  it('take what suits the device, with the reason', () => {
    const lanes = chooseBackends(both, headline, machine(['shader-f16']));
    expect(lanes).toEqual([
      { device: 'webgpu', dtype: 'fp16', reason: 'half-precision', unavailable: null },
      { device: 'wasm', dtype: 'q8', reason: 'small-on-cpu', unavailable: null },
    ]);
  });

  describe('with files of exporters’ names', () => {
    const weight = (dtype: 'fp32' | 'q8', name: string, own = false) => ({
      dtype,
      ...(!own && { file: name }),
      bytes: 10,
      files: [{ path: `onnx/${name}`, bytes: 10 }],
    });
    const int8 = weight('q8', 'model_int8.onnx');
    const choose = (model: KnownModel | undefined, dtype: 'auto' | 'q8' = 'auto') =>
      chooseBackends({ device: ['wasm'], dtype: [dtype] }, model, machine([])).map((lane) => [
        lane.dtype,
        lane.file,
        lane.unavailable?.code,
      ]);

    it('take them for a dtype that is asked for, and for auto where there is nothing else', () => {
      const beside = { ...known, weights: [weight('fp32', 'model.onnx', true), int8] };
      expect(choose(beside)).toEqual([['fp32', undefined, undefined]]);
      expect(choose(beside, 'q8')).toEqual([['q8', 'model_int8.onnx', undefined]]);
      expect(choose({ ...known, weights: [weight('fp32', 'model_O3.onnx'), int8] })).toEqual([
        ['q8', 'model_int8.onnx', undefined],
      ]);
    });

    it('take the file that the settings name, and no other', () => {
      const all = { ...known, weights: [int8, weight('q8', 'model_uint8.onnx')] };
      for (const asked of ['model_uint8', 'model_uint8.onnx', 'onnx/model_uint8.onnx'])
        expect(choose(withFile(all, 'org/name', asked))).toEqual([['q8', 'model_uint8.onnx', undefined]]);
      const absent = withFile(all, 'local:x', 'model_O1.onnx');
      expect(absent?.refusal?.message).toBe(
        'There is no model_O1.onnx; there are model_int8.onnx, model_uint8.onnx.',
      );
      expect(choose(absent)).toEqual([[null, undefined, 'model-not-found']]);
    });

    it('believe in the file where nobody has said which there are, and leave the built-in model alone', () => {
      expect(choose(withFile(undefined, 'org/name', 'model_int8'))).toEqual([
        ['q8', 'model_int8.onnx', undefined],
      ]);
      expect(withFile(known, 'builtin:coverage', 'model_int8')).toBe(known);
    });
  });

  it('take what the hub has over what the catalogue says', () => {
    const facts = {
      state: 'found',
      source: 'listing',
      config: {
        modelType: 'xlm-roberta',
        fitness: { state: 'reranker' },
        labels: [],
        layers: null,
        hiddenSize: null,
        shape: null,
        vocabularySize: null,
        tokenTypes: null,
        contextTokens: null,
        firstPosition: 2,
        externalData: null,
      },
      weights: [{ dtype: 'fp32', bytes: 10, files: [] }],
    } as const;
    const lanes = chooseBackends(both, knownModel(headlineModelId, facts), machine(['shader-f16']));
    expect(lanes.map(({ dtype, reason }) => [dtype, reason])).toEqual([
      ['fp32', 'no-fp16-file'],
      ['fp32', 'no-q8-file'],
    ]);
  });

  it('leave q8 to the CPU, and name a dtype that is not there', () => {
    const settings = { ...both, dtype: ['q8', 'q4'] } as const;
    const lanes = chooseBackends(settings, headline, machine(['shader-f16']));
    expect(lanes.map(({ device, dtype, unavailable }) => [device, dtype, unavailable?.code])).toEqual([
      ['webgpu', 'q8', 'dtype-not-on-gpu'],
      ['webgpu', 'q4', 'model-not-found'],
      ['wasm', 'q8', undefined],
      ['wasm', 'q4', 'model-not-found'],
    ]);
  });

  it('pass over what no buffer of the GPU holds, and say so where it was asked for', () => {
    const small = machine([], { maxBufferSize: 600e6, maxStorageBufferBindingSize: 600e6 });
    const asked = (dtype: 'fp32' | 'auto', on = small) =>
      chooseBackends({ device: ['webgpu'], dtype: [dtype] }, headline, on);
    expect(asked('fp32')[0]?.unavailable).toEqual({
      code: 'model-too-large',
      message: 'The largest tensor needs 1.02 GB, and a buffer of this GPU holds 0.60 GB at most.',
    });
    // Nothing else of this model runs without half precision.
    expect(asked('auto')[0]?.unavailable).toMatchObject({ code: 'no-half-precision' });
    const half = machine(['shader-f16'], { maxBufferSize: 600e6, maxStorageBufferBindingSize: 600e6 });
    expect(asked('auto', half)).toMatchObject([{ dtype: 'fp16', unavailable: null }]);
  });

  it('are none of a model with another head, or of an architecture that cannot be run', () => {
    const of = (fitness: KnownModel['fitness']) =>
      chooseBackends(both, { ...known, fitness }, machine([])).map(({ unavailable }) => unavailable);
    const classes = { code: 'not-a-reranker', message: 'Bert, 3 labels' };
    expect(of({ state: 'other-head', found: 'Bert', labels: 3 })).toEqual([classes, classes]);
    const writer = 'Qwen3ForCausalLM, which writes text and is not scored by this page yet';
    expect(of({ state: 'other-head', found: 'Qwen3ForCausalLM', labels: null })[0]?.message).toBe(writer);
    const unsupported = { code: 'unsupported-model', message: 'new' };
    expect(of({ state: 'unsupported', found: 'new' })).toEqual([unsupported, unsupported]);
  });

  it('are none of a repository without weights', () => {
    const lanes = chooseBackends(both, { ...known, weights: [] }, machine([]));
    expect(lanes.map(({ dtype, unavailable }) => [dtype, unavailable?.code])).toEqual([
      [null, 'model-not-found'],
      [null, 'model-not-found'],
    ]);
  });

  it('are taken at their word where nothing is known of the model', () => {
    expect(chooseBackends(both, undefined, machine([]))).toMatchObject([{ dtype: 'fp32' }, { dtype: 'q8' }]);
  });
});

describe('the runtimes of lanes', () => {
  const settings = {
    ...both,
    order: ['length'],
    paddingMultiples: [1],
    gpuOptions: ['standard'],
    graph: ['exported'],
    model: headlineModelId,
  } as const;
  const withJspi = (hasJspi: boolean): MachineState => {
    const known = machine([]);
    return known.state === 'known' ? { ...known, probe: { ...known.probe, hasJspi } } : known;
  };
  const shown = (runtime: readonly RuntimeChoice[], hasJspi: boolean) =>
    chooseLanes({ ...settings, runtime }, known, withJspi(hasJspi)).map(
      ({ device, runtime, builds, unavailable }) => [device, runtime, builds, unavailable?.code ?? null],
    );

  it('are the fastest build, with the next in case it does not start', () => {
    expect(shown(['auto'], true)).toEqual([
      ['webgpu', 'auto', ['jspi', 'asyncify'], null],
      ['wasm', 'auto', ['jspi', 'plain', 'asyncify'], null],
    ]);
  });

  it('that cannot be had make the lane unavailable, and no other takes its place', () => {
    expect(shown(['jspi', 'plain'], false)).toEqual([
      ['webgpu', 'jspi', [], 'runtime-unavailable'],
      ['webgpu', 'plain', [], 'runtime-unavailable'],
      ['wasm', 'jspi', [], 'runtime-unavailable'],
      ['wasm', 'plain', ['plain'], null],
    ]);
  });

  it('are not measured twice where automatic stands for one that was named', () => {
    expect(shown(['auto', 'jspi'], true).map(([device, runtime]) => [device, runtime])).toEqual([
      ['webgpu', 'auto'],
      ['wasm', 'auto'],
    ]);
  });

  it('multiply with the paddings', () => {
    const lanes = chooseLanes(
      { ...settings, device: ['wasm'], runtime: ['auto'], paddingMultiples: [1, 8] },
      known,
      withJspi(true),
    );
    expect(lanes.map(({ paddingMultiple }) => paddingMultiple)).toEqual([1, 8]);
  });

  it('have a fused graph for twins alone', () => {
    const graphsOf = (model: string) =>
      chooseLanes(
        { ...settings, model, device: ['wasm'], runtime: ['auto'], graph: ['exported', 'fused'] },
        known,
        withJspi(true),
      ).map(({ graph, unavailable }) => [graph, unavailable?.code]);
    expect(graphsOf('twin:bge-reranker-base')).toEqual([
      [undefined, undefined],
      ['fused', undefined],
    ]);
    // A ModernBERT's graph is written as exported only.
    for (const model of ['builtin:coverage', 'twin:gte-reranker-modernbert-base']) {
      expect(graphsOf(model)).toEqual([
        [undefined, undefined],
        ['fused', 'fused-twins-only'],
      ]);
    }
  });

  it('multiply with the options of WebGPU, which make no lanes on WASM', () => {
    const shownWith = (gpuOptions: readonly GpuOptionChoice[]) =>
      chooseLanes({ ...settings, runtime: ['auto'], gpuOptions }, known, withJspi(true)).map(
        ({ device, gpuOption }) => [device, gpuOption],
      );
    expect(shownWith(['standard', 'validation-wgpuOnly', 'cache-simple'])).toEqual([
      ['webgpu', undefined],
      ['webgpu', 'validation-wgpuOnly'],
      ['webgpu', 'cache-simple'],
      ['wasm', undefined],
    ]);
    expect(shownWith(['output-gpu'])).toEqual([
      ['webgpu', 'output-gpu'],
      ['wasm', undefined],
    ]);
  });
});
