import { describe, expect, it } from 'vitest';
import { nextPage, parseListing } from './hub-listing.ts';
import { readModelConfig } from './model-config.ts';
import { dataPaths, graphPath, partsOf } from './weight-files.ts';

const file = (path: string, bytes: number | null = 1) => ({ path, bytes });

describe('a hub’s listing', () => {
  it('gives files with their real sizes, and no folders', () => {
    const pointer = {
      type: 'file',
      oid: 'x',
      size: 134,
      path: 'onnx/model.onnx',
      lfs: { oid: 'y', size: 2e9 },
    };
    expect(
      parseListing([
        { type: 'directory', oid: 'x', size: 0, path: 'onnx' },
        { type: 'file', oid: 'x', size: 42, path: 'config.json' },
        pointer,
        { type: 'file', path: 'README.md' },
      ]),
    ).toEqual([file('config.json', 42), file('onnx/model.onnx', 2e9), file('README.md', null)]);
  });

  it.each([null, {}, 'x', [1], [{ type: 'file' }], { error: 'no' }, [{ type: 'file', path: 'a', size: -1 }]])(
    'is not %j',
    (json) => {
      expect(parseListing(json)).toBeNull();
    },
  );

  it('goes on where the answer says so', () => {
    expect(nextPage('<https://hub.test/api?cursor=2>; rel="next"')).toBe('https://hub.test/api?cursor=2');
    expect(nextPage('<https://hub.test/api>; rel="prev"')).toBeNull();
    expect(nextPage(null)).toBeNull();
  });
});

describe('the weights of a repository', () => {
  it('have the names that transformers.js gives them', () => {
    expect(graphPath('fp32')).toBe('onnx/model.onnx');
    expect(graphPath('q8')).toBe('onnx/model_quantized.onnx');
    expect(dataPaths('fp16', 2)).toEqual(['onnx/model_fp16.onnx_data', 'onnx/model_fp16.onnx_data_1']);
  });

  it('have the parts their configuration speaks of, by file or for all', () => {
    expect(partsOf('fp32', null)).toBe(0);
    expect(partsOf('q8', 2)).toBe(2);
    expect(partsOf('fp32', { 'model.onnx': 3 })).toBe(3);
    expect(partsOf('fp16', { 'model.onnx': 3 })).toBe(0);
    expect(partsOf('fp16', { model: 1 })).toBe(1);
  });
});

describe('a model’s configuration', () => {
  const fitness = (config: object) => readModelConfig(config)?.fitness;

  it('tells shape, positions and external data', () => {
    expect(
      readModelConfig({
        model_type: 'xlm-roberta',
        architectures: ['XLMRobertaForSequenceClassification'],
        id2label: { 0: 'LABEL_0' },
        num_hidden_layers: 24,
        hidden_size: 1024,
        intermediate_size: 4096,
        vocab_size: 250_002,
        max_position_embeddings: 8194,
        'transformers.js_config': { use_external_data_format: { 'model.onnx': true } },
      }),
    ).toEqual({
      modelType: 'xlm-roberta',
      fitness: { state: 'reranker' },
      labels: ['LABEL_0'],
      layers: 24,
      hiddenSize: 1024,
      shape: { layers: 24, hiddenSize: 1024, intermediateSize: 4096 },
      vocabularySize: 250_002,
      tokenTypes: null,
      contextTokens: 8192,
      firstPosition: 2,
      externalData: { 'model.onnx': 1 },
    });
  });

  it('names another head', () => {
    expect(fitness({ model_type: 'qwen2', architectures: ['Qwen2ForCausalLM'] })).toEqual({
      state: 'other-head',
      found: 'Qwen2ForCausalLM',
      labels: null,
    });
    const three = { architectures: ['BertForSequenceClassification'], id2label: { 0: 'a', 1: 'b', 2: 'c' } };
    expect(fitness({ model_type: 'bert', ...three })).toMatchObject({ state: 'other-head', labels: 3 });
  });

  it('names an architecture that cannot be run', () => {
    const gte = { model_type: 'new', architectures: ['NewForSequenceClassification'] };
    expect(fitness(gte)).toEqual({ state: 'unsupported', found: 'new' });
    expect(fitness({})).toEqual({ state: 'unsupported', found: '' });
  });

  it('takes the type from the class where it is not named, as jina-reranker-v2 has it', () => {
    const config = { architectures: ['XLMRobertaForSequenceClassification'], max_position_embeddings: 1026 };
    expect(readModelConfig(config)).toMatchObject({
      modelType: 'xlm-roberta',
      fitness: { state: 'reranker' },
      contextTokens: 1024,
    });
  });

  it('believes a repository with code of its own that it has a classifier', () => {
    const auto_map = { AutoModelForSequenceClassification: 'modeling.JinaBertForSequenceClassification' };
    const config = { model_type: 'bert', architectures: ['JinaBertModel'] };
    expect(fitness({ ...config, auto_map })).toEqual({ state: 'reranker' });
    expect(fitness(config)).toMatchObject({ state: 'other-head', found: 'JinaBertModel' });
  });

  it('is read though parts of it are nonsense, but not when it is no object', () => {
    const odd = { model_type: 'bert', vocab_size: 'many', id2label: 3, 'transformers.js_config': [] };
    expect(readModelConfig(odd)).toMatchObject({
      fitness: { state: 'reranker' },
      vocabularySize: null,
      externalData: null,
    });
    for (const json of [null, [], 'x', 1]) expect(readModelConfig(json)).toBeNull();
  });
});
