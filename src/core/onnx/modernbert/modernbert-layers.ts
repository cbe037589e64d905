import { gelu, wholeNumbers } from '../encoder-blocks.ts';
import { absent, type GraphBuilder, type Value } from '../graph-builder.ts';
import type { Tensor } from '../tensor.ts';
import type { EncoderShape, WeightSource } from '../transformer-encoder.ts';
import type { WeightFormat } from '../weight-format.ts';

/**
 * Cosines and sines by which queries and keys are turned: [1, 1, sequence, headWidth], each frequency twice.
 */
export interface Rotation {
  readonly cosine: Value;
  readonly sine: Value;
}

interface LayerOptions {
  /** Is added to the scores: [batch, 1, 1 or sequence, sequence]. */
  readonly bias: Value;
  readonly rotation: Rotation;
  /** The first layer does not normalise what its attention takes. */
  readonly isFirst: boolean;
}

interface ModernBertLayersOptions {
  readonly shape: EncoderShape;
  readonly format: WeightFormat;
  readonly weights: WeightSource;
}

export const modernBertNormEpsilon = 1e-5;

/**
 * ModernBERT's layers: normalised before attention and before the feed-forward block, without biases, with
 * rotary positions and a gate.
 */
export class ModernBertLayers {
  readonly #graph: GraphBuilder;
  readonly #options: ModernBertLayersOptions;

  constructor(graph: GraphBuilder, options: ModernBertLayersOptions) {
    this.#graph = graph;
    this.#options = options;
  }

  /** One layer: [batch, sequence, hidden] → the same. */
  layer(name: string, x: Value, options: LayerOptions): Value {
    const graph = this.#graph;
    const { hidden_size: width } = this.#options.shape;
    const taken = options.isFirst ? x : this.norm(`${name}.attention.norm`, x);
    const context = this.#attention(`${name}.attention`, taken, options);
    const attended = this.product(`${name}.attention.output`, context, width, width);
    const first = graph.node(`${name}.attention/sum`, 'Add', [x, attended]);
    const change = this.#gatedFeedForward(`${name}.mlp`, this.norm(`${name}.mlp.norm`, first));
    return graph.node(`${name}/sum`, 'Add', [first, change]);
  }

  /** The context of all heads, side by side: [batch, sequence, hidden]. */
  #attention(name: string, x: Value, { bias, rotation }: LayerOptions): Value {
    const graph = this.#graph;
    const { hidden_size: width, num_attention_heads: heads } = this.#options.shape;
    const headWidth = width / heads;
    const constant = (part: string, ...values: number[]) =>
      graph.initializer(`${name}.${part}`, wholeNumbers(...values));

    const projected = this.product(`${name}.qkv`, x, width, 3 * width);
    // 0 in a Reshape keeps the input's size on that axis.
    const apart = graph.node(`${name}/apart`, 'Reshape', [
      projected,
      constant('apart', 0, 0, 3, heads, headWidth),
    ]);
    const byHead = graph.node(`${name}/by-head`, 'Transpose', [apart], { perm: [0, 3, 2, 1, 4] });
    const parts = graph.nodeWithOutputs(
      `${name}/parts`,
      'SplitInThree',
      [byHead, constant('parts', 1, 1, 1)],
      { axis: 2 },
    );
    const axis = constant('part-axis', 2);
    const [query, key, value] = (['query', 'key', 'value'] as const).map((part, place) =>
      graph.node(`${name}/${part}`, 'Squeeze', [parts[place] ?? absent, axis]),
    ) as [Value, Value, Value];

    const turnedQuery = this.#turned(`${name}/query`, query, rotation);
    const turnedKey = this.#turned(`${name}/key`, key, rotation);
    const columns = graph.node(`${name}/key/columns`, 'Transpose', [turnedKey], { perm: [0, 1, 3, 2] });
    const scores = graph.node(`${name}/scores`, 'MatMul', [turnedQuery, columns]);
    const scale = graph.initializer(`${name}.scale`, this.#constant(headWidth ** -0.5));
    const scaled = graph.node(`${name}/scaled`, 'Mul', [scores, scale]);
    const masked = graph.node(`${name}/masked`, 'Add', [scaled, bias]);
    const weights = graph.node(`${name}/weights`, 'Softmax', [masked], { axis: -1 });
    const context = graph.node(`${name}/context`, 'MatMul', [weights, value]);
    const byToken = graph.node(`${name}/by-token`, 'Transpose', [context], { perm: [0, 2, 1, 3] });
    return graph.node(`${name}/merged`, 'Reshape', [byToken, constant('merged', 0, 0, width)]);
  }

  /** x · cosine + (−second half of x, first half of x) · sine, for x [batch, heads, sequence, headWidth]. */
  #turned(name: string, x: Value, { cosine, sine }: Rotation): Value {
    const graph = this.#graph;
    const { hidden_size: width, num_attention_heads: heads } = this.#options.shape;
    const half = width / heads / 2;
    const constant = (part: string, value: number) =>
      graph.initializer(`${name}.${part}`, wholeNumbers(value));
    const axis = constant('axis', 3);
    const middle = constant('middle', half);
    const first = graph.node(`${name}/first`, 'Slice', [x, constant('start', 0), middle, axis]);
    const second = graph.node(`${name}/second`, 'Slice', [x, middle, constant('end', 2 * half), axis]);
    const negative = graph.node(`${name}/negative`, 'Neg', [second]);
    const swapped = graph.node(`${name}/swapped`, 'Concat', [negative, first], { axis: -1 });
    return graph.node(`${name}/turned`, 'Add', [
      graph.node(`${name}/along`, 'Mul', [x, cosine]),
      graph.node(`${name}/across`, 'Mul', [swapped, sine]),
    ]);
  }

  /** (gelu(a) · b) · output, with a and b the halves of x · input: GeGLU. Source: Shazeer 2020. */
  #gatedFeedForward(name: string, x: Value): Value {
    const graph = this.#graph;
    const { hidden_size: width, intermediate_size: inner } = this.#options.shape;
    const widened = this.product(`${name}.input`, x, width, 2 * inner);
    const sizes = graph.initializer(`${name}.halves`, wholeNumbers(inner, inner));
    const [middle, gate] = graph.nodeWithOutputs(`${name}/halves`, 'SplitInTwo', [widened, sizes], {
      axis: -1,
    });
    const gated = graph.node(`${name}/gated`, 'Mul', [this.gelu(`${name}.gelu`, middle), gate]);
    return this.product(`${name}.output`, gated, inner, width);
  }

  /** x · weight, without a bias: [batch, sequence, inputs] → [batch, sequence, outputs]. */
  product(name: string, x: Value, inputs: number, outputs: number): Value {
    const { format, weights } = this.#options;
    const shape = [inputs, outputs];
    return format.multiply(this.#graph, name, x, shape, () => weights(`${name}.weight`, shape));
  }

  /** A normalisation with a scale and no shift. */
  norm(name: string, x: Value): Value {
    const { format, shape } = this.#options;
    const scale = format.store(
      [shape.hidden_size],
      () => new Float32Array(shape.hidden_size).fill(1),
      'gain',
    );
    return this.#graph.node(
      name,
      'LayerNormalization',
      [x, this.#graph.initializer(`${name}.weight`, scale), absent],
      { axis: -1, epsilon: modernBertNormEpsilon },
    );
  }

  gelu(name: string, x: Value): Value {
    return gelu(this.#graph, name, x, (value) => this.#constant(value), 'exported');
  }

  /** A scalar of the activations' type. */
  #constant(value: number): Tensor {
    return this.#options.format.store([], () => new Float32Array([value]));
  }
}
