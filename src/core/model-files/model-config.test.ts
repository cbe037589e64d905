import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../rerank/catalogue.ts';
import { readModelConfig } from './model-config.ts';
import { isGenerative, isRunnableModelType, modelTypeOfClass, runnableModelTypes } from './model-fitness.ts';
import { relevantLabel } from './relevant-label.ts';

/** The table in the installed version of transformers.js. */
function installedTable(): Map<string, string> {
  const file = join(
    import.meta.dirname,
    '../../../node_modules/@huggingface/transformers/src/models/registry.js',
  );
  const table = /MODEL_FOR_SEQUENCE_CLASSIFICATION_MAPPING_NAMES = new Map\(\[(.*?)\]\);/s.exec(
    readFileSync(file, 'utf8'),
  )?.[1];
  return new Map(
    [...(table ?? '').matchAll(/\['([^']+)', '([^']+)'\]/g)].map(([, type = '', name = '']) => [type, name]),
  );
}

describe('what can be run', () => {
  it('is what the installed transformers.js has a sequence classifier for', () => {
    const installed = installedTable();
    expect(installed.size).toBeGreaterThan(10);
    expect([...runnableModelTypes].sort()).toEqual([...installed.keys()].sort());
    for (const [type, name] of installed) expect(modelTypeOfClass([name])).toBe(type);
  });

  it('is every model of the catalogue', () => {
    for (const { architecture } of catalogue) expect(isRunnableModelType(architecture)).toBe(true);
  });

  it('leaves out types nobody knows, and names of every object', () => {
    expect(isRunnableModelType('xlm-roberta')).toBe(true);
    expect(isRunnableModelType('new')).toBe(false);
    expect(isRunnableModelType('toString')).toBe(false);
    expect(modelTypeOfClass(['Qwen2ForCausalLM'])).toBeNull();
  });
});

describe('a model that writes text', () => {
  it('is known by its class, and no classifier is taken for one', () => {
    for (const name of ['Qwen3ForCausalLM', 'Qwen2_5_VLForConditionalGeneration', 'A, LlamaForCausalLM']) {
      expect(isGenerative(name)).toBe(true);
    }
    for (const name of ['Qwen2ForSequenceClassification', 'BertModel', '']) {
      expect(isGenerative(name)).toBe(false);
    }
  });
});

describe('the products of a model’s layers', () => {
  const sizes = { num_hidden_layers: 12, hidden_size: 384, intermediate_size: 1536 };
  const plain = { layers: 12, hiddenSize: 384, intermediateSize: 1536 };
  const shapeOf = (config: object) => readModelConfig({ ...sizes, ...config })?.shape;

  it('have a gate in ModernBERT, and in JinaBERT where its feed-forward is gated', () => {
    expect(shapeOf({ model_type: 'modernbert' })).toEqual({ ...plain, isGated: true });
    const jina = { model_type: 'bert', position_embedding_type: 'alibi' };
    expect(shapeOf({ ...jina, feed_forward_type: 'original' })).toEqual(plain);
    for (const feed_forward_type of ['geglu', 'reglu']) {
      expect(shapeOf({ ...jina, feed_forward_type })).toEqual({ ...plain, isGated: true });
    }
    expect(shapeOf({ ...jina, feed_forward_type: 'experts' })).toBeNull();
    expect(shapeOf({ model_type: 'roberta', feed_forward_type: 'geglu' })).toBeNull();
  });

  it('have twice as many relative positions as buckets in DeBERTa, for c2p and for p2c', () => {
    const deberta = {
      ...{ model_type: 'deberta-v2', relative_attention: true, max_position_embeddings: 512 },
      ...{ max_relative_positions: -1, position_buckets: 256 },
    };
    const both = { ...plain, relativePositions: 1024 };
    expect(shapeOf({ ...deberta, pos_att_type: ['p2c', 'c2p'] })).toEqual(both);
    expect(shapeOf({ ...deberta, pos_att_type: 'p2c|c2p' })).toEqual(both);
    expect(shapeOf({ ...deberta, pos_att_type: ['c2p'] })).toEqual({ ...plain, relativePositions: 512 });
    expect(shapeOf({ ...deberta, pos_att_type: null })).toEqual(plain);
    // Without buckets, one for each distance.
    const far = { ...deberta, pos_att_type: ['c2p'], position_buckets: -1 };
    expect(shapeOf(far)).toEqual({ ...plain, relativePositions: 1024 });
    expect(shapeOf({ ...far, max_relative_positions: 128 })).toEqual({ ...plain, relativePositions: 256 });
  });

  it('are not known for a DeBERTa with a convolution, or without relative attention', () => {
    const deberta = { model_type: 'deberta-v2', position_buckets: 256, pos_att_type: ['p2c', 'c2p'] };
    expect(shapeOf({ ...deberta, relative_attention: true, conv_kernel_size: 3 })).toBeNull();
    expect(shapeOf({ ...deberta, relative_attention: true, conv_kernel_size: 0 })).not.toBeNull();
    expect(shapeOf(deberta)).toBeNull();
  });
});

describe('the label that stands for relevance', () => {
  it.each([
    [['no', 'yes'], 1],
    [['Yes', 'No'], 0],
    [['LABEL_0', 'LABEL_1'], 1],
    [['LABEL_1', 'LABEL_0'], 0],
    [['True', 'False'], 0],
    [['entailment', 'not_entailment'], 0],
    [['irrelevant', 'relevant'], 1],
    [['duplicate', 'not duplicate'], 0],
    [['unrelated', 'related'], 1],
    [['related', 'unrelated'], 0],
    [['a', 'b'], 1],
    [['one'], 1],
    [[], 1],
  ] as const)('of %j is at %i', (labels, place) => {
    expect(relevantLabel(labels)).toBe(place);
  });

  it('is found by its number, however the configuration orders them', () => {
    const id2label = { 10: 'k', 2: 'c', 1: 'b', 0: 'a' };
    expect(readModelConfig({ model_type: 'bert', id2label })?.labels).toEqual(['a', 'b', 'c', 'k']);
  });
});

describe('names of labels that another head left behind', () => {
  it('count as none: `num_labels` says how many there are', () => {
    const id2label = { 0: 'a', 1: 'b', 2: 'c' };
    const of = (num_labels: number) => readModelConfig({ model_type: 'bert', id2label, num_labels });
    expect(of(1)).toMatchObject({ labels: [], fitness: { state: 'reranker' } });
    expect(of(3)).toMatchObject({ labels: ['a', 'b', 'c'], fitness: { state: 'other-head', labels: 3 } });
    expect(of(4)).toMatchObject({ labels: [], fitness: { state: 'other-head', labels: 4 } });
  });
});

describe('the position of the first token', () => {
  it.each([
    [{ model_type: 'bert', pad_token_id: 0 }, 0],
    [{ model_type: 'modernbert', pad_token_id: 50_283 }, 0],
    [{ model_type: 'xlm-roberta' }, 2],
    [{ model_type: 'roberta', pad_token_id: 1 }, 2],
    [{ model_type: 'mpnet', pad_token_id: 1 }, 2],
    [{ model_type: 'camembert', pad_token_id: 3 }, 4],
  ])('of %j is %i', (config, first) => {
    expect(readModelConfig(config)?.firstPosition).toBe(first);
  });
});
