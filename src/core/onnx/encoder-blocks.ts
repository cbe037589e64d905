import type { GraphBuilder, Value } from './graph-builder.ts';
import { float32Tensor, type InlineTensor, int64Tensor, scalar, type Tensor } from './tensor.ts';

/**
 * How a graph is written. `folded` has constant factors within the weights. `exported` is what PyTorch's
 * exporter writes for a model of transformers: score ÷ √headWidth and x ÷ √2 are nodes of their own, the mask
 * gets one axis at a time, and a bias or a change is the first term of its sum. ONNX Runtime fuses nodes by
 * such patterns, including the order of terms. `fused` has ONNX Runtime's own operators for attention, for a
 * sum with its normalisation, and for GELU, so that a pass has fewer nodes.
 */
export type GraphStyle = 'folded' | 'exported' | 'fused';

/** How a model multiplies by one of its weight matrices: [batch, sequence, in] → [batch, sequence, out]. */
export type Projection = (name: string, x: Value) => Value;

/** A dense layer's weight [in, out] and bias [out], of the activations' type. */
export interface DenseWeights {
  readonly weight: Tensor;
  readonly bias: Tensor;
}

/** x · weight + bias: [batch, sequence, in] → [batch, sequence, out]. */
export function dense(graph: GraphBuilder, name: string, x: Value, weights: DenseWeights): Value {
  const product = graph.node(`${name}/product`, 'MatMul', [
    x,
    graph.initializer(`${name}.weight`, weights.weight),
  ]);
  return graph.node(name, 'Add', [product, graph.initializer(`${name}.bias`, weights.bias)]);
}

/** Scale and shift [width] of a normalisation over the last axis, of the activations' type. */
export interface NormWeights {
  readonly scale: Tensor;
  readonly shift: Tensor;
  readonly epsilon: number;
}

export function layerNorm(graph: GraphBuilder, name: string, x: Value, weights: NormWeights): Value {
  const scale = graph.initializer(`${name}.weight`, weights.scale);
  const shift = graph.initializer(`${name}.bias`, weights.shift);
  return graph.node(name, 'LayerNormalization', [x, scale, shift], { axis: -1, epsilon: weights.epsilon });
}

/**
 * What is added to attention scores: 0 for a real token, −10000 for padding, whose softmax is then exactly 0
 * (−10000 also fits half precision). int64 [batch, sequence] → [batch, 1, 1, sequence], and [batch, 1,
 * sequence, sequence] in a fused graph.
 */
export function maskBias(
  graph: GraphBuilder,
  name: string,
  mask: Value,
  type: 'float32' | 'float16',
  style: GraphStyle = 'folded',
): Value {
  const unsqueezed = (x: Value, node: string, constant: string, ...axes: readonly number[]) =>
    graph.node(`${name}/${node}`, 'Unsqueeze', [
      x,
      graph.initializer(`${name}.${constant}`, wholeNumbers(...axes)),
    ]);
  const spread =
    style !== 'exported'
      ? unsqueezed(mask, 'spread', 'axes', 1, 2)
      : unsqueezed(unsqueezed(mask, 'by-head', 'head-axis', 1), 'spread', 'query-axis', 2);
  /** MultiHeadAttention repeats its bias over heads, but not over the rows of the scores. */
  const withRows = (row: Value) => {
    const column = unsqueezed(mask, 'column', 'column-axes', 1, 3);
    const numbers = graph.node(`${name}/numbers`, 'Cast', [column], { to: 'float32' });
    const zero = graph.initializer(`${name}.zero`, scalar(0));
    return graph.node(`${name}/rows`, 'Add', [row, graph.node(`${name}/zeros`, 'Mul', [numbers, zero])]);
  };
  const real = graph.node(`${name}/real`, 'Cast', [spread], { to: 'float32' });
  const padding = graph.node(`${name}/padding`, 'Sub', [graph.initializer(`${name}.one`, scalar(1)), real]);
  const bias = graph.node(`${name}/bias`, 'Mul', [
    padding,
    graph.initializer(`${name}.penalty`, scalar(-10_000)),
  ]);
  const full = style === 'fused' ? withRows(bias) : bias;
  return type === 'float32' ? full : graph.node(`${name}/half`, 'Cast', [full], { to: type });
}

