import { InferenceSession } from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { elementCount, type Shape } from '../tensor.ts';
import { scorePairs } from '../testing/score-pairs.ts';
import {
  externalFloat32Format,
  float16Format,
  float32Format,
  quantizedFormat,
  type WeightFormat,
} from '../weight-format.ts';
import {
  paddingId,
  type XlmRobertaHead,
  type XlmRobertaShape,
  xlmRobertaModel,
} from './xlm-roberta-model.ts';

const shape: XlmRobertaShape = {
  vocab_size: 50,
  hidden_size: 16,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  intermediate_size: 32,
  max_position_embeddings: 66,
};

/** Values spread like noise, the same in every run. */
function weights(name: string, size: Shape): Float32Array {
  const start = [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 10_007;
  const scale = name.startsWith('embeddings') ? 1 : 0.4;
  return Float32Array.from(
    { length: elementCount(size) },
    (_, place) => scale * Math.sin((start + place) ** 1.5),
  );
}

const reranker: XlmRobertaHead = { kind: 'classifier', labels: 1 };

const model = (format: WeightFormat, head: XlmRobertaHead = reranker) =>
  xlmRobertaModel({ shape, head, format, weights });

const pairs = [
  { ids: [0, 5, 6, 2, 2, 7, 8, 9, 2], segments: [] },
  { ids: [0, 5, 6, 2, 2, 30, 2], segments: [] },
  { ids: [0, 9, 8, 7, 2, 2, 6, 5, 12, 13, 14, 15, 16, 17, 18, 19, 20, 2], segments: [] },
];

async function scores(bytes: Uint8Array, options: InferenceSession.SessionOptions = {}, maskPadding = true) {
  const session = await InferenceSession.create(bytes, options);
  const together = await scorePairs(session, pairs, { padId: paddingId, maskPadding });
  const alone: number[] = [];
  for (const pair of pairs) alone.push(...(await scorePairs(session, [pair])));
  await session.release();
  return { together, alone };
}

const largestDifference = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, place) => Math.abs(value - (b[place] ?? Number.NaN))));

describe('a model of XLM-RoBERTa’s shape', () => {
  it('scores a pair the same alone and padded', async () => {
    const { together, alone } = await scores(model(float32Format));
    expect(largestDifference(together, alone)).toBeLessThan(1e-5);
    expect(new Set(alone.map((score) => score.toFixed(3))).size).toBe(pairs.length);
  });

  it('would show a mask that is ignored', async () => {
    const { together, alone } = await scores(model(float32Format), {}, false);
    expect(largestDifference(together, alone)).toBeGreaterThan(1e-2);
  });

  it('has the same scores with its weights in a file of their own', async () => {
    const format = externalFloat32Format('model.onnx_data');
    const bytes = model(format);
    const externalData = [{ path: 'model.onnx_data', data: format.data() }];
    const plain = await scores(model(float32Format));
    expect(await scores(bytes, { externalData })).toEqual(plain);
    expect(format.data().length).toBeGreaterThan(0);
  });

  it('has nearly the same scores in half precision', async () => {
    const half = await scores(model(float16Format));
    const single = await scores(model(float32Format));
    expect(largestDifference(half.alone, single.alone)).toBeLessThan(2e-2);
    expect(largestDifference(half.alone, half.together)).toBeLessThan(2e-2);
  });

  it('has similar scores in eight bits, which move a little with padding', async () => {
    const eight = await scores(model(quantizedFormat));
    const single = await scores(model(float32Format));
    expect(largestDifference(eight.alone, single.alone)).toBeLessThan(0.2);
    expect(largestDifference(eight.alone, eight.together)).toBeLessThan(0.2);
  });

  it('gives as many logits as it has labels, or every token’s vector without a head', async () => {
    const threeWays = await InferenceSession.create(model(float32Format, { kind: 'classifier', labels: 3 }));
    expect(await scorePairs(threeWays, pairs, { padId: paddingId })).toHaveLength(9);
    const headless = await InferenceSession.create(model(float32Format, { kind: 'none' }));
    expect(headless.outputNames).toEqual(['last_hidden_state']);
    await Promise.all([threeWays.release(), headless.release()]);
  });
});
