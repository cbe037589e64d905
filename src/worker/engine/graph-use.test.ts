import { describe, expect, it } from 'vitest';
import type { GraphFacts, GraphOutput, GraphValue } from '../../core/onnx/graph-facts.ts';
import { useOfGraph } from './graph-use.ts';

const input = (name: string, more: Partial<GraphValue> = {}): GraphValue => ({
  name,
  type: 'int64',
  shape: [null, null],
  ...more,
});
const output = (name: string, shape: GraphOutput['shape'], operator = 'Gemm'): GraphOutput => ({
  name,
  type: 'float32',
  shape,
  operator: { type: operator, node: 7 },
});
const usual = [input('input_ids'), input('attention_mask'), input('token_type_ids')];
const graph = (outputs: readonly GraphOutput[], inputs: readonly GraphValue[] = usual): GraphFacts => ({
  inputs,
  outputs,
  operators: new Set(),
  opset: 17,
});
const use = (outputs: readonly GraphOutput[], labels: readonly string[] = []) =>
  useOfGraph(graph(outputs), { labels });
const asked = (inputs: readonly GraphValue[]) =>
  useOfGraph(graph([output('logits', [null, 1])], inputs), { labels: [] });

describe('what a graph answers', () => {
  it.each([
    ['scores', [null, 1]],
    ['output_0', [null]],
    ['logits', [1, 1]],
    ['y', [8, 1, 1]],
  ] as const)('is one logit a pair in “%s” with shape %j', (name, shape) => {
    expect(use([output(name, shape)])).toMatchObject({ output: name, values: 1, ending: null });
  });

  it('is two labels, or what a pass will tell', () => {
    expect(use([output('logits', [null, 2])])).toMatchObject({ output: 'logits', values: 2 });
    expect(use([output('logits', [null, 1, 2])])).toMatchObject({ output: 'logits', values: 2 });
    expect(use([output('logits', [null, null])])).toMatchObject({ output: 'logits', values: null });
    expect(use([output('logits', null)])).toMatchObject({ values: null });
  });

  it('is read from the output for that, whatever else there is', () => {
    const states = output('hidden_states.1', [null, null, 32]);
    const unsaid = output('positions', [null, null]);
    expect(use([states, unsaid, output('relevance', [null, 1])]).output).toBe('relevance');
    expect(use([output('probability', [null, 1], 'Sigmoid'), output('raw', [null, 1])])).toMatchObject({
      output: 'raw',
      ending: null,
    });
    expect(use([output('classes', [null, 2]), output('score', [null])]).output).toBe('score');
    expect(use([output('other', [null, 1]), output('logits', [null, 1])]).output).toBe('logits');
  });

  it('ends in a sigmoid or a softmax, which is named', () => {
    expect(use([output('logits', [null, 1], 'Sigmoid')]).ending).toEqual({ operator: 'Sigmoid', node: 7 });
    expect(use([output('p', [null, 2], 'Softmax')]).ending).toEqual({ operator: 'Softmax', node: 7 });
  });

  it.each([
    [
      [output('logits', [null, 3])],
      ['contradiction', 'entailment', 'neutral'],
      '3 labels: contradiction, entailment, neutral',
    ],
    [[output('logits', [null, 3])], [], '3 labels'],
    [[output('last_hidden_state', [null, null, 384])], [], 'last_hidden_state: an encoder without a head'],
    [
      [output('token_embeddings', [null, null, 384]), output('sentence_embedding', [null, 384])],
      [],
      'token_embeddings, sentence_embedding: an encoder without a head',
    ],
    [[output('logits', [null, null, 30_522])], [], 'logits: [?, ?, 30522]'],
    [[output('scores', [null, null, 1])], [], 'scores: [?, ?, 1]'],
    [[], [], 'no output'],
  ] as const)('is named where it is no score: %#', (outputs, labels, message) => {
    expect(() => use(outputs, labels)).toThrow(expect.objectContaining({ code: 'not-a-reranker', message }));
  });
});

describe('what a graph asks for', () => {
  it('is given by name and type', () => {
    const inputs = [
      input('input_ids', { type: 'int32' }),
      input('input_mask', { type: 'float32' }),
      input('position_ids', { shape: null }),
    ];
    expect(asked(inputs).inputs).toEqual([
      { name: 'input_ids', role: 'ids', type: 'int32' },
      { name: 'input_mask', role: 'mask', type: 'float32' },
      { name: 'position_ids', role: 'positions', type: 'int64' },
    ]);
  });

  it('may be a certain number of pairs or tokens, or no mask', () => {
    expect(asked(usual).shape).toEqual({});
    expect(asked([input('input_ids', { shape: [1, 512] }), input('attention_mask')]).shape).toEqual({
      fixedPairs: 1,
      fixedLength: 512,
    });
    expect(asked([input('input_ids')]).shape).toEqual({ takesMask: false });
  });

  it.each([
    [
      [...usual, input('pixel_values', { type: 'float32', shape: [null, 3, 224, 224] })],
      'pixel_values (float32, [?, 3, 224, 224])',
    ],
    [[...usual, input('past_key_values.0.key', { type: 'float16', shape: null })], 'past_key_values.0.key'],
    [[input('input_ids', { type: 'float32' })], 'input_ids (float32'],
    [[input('input_ids', { type: null })], 'of an unknown type'],
    [[input('input_ids', { shape: [null] })], 'input_ids (int64, [?])'],
    [[input('inputs_embeds', { type: 'float32' })], 'inputs_embeds'],
    [[input('attention_mask')], 'no input “input_ids”'],
    [[input('input_ids', { shape: [1, 128] }), input('attention_mask', { shape: [1, 64] })], '128, 64'],
    [[input('input_ids', { shape: [null, 128] })], 'always 128 tokens'],
    [[...usual, input('segment_ids')], 'token_type_ids, segment_ids'],
  ] as const)('is named where a pair of texts does not have it: %#', (inputs, message) => {
    expect(() => asked(inputs)).toThrow(
      expect.objectContaining({ code: 'unsupported-model', message: expect.stringContaining(message) }),
    );
  });
});
