import type { ModernBertShape } from '../modernbert/modernbert-model.ts';
import type { WeightSource } from '../transformer-encoder.ts';

type Row = readonly number[];

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
  const head = normalised(times('head.dense', pooled, shape.hidden_size).map(gelu));
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
  let tokens: Row[] = ids.map((id) => normalised([...table.subarray(id * width, (id + 1) * width)]));
  for (let layer = 0; layer < shape.num_hidden_layers; layer += 1) {
    const name = `encoder.layer.${layer}`;
    const isGlobal = layer % shape.global_attn_every_n_layers === 0;
    const reach = isGlobal ? Number.POSITIVE_INFINITY : Math.floor(shape.local_attention / 2);
    const base = isGlobal ? 160_000 : 10_000;
    const projected = tokens.map((x) =>
      times(`${name}.attention.qkv`, layer === 0 ? x : normalised(x), 3 * width),
    );
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
      const widened = times(`${name}.mlp.input`, normalised(attended), 2 * inner);
      const gated = widened
        .slice(0, inner)
        .map((value, i) => gelu(value) * (widened[inner + i] ?? Number.NaN));
      return added(attended, times(`${name}.mlp.output`, gated, width));
    });
  }
  return tokens.map(normalised);
}

/** Products with weights [inputs, outputs] by their names, which are made once. */
function products(weights: WeightSource): (name: string, x: Row, outputs: number) => Row {
  const made = new Map<string, Float32Array>();
  return (name, x, outputs) => {
    const matrix = made.get(name) ?? weights(`${name}.weight`, [x.length, outputs]);
    made.set(name, matrix);
    return Array.from({ length: outputs }, (_, column) =>
      x.reduce((sum, value, row) => sum + value * (matrix[row * outputs + column] ?? Number.NaN), 0),
    );
  };
}

const dot = (a: Row, b: Row) => a.reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);
const added = (a: Row, b: Row): Row => a.map((value, i) => value + (b[i] ?? Number.NaN));
const mean = (x: Row) => x.reduce((sum, value) => sum + value, 0) / x.length;

function normalised(x: Row): Row {
  const centre = mean(x);
  const deviation = Math.sqrt(mean(x.map((value) => (value - centre) ** 2)) + 1e-5);
  return x.map((value) => (value - centre) / deviation);
}

function softmax(x: Row): Row {
  const largest = Math.max(...x);
  const powers = x.map((value) => Math.exp(value - largest));
  const total = powers.reduce((sum, value) => sum + value, 0);
  return powers.map((value) => value / total);
}

const gelu = (x: number) => (x * (1 + erf(x / Math.SQRT2))) / 2;

/** The error function by its Maclaurin series; beyond 4 it is 1 to within 2e-8. */
function erf(x: number): number {
  if (Math.abs(x) > 4) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
