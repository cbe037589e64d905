import { InferenceSession } from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { elementCount, type Shape } from '../tensor.ts';
import { scorePairs } from '../testing/score-pairs.ts';
import { float32Format, quantizedFormat, type WeightFormat } from '../weight-format.ts';
import { type BertShape, bertModel } from './bert-model.ts';

const shape: BertShape = {
  vocab_size: 50,
  hidden_size: 16,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  intermediate_size: 32,
  max_position_embeddings: 16,
  type_vocab_size: 2,
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

async function withModel<T>(
  format: WeightFormat,
  use: (session: InferenceSession) => Promise<T>,
  labels = 1,
): Promise<T> {
  const session = await InferenceSession.create(bertModel({ shape, labels, format, weights }));
  try {
    return await use(session);
  } finally {
    await session.release();
  }
}

const pair = (ids: readonly number[], segments: readonly number[]) => ({ ids, segments });
const short = pair([2, 5, 3, 7, 3], [0, 0, 0, 1, 1]);
const long = pair([2, 5, 6, 3, 9, 10, 11, 12, 13, 3], [0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);

describe('a model of BERT’s shape', () => {
  it('scores a pair the same alone and padded', async () => {
    const [together, alone] = await withModel(float32Format, async (session) => [
      await scorePairs(session, [short, long]),
      [...(await scorePairs(session, [short])), ...(await scorePairs(session, [long]))],
    ]);
    expect(together).toHaveLength(2);
    for (const [place, score] of alone.entries()) expect(together[place]).toBeCloseTo(score, 5);
    expect(alone[0]).not.toBeCloseTo(alone[1] ?? Number.NaN, 2);
  });

  it('hears of token types and of places', async () => {
    const [score, swapped, turned] = await withModel(float32Format, (session) =>
      scorePairs(session, [
        short,
        pair(
          short.ids,
          short.segments.map((segment) => 1 - segment),
        ),
        pair([2, 7, 3, 5, 3], short.segments),
      ]),
    );
    expect(swapped).not.toBeCloseTo(score ?? Number.NaN, 2);
    expect(turned).not.toBeCloseTo(score ?? Number.NaN, 2);
  });

  it('has similar scores in eight bits, and as many logits as labels', async () => {
    const [single] = await withModel(float32Format, (session) => scorePairs(session, [long]));
    const [eight] = await withModel(quantizedFormat, (session) => scorePairs(session, [long]));
    expect(Math.abs((single ?? Number.NaN) - (eight ?? Number.NaN))).toBeLessThan(0.3);
    expect(await withModel(float32Format, (session) => scorePairs(session, [long]), 3)).toHaveLength(3);
  });
});
