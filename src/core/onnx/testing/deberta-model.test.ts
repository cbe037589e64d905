// @module-tag slow
import { InferenceSession } from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { elementCount, type Shape } from '../tensor.ts';
import { float16Format, float32Format, type WeightFormat } from '../weight-format.ts';
import { type DebertaShape, debertaModel } from './deberta-model.ts';
import { debertaLogit, distanceBucket } from './deberta-reference.ts';
import { scorePairs } from './score-pairs.ts';

/** Distances beyond 4 share buckets, up to 8 at 63 tokens apart. */
const shape: DebertaShape = {
  vocab_size: 50,
  hidden_size: 32,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  intermediate_size: 48,
  position_buckets: 8,
  max_position_embeddings: 64,
};

/** Values spread like noise, the same in every run. */
function weights(name: string, size: Shape): Float32Array {
  const start = [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 10_007;
  const scale = name.startsWith('embeddings') ? 1 : 0.3;
  return Float32Array.from(
    { length: elementCount(size) },
    (_, place) => scale * Math.sin((start + place) ** 1.5),
  );
}

const counted = (length: number) => Array.from({ length }, (_, place) => (place * 7) % 50);
const pairs = [
  { ids: [1, 5, 6, 2, 7, 8, 9, 2], segments: [] },
  { ids: [1, 5, 2, 30, 2], segments: [] },
  { ids: counted(40), segments: [] },
];
const expected = pairs.map(({ ids }) => debertaLogit(ids, shape, weights));

async function scores(format: WeightFormat) {
  const session = await InferenceSession.create(debertaModel({ shape, format, weights }));
  const together = await scorePairs(session, pairs);
  const alone: number[] = [];
  for (const pair of pairs) alone.push(...(await scorePairs(session, [pair])));
  await session.release();
  return { together, alone };
}

const largestDifference = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, place) => Math.abs(value - (b[place] ?? Number.NaN))));

describe('a model of DeBERTa’s shape', () => {
  it.each([
    ['single precision', float32Format, 1e-4],
    ['half precision', float16Format, 5e-2],
  ] as const)('scores as its definition does in %s, alone and padded', async (_, format, tolerance) => {
    const { together, alone } = await scores(format);
    expect(largestDifference(alone, expected), `${alone} for ${expected}`).toBeLessThan(tolerance);
    expect(largestDifference(together, expected)).toBeLessThan(tolerance);
    expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(0.1);
  });

  it('counts near distances one by one and far ones by their logarithm, as transformers does', () => {
    // `make_log_bucket_position(distance, 256, 512)` of transformers, the sizes of the published models.
    const published = { position_buckets: 256, max_position_embeddings: 512 };
    const bucket = (distance: number) => distanceBucket(distance, published);
    expect([0, 1, 127, 128].map(bucket)).toEqual([0, 1, 127, 128]);
    expect([129, 511].map(bucket)).toEqual([129, 255]);
    expect(bucket(-200)).toBe(-bucket(200));
  });
});