export interface AttentionOptions {
  readonly heads: number;
  readonly headWidth: number;
  /** From `maskBias`. */
  readonly bias: Value;
  /** What the scores are divided by; without it they are not scaled. */
  readonly divisor?: Tensor;
  /**
   * Without a divisor, its weights have to contain the scale that the scores need (1/√headWidth in a trained
   * model).
   */
  readonly query: Projection;
  readonly key: Projection;
  readonly value: Projection;
  readonly output: Projection;
}

/**
 * Multi-head self-attention without the residual: output(softmax(q·kᵀ + bias)·v), [batch, sequence, width]
 * throughout.
 */
export function selfAttention(graph: GraphBuilder, name: string, x: Value, options: AttentionOptions): Value {
  const { heads, headWidth, bias, divisor } = options;
  // 0 in a Reshape keeps the input's size on that axis.
  const apart = graph.initializer(`${name}.apart`, wholeNumbers(0, 0, heads, headWidth));
  const together = graph.initializer(`${name}.together`, wholeNumbers(0, 0, heads * headWidth));
  const split = (part: string, projection: Projection, perm: readonly number[]) => {
    const projected = projection(`${name}.${part}`, x);
    const parted = graph.node(`${name}/${part}/heads`, 'Reshape', [projected, apart]);
    return graph.node(`${name}/${part}/transposed`, 'Transpose', [parted], { perm });
  };
  const query = split('query', options.query, [0, 2, 1, 3]);
  const key = split('key', options.key, [0, 2, 3, 1]);
  const value = split('value', options.value, [0, 2, 1, 3]);

  const scores = graph.node(`${name}/scores`, 'MatMul', [query, key]);
  const scaled =
    divisor === undefined
      ? scores
      : graph.node(`${name}/scaled`, 'Div', [scores, graph.initializer(`${name}.divisor`, divisor)]);
  const masked = graph.node(`${name}/masked`, 'Add', [scaled, bias]);
  const weights = graph.node(`${name}/weights`, 'Softmax', [masked], { axis: -1 });
  const context = graph.node(`${name}/context`, 'MatMul', [weights, value]);
  const byToken = graph.node(`${name}/by-token`, 'Transpose', [context], { perm: [0, 2, 1, 3] });
  const merged = graph.node(`${name}/merged`, 'Reshape', [byToken, together]);
  return options.output(`${name}.output`, merged);
}

/** x · (1 + erf(x / √2)) / 2, with constants of the activations' type. */
export function gelu(
  graph: GraphBuilder,
  name: string,
  x: Value,
  constant: (value: number) => Tensor,
  style: GraphStyle = 'folded',
): Value {
  const stored = (part: string, value: number) => graph.initializer(`${name}.${part}`, constant(value));
  const scaled =
    style === 'exported'
      ? graph.node(`${name}/scaled`, 'Div', [x, stored('divisor', Math.SQRT2)])
      : graph.node(`${name}/scaled`, 'Mul', [x, stored('scale', Math.SQRT1_2)]);
  const erf = graph.node(`${name}/erf`, 'Erf', [scaled]);
  const gate = graph.node(`${name}/gate`, 'Add', [erf, stored('one', 1)]);
  const gated = graph.node(`${name}/gated`, 'Mul', [x, gate]);
  return graph.node(name, 'Mul', [gated, stored('half', 0.5)]);
}

/** The first token's vector: [batch, sequence, width] → [batch, width]. */
export function firstToken(graph: GraphBuilder, name: string, x: Value): Value {
  const first = graph.initializer(`${name}.index`, int64Tensor([], new BigInt64Array([0n])));
  return graph.node(name, 'Gather', [x, first], { axis: 1 });
}

/** A float32 vector with the same value everywhere. */
export function constantVector(width: number, value: number): InlineTensor {
  return float32Tensor([width], new Float32Array(width).fill(value));
}

/** A list of whole numbers, such as axes or the sizes of a shape. */
export function wholeNumbers(...sizes: readonly number[]): InlineTensor {
  return int64Tensor([sizes.length], BigInt64Array.from(sizes, BigInt));
}
