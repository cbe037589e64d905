import type { PretrainedConfig } from '@huggingface/transformers';
import { describe, expect, it } from 'vitest';
import builtIn from '../../../public/models/builtin/coverage/config.json';
import {
  completeType,
  contextTokens,
  layersOf,
  requireReranker,
  shapeOf,
  tokenTablesOf,
} from './model-config.ts';

const config = (fields: Record<string, unknown>) => fields as unknown as PretrainedConfig;

describe('a model’s configuration', () => {
  it('passes a cross-encoder with one label, and one that does not say', () => {
    const one = { architectures: ['BertForSequenceClassification'], id2label: { 0: 'LABEL_0' } };
    expect(() => requireReranker(config(one))).not.toThrow();
    expect(() => requireReranker(config({}))).not.toThrow();
  });

  it('passes one with two labels, of which one stands for relevance', () => {
    const two = { architectures: ['BertForSequenceClassification'], id2label: { 0: 'a', 1: 'b' } };
    expect(() => requireReranker(config({ ...two, model_type: 'bert' }))).not.toThrow();
  });

  it('refuses other heads before their weights are downloaded', () => {
    const architectures = ['BertForSequenceClassification'];
    const labels = { architectures, id2label: { 1: 'entailment', 0: 'contradiction', 2: 'neutral' } };
    expect(() => requireReranker(config(labels))).toThrow(
      expect.objectContaining({
        code: 'not-a-reranker',
        detail: expect.stringContaining('3 labels: contradiction, entailment, neutral'),
      }),
    );
    expect(() => requireReranker(config({ architectures, num_labels: 3 }))).toThrow(
      expect.objectContaining({ code: 'not-a-reranker' }),
    );
    const encoder = { architectures: ['BertModel'] };
    expect(() => requireReranker(config(encoder))).toThrow(
      expect.objectContaining({ code: 'not-a-reranker' }),
    );
  });

  it('names an architecture that cannot be run', () => {
    const gte = { model_type: 'new', architectures: ['NewForSequenceClassification'] };
    expect(() => requireReranker(config(gte))).toThrow(
      expect.objectContaining({ code: 'unsupported-model', message: 'new' }),
    );
  });

  it('completes the type of one that names its class alone', () => {
    const jina = { architectures: ['XLMRobertaForSequenceClassification'] };
    expect(completeType(config(jina)).model_type).toBe('xlm-roberta');
    expect(completeType(config({ ...jina, model_type: 'camembert' })).model_type).toBe('camembert');
    expect(completeType(config({}))).toEqual({});
  });

  it('gives the smaller of what positions and tokenizer allow', () => {
    expect(contextTokens(config({ model_type: 'bert', max_position_embeddings: 512 }), 8192)).toBe(512);
    expect(contextTokens(config({ model_type: 'bert', max_position_embeddings: 512 }), 128)).toBe(128);
  });

  it('leaves out the two positions that RoBERTa never uses', () => {
    expect(contextTokens(config({ model_type: 'xlm-roberta', max_position_embeddings: 8194 }), 1e30)).toBe(
      8192,
    );
  });

  it.each([
    ['roberta', { pad_token_id: 1 }, 512],
    ['camembert', { pad_token_id: 3 }, 510],
    ['esm', { pad_token_id: null }, 512],
    ['mpnet', {}, 512],
    // MPNet counts from 1, whatever its configuration says of padding.
    ['mpnet', { pad_token_id: 0 }, 512],
    ['bert', { pad_token_id: 5 }, 514],
    ['bart', { pad_token_id: 1 }, 514],
    ['modernbert', { pad_token_id: 50_283 }, 514],
    ['bert', { position_embedding_type: 'relative_key' }, 514],
    ['bert', { position_embedding_type: 'alibi' }, null],
    ['deberta-v2', { relative_attention: true, position_biased_input: false }, null],
    ['deberta-v2', { relative_attention: true }, 514],
    ['deberta', {}, 514],
  ])('counts the positions that a pair in %s with %o can have', (model_type, fields, tokens) => {
    const whole = { model_type, max_position_embeddings: 514, ...fields };
    expect(contextTokens(config(whole), 1e30)).toBe(tokens);
    expect(contextTokens(config(whole), 128)).toBe(128);
  });

  it('believes the graph where its table has fewer positions than the configuration says, or none are said', () => {
    const wrong = config({ model_type: 'xlm-roberta', max_position_embeddings: 8194 });
    expect(contextTokens(wrong, 1e30, null, { rows: 514, first: 2 })).toBe(512);
    expect(contextTokens(wrong, 1e30, null, { rows: 514, first: null })).toBe(512);
    expect(contextTokens(config({ model_type: 'bert' }), 1e30, null, { rows: 512, first: null })).toBe(512);
  });

  it('tells the tables of ids and of token types, where the graph asks for types', () => {
    const bert = config({ model_type: 'bert', vocab_size: 30_522, type_vocab_size: 2 });
    expect(tokenTablesOf(bert, ['input_ids', 'token_type_ids'])).toEqual({ ids: 30_522, types: 2 });
    expect(tokenTablesOf(bert, ['input_ids', 'segment_ids'])).toEqual({ ids: 30_522, types: 2 });
    expect(tokenTablesOf(bert, ['input_ids'])).toEqual({ ids: 30_522, types: null });
    expect(tokenTablesOf(bert, ['token_type_ids'], { ids: 99, types: 1 })).toEqual({ ids: 99, types: 1 });
    const deberta = config({ model_type: 'deberta-v2', type_vocab_size: 0 });
    expect(tokenTablesOf(deberta, ['token_type_ids'])).toEqual({ ids: null, types: null });
  });

  it('tells the shape of layers whose products are counted, and of no other', () => {
    const bge = {
      model_type: 'xlm-roberta',
      num_hidden_layers: 24,
      hidden_size: 1024,
      intermediate_size: 4096,
    };
    expect(shapeOf(config(bge))).toEqual({ layers: 24, hiddenSize: 1024, intermediateSize: 4096 });
    for (const other of [
      { model_type: 'deberta-v2' },
      { model_type: 'neobert' },
      { intermediate_size: undefined },
      { position_embedding_type: 'relative_key' },
      { feed_forward_type: 'geglu' },
    ]) {
      expect(shapeOf(config({ ...bge, ...other }))).toBeNull();
    }
    const alibi = { position_embedding_type: 'alibi', feed_forward_type: 'original' };
    expect(shapeOf(config({ ...bge, model_type: 'bert', ...alibi }))).not.toBeNull();
    expect(shapeOf(config({ ...bge, model_type: 'modernbert' }))).toMatchObject({ isGated: true });
  });

  it('tells no shape of the built-in model, whose layers are built otherwise than its configuration can say', () => {
    expect(shapeOf(config(builtIn))).toBeNull();
  });

  it('knows no limit where nothing says one', () => {
    expect(contextTokens(config({}), Number.POSITIVE_INFINITY)).toBeNull();
    expect(layersOf(config({}))).toBeNull();
    expect(layersOf(config({ num_hidden_layers: 24 }))).toBe(24);
  });
});
