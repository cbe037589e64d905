// @module-tag slow
import { InferenceSession, Tensor } from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { elementCount, type Shape } from '../tensor.ts';
import { modernBertLogits, modernBertVectors } from '../testing/modernbert-reference.ts';
import { scorePairs } from '../testing/score-pairs.ts';
import {
  externalFloat32Format,
  float16Format,
  float32Format,
  fourBitFormat,
  quantizedFormat,
  type WeightFormat,
} from '../weight-format.ts';
import { type ModernBertShape, modernBertModel } from './modernbert-model.ts';

/** Layers 0 and 3 are global, and a local layer reaches three tokens to each side. */
const shape: ModernBertShape = {
  vocab_size: 50,
  hidden_size: 32,
  num_hidden_layers: 5,
  num_attention_heads: 4,
  intermediate_size: 48,
  global_attn_every_n_layers: 3,
  local_attention: 6,
  classifier_pooling: 'cls',
};
const byMean: ModernBertShape = { ...shape, classifier_pooling: 'mean' };

/** Values spread like noise, the same in every run. */
function weights(name: string, size: Shape): Float32Array {
  const start = [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 10_007;
  const scale = name.startsWith('embeddings') ? 1 : 0.3;
  return Float32Array.from(
    { length: elementCount(size) },
    (_, place) => scale * Math.sin((start + place) ** 1.5),
  );
}

const model = (format: WeightFormat, sizes = shape, labels = 1) =>
  modernBertModel({ shape: sizes, labels, format, weights });

const pairs = [
  { ids: [1, 5, 6, 2, 7, 8, 9, 2], segments: [] },
  { ids: [1, 5, 2, 30, 2], segments: [] },
  { ids: [1, 9, 8, 7, 2, 6, 5, 12, 13, 14, 15, 16, 17, 18, 19, 20, 33, 34, 2], segments: [] },
];

async function scores(bytes: Uint8Array, options: InferenceSession.SessionOptions = {}) {
  const session = await InferenceSession.create(bytes, options);
  const together = await scorePairs(session, pairs, { padId: 3 });
  const alone: number[] = [];
  for (const pair of pairs) alone.push(...(await scorePairs(session, [pair])));
  await session.release();
  return { together, alone };
}

const expected = (sizes: ModernBertShape) =>
  pairs.map(({ ids }) => modernBertLogits(ids, sizes, weights, 1)[0] ?? Number.NaN);

const largestDifference = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, place) => Math.abs(value - (b[place] ?? Number.NaN))));

describe('a model of ModernBERT’s shape', () => {
  it.each([
    ['the first token’s vector', shape],
    ['the mean of all', byMean],
  ])('scores as its definition does from %s, alone and padded', async (_, sizes) => {
    const { together, alone } = await scores(model(float32Format, sizes));
    expect(largestDifference(alone, expected(sizes))).toBeLessThan(1e-4);
    expect(largestDifference(together, expected(sizes))).toBeLessThan(1e-4);
    expect(new Set(alone.map((score) => score.toFixed(3))).size).toBe(pairs.length);
  });

  it('has a window in its local layers that its scores depend on', async () => {
    const wide = { ...shape, local_attention: 100 };
    const { alone } = await scores(model(float32Format, wide));
    expect(largestDifference(alone, expected(wide))).toBeLessThan(1e-4);
    expect(largestDifference(alone, expected(shape))).toBeGreaterThan(1e-2);
  });

  it('has the same scores with its weights in a file of their own', async () => {
    const format = externalFloat32Format('model.onnx_data');
    const bytes = model(format);
    const externalData = [{ path: 'model.onnx_data', data: format.data() }];
    expect(await scores(bytes, { externalData })).toEqual(await scores(model(float32Format)));
    expect(format.data().length).toBeGreaterThan(0);
  });

  it.each([
    ['half precision', float16Format, 5e-2],
    ['eight bits', quantizedFormat, 0.3],
    ['four bits', fourBitFormat(float32Format), 1],
  ] as const)('has similar scores in %s', async (_, format, tolerance) => {
    const { together, alone } = await scores(model(format, byMean));
    expect(largestDifference(alone, expected(byMean))).toBeLessThan(tolerance);
    expect(largestDifference(alone, together)).toBeLessThan(tolerance);
  });

  it('gives as many logits as it has labels', async () => {
    const session = await InferenceSession.create(model(float32Format, shape, 3));
    const logits = await scorePairs(session, pairs.slice(0, 1));
    expect(largestDifference(logits, modernBertLogits(pairs[0]?.ids ?? [], shape, weights, 3))).toBeLessThan(
      1e-4,
    );
    await session.release();
  });

  it('answers every token’s vector where it has no head', async () => {
    const [{ ids } = { ids: [] }] = pairs;
    const session = await InferenceSession.create(model(float32Format, shape, 0));
    const whole = (values: readonly number[]) =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
    const { last_hidden_state: vectors } = await session.run({
      input_ids: whole(ids),
      attention_mask: whole(ids.map(() => 1)),
    });
    await session.release();
    const expectedVectors = modernBertVectors(ids, shape, weights).flat();
    expect(largestDifference(expectedVectors, Array.from(vectors?.data as Float32Array))).toBeLessThan(1e-4);
  });
});
