import { modernBertNormEpsilon } from '../modernbert/modernbert-layers.ts';
import type { ModernBertShape } from '../modernbert/modernbert-model.ts';
import type { WeightSource } from '../transformer-encoder.ts';
import { added, dot, gelu, normalised, products, type Row, softmax } from './plain-layers.ts';

const norm = (x: Row) => normalised(x, modernBertNormEpsilon);

/**
 * The logits of one pair through a ModernBERT, computed token by token and head by head in double precision,
 * without matrices. The model has to agree with it.
 *
 * @param ids of the pair, without padding
 */
export function modernBertLogits(
  ids: readonly number[],
  shape: ModernBertShape,
  weights: WeightSource,
  labels: number,
): readonly number[] {
  const times = products(weights);
  const tokens = modernBertVectors(ids, shape, weights);
  const pooled =
    shape.classifier_pooling === 'cls'
      ? (tokens[0] ?? [])
      : tokens.reduce(added).map((value) => value / tokens.length);
  const head = norm(times('head.dense', pooled, shape.hidden_size).map(gelu));
  return added(times('classifier', head, labels), [...weights('classifier.bias', [labels])]);
}

/** The vector of each token of one pair, as a ModernBERT without a head answers them. */
export function modernBertVectors(
  ids: readonly number[],
  shape: ModernBertShape,
  weights: WeightSource,
): readonly Row[] {
  const { hidden_size: width, intermediate_size: inner, num_attention_heads: heads } = shape;
  const headWidth = width / heads;
  const times = products(weights);
  /** A head's part of a vector, turned by its position. */
  const turned = (x: Row, position: number, base: number): Row => {
    const half = headWidth / 2;
    return x.map((value, place) => {
      const frequency = place % half;
      const angle = position * base ** ((-2 * frequency) / headWidth);
      const other = place < half ? -(x[place + half] ?? Number.NaN) : (x[place - half] ?? Number.NaN);
      return value * Math.cos(angle) + other * Math.sin(angle);
    });
  };

  const table = weights('embeddings.word', [shape.vocab_size, width]);
  let tokens: Row[] = ids.map((id) => norm([...table.subarray(id * width, (id + 1) * width)]));
  for (let layer = 0; layer < shape.num_hidden_layers; layer += 1) {
    const name = `encoder.layer.${layer}`;
    const isGlobal = layer % shape.global_attn_every_n_layers === 0;
    const reach = isGlobal ? Number.POSITIVE_INFINITY : Math.floor(shape.local_attention / 2);
    const base = isGlobal ? 160_000 : 10_000;
    const projected = tokens.map((x) => times(`${name}.attention.qkv`, layer === 0 ? x : norm(x), 3 * width));
    const contexts = tokens.map((_, place) =>
      Array.from({ length: heads }, (__, head) => {
        const part = (which: number, row: number) => {
          const from = which * width + head * headWidth;
          return (projected[row] ?? []).slice(from, from + headWidth);
        };
        const near = tokens.flatMap((__, other) => (Math.abs(place - other) <= reach ? other : []));
        const query = turned(part(0, place), place, base);
        const scores = near.map(
          (other) => dot(query, turned(part(1, other), other, base)) / Math.sqrt(headWidth),
        );
        const shares = softmax(scores);
        return Array.from({ length: headWidth }, (__, column) =>
          near.reduce(
            (sum, other, i) => sum + (shares[i] ?? Number.NaN) * (part(2, other)[column] ?? Number.NaN),
            0,
          ),
        );
      }).flat(),
    );
    tokens = tokens.map((x, place) => {
      const attended = added(x, times(`${name}.attention.output`, contexts[place] ?? [], width));
      const widened = times(`${name}.mlp.input`, norm(attended), 2 * inner);
      const gated = widened
        .slice(0, inner)
        .map((value, i) => gelu(value) * (widened[inner + i] ?? Number.NaN));
      return added(attended, times(`${name}.mlp.output`, gated, width));
    });
  }
  return tokens.map(norm);
}
