import type { WeightSource } from '../transformer-encoder.ts';
import { type DebertaShape, debertaNormEpsilon } from './deberta-model.ts';
import type { RelativeSizes } from './deberta-positions.ts';
import { added, dot, gelu, normalised, products, type Row, softmax } from './plain-layers.ts';

/**
 * The logit of one pair through a DeBERTa, computed token by token and head by head in double precision,
 * without matrices. The model has to agree with it.
 *
 * @param ids of the pair, without padding
 */
export function debertaLogit(ids: readonly number[], shape: DebertaShape, weights: WeightSource): number {
  const { hidden_size: width, intermediate_size: inner, num_attention_heads: heads } = shape;
  const headWidth = width / heads;
  const span = shape.position_buckets;
  const times = products(weights);
  const dense = (name: string, x: Row, outputs: number): Row =>
    added(times(name, x, outputs), [...weights(`${name}.bias`, [outputs])]);
  const norm = (x: Row) => normalised(x, debertaNormEpsilon);
  const rowsOf = (name: string, rows: number) => {
    const table = weights(name, [rows, width]);
    return (row: number): Row => norm([...table.subarray(row * width, (row + 1) * width)]);
  };
  const relativeRow = rowsOf('embeddings.relative', 2 * span);
  const relative = Array.from({ length: 2 * span }, (_, place) => relativeRow(place));

  let tokens: Row[] = ids.map(rowsOf('embeddings.word', shape.vocab_size));
  for (let layer = 0; layer < shape.num_hidden_layers; layer += 1) {
    const name = `encoder.layer.${layer}.attention`;
    const projected = (part: string, rows: readonly Row[]) =>
      rows.map((x) => dense(`${name}.${part}`, x, width));
    const [queries, keys, values] = ['query', 'key', 'value'].map((part) => projected(part, tokens)) as [
      Row[],
      Row[],
      Row[],
    ];
    const [queryPositions, keyPositions] = ['query', 'key'].map((part) => projected(part, relative)) as [
      Row[],
      Row[],
    ];
    const contexts = tokens.map((_, i) =>
      Array.from({ length: heads }, (__, head) => {
        const part = (rows: readonly Row[], row: number) =>
          (rows[row] ?? []).slice(head * headWidth, (head + 1) * headWidth);
        const query = part(queries, i);
        const scores = tokens.map((__, j) => {
          const key = part(keys, j);
          const toPosition = part(keyPositions, distanceBucket(i - j, shape) + span);
          // From a position as the key sees it. The places of both directions add up to twice the middle,
          // and the farthest one backwards is cut to the table.
          const backwards = Math.min(2 * span - 1, span - distanceBucket(j - i, shape));
          const fromPosition = part(queryPositions, backwards);
          return (
            (dot(query, key) + dot(query, toPosition) + dot(key, fromPosition)) / Math.sqrt(3 * headWidth)
          );
        });
        const shares = softmax(scores);
        return Array.from({ length: headWidth }, (__, column) =>
          tokens.reduce(
            (sum, __, j) => sum + (shares[j] ?? Number.NaN) * (part(values, j)[column] ?? Number.NaN),
            0,
          ),
        );
      }).flat(),
    );
    tokens = tokens.map((x, i) => {
      const first = norm(added(dense(`${name}.output`, contexts[i] ?? [], width), x));
      const widened = dense(`encoder.layer.${layer}.intermediate`, first, inner).map(gelu);
      return norm(added(dense(`encoder.layer.${layer}.output`, widened, width), first));
    });
  }
  const pooled = dense('pooler.dense', tokens[0] ?? [], width).map(gelu);
  return dense('classifier', pooled, 1)[0] ?? Number.NaN;
}

/**
 * A distance as DeBERTa-v2 counts it: exact up to half of the buckets, and beyond that by its logarithm, up to
 * all of them at the longest distance. Source: `make_log_bucket_position` of transformers.
 */
export function distanceBucket(
  distance: number,
  { position_buckets: span, max_position_embeddings: most }: RelativeSizes,
): number {
  const middle = Math.floor(span / 2);
  const far = Math.abs(distance);
  if (far <= middle) return distance;
  const steps = (Math.log(far / middle) / Math.log((most - 1) / middle)) * (middle - 1);
  return Math.sign(distance) * (Math.ceil(steps) + middle);
}
