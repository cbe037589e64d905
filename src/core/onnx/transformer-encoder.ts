import { type GraphStyle, gelu, layerNorm, selfAttention } from './encoder-blocks.ts';
import { absent, type GraphBuilder, type Value } from './graph-builder.ts';
import type { Shape, Tensor } from './tensor.ts';
import type { Values, VectorRole, WeightFormat } from './weight-format.ts';

/** Gives the values of a weight. They must depend on its name and shape alone. */
export type WeightSource = (name: string, shape: Shape) => Float32Array;

/** The sizes of an encoder's layers, under the names of its `config.json`. */
export interface EncoderShape {
  readonly hidden_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly intermediate_size: number;
}

export interface EncoderOptions {
  readonly shape: EncoderShape;
  readonly format: WeightFormat;
  readonly weights: WeightSource;
  readonly layerNormEpsilon: number;
  /** Default: `folded`. */
  readonly style?: GraphStyle;
}

/**
 * The parts that BERT and its descendants share: attention and feed-forward, each added to its input and then
 * normalised.
 */
export class TransformerEncoder {
  readonly #graph: GraphBuilder;
  readonly #options: EncoderOptions;

  constructor(graph: GraphBuilder, options: EncoderOptions) {
    this.#graph = graph;
    this.#options = options;
  }

  /**
   * The rows at `indices` of an embedding table [rows, hidden]: [batch, sequence] → [batch, sequence,
   * hidden].
   */
  lookUp(name: string, indices: Value, rows: number): Value {
    const { shape, format, weights } = this.#options;
    const size = [rows, shape.hidden_size];
    return format.lookUp(this.#graph, name, indices, size, () => weights(name, size));
  }

  /** All layers, one after another: [batch, sequence, hidden] → the same. `bias` is from `maskBias`. */
  layers(input: Value, bias: Value): Value {
    let x = input;
    for (let layer = 0; layer < this.#options.shape.num_hidden_layers; layer += 1) {
      const name = `encoder.layer.${layer}`;
      x = this.#options.style === 'fused' ? this.#fusedLayer(name, x, bias) : this.#layer(name, x, bias);
    }
    return x;
  }

  #layer(name: string, x: Value, bias: Value): Value {
    const { hidden_size: width, intermediate_size: inner, num_attention_heads: heads } = this.#options.shape;
    const headWidth = width / heads;
    const root = Math.sqrt(headWidth);
    const isFolded = this.#isFolded;
    const square = (part: string, input: Value) => this.dense(part, input, width, width);
    const attended = selfAttention(this.#graph, `${name}.attention`, x, {
      heads,
      headWidth,
      bias,
      query: (part, input) => this.dense(part, input, width, width, isFolded ? 1 / root : 1),
      key: square,
      value: square,
      output: square,
      ...(!isFolded && { divisor: this.#constant(root) }),
    });
    const first = this.#addAndNorm(`${name}.attention`, x, attended);
    const widened = this.#gelu(`${name}.gelu`, this.dense(`${name}.intermediate`, first, width, inner));
    return this.#addAndNorm(name, first, this.dense(`${name}.output`, widened, inner, width));
  }

  /** The same layer in ONNX Runtime's own operators. It stores the same tensors in the same order. */
  #fusedLayer(name: string, x: Value, bias: Value): Value {
    const graph = this.#graph;
    const { hidden_size: width, intermediate_size: inner, num_attention_heads: heads } = this.#options.shape;
    const projected = (part: string) => this.dense(`${name}.attention.${part}`, x, width, width);
    const attended = graph.node(
      `${name}.attention/context`,
      'MultiHeadAttention',
      [projected('query'), projected('key'), projected('value'), absent, absent, bias],
      { num_heads: heads, scale: Math.sqrt(heads / width) },
    );
    const first = this.#skipNorm(`${name}.attention`, `${name}.attention.output`, x, attended, width);
    const widened = graph.node(`${name}.gelu`, 'Gelu', [
      this.dense(`${name}.intermediate`, first, width, inner),
    ]);
    return this.#skipNorm(name, `${name}.output`, first, widened, inner);
  }

  /** norm(x + dense(change)), whose bias is added within the normalisation. */
  #skipNorm(name: string, dense: string, x: Value, change: Value, inputs: number): Value {
    const { shape, layerNormEpsilon } = this.#options;
    const { product, bias } = this.#product(dense, change, inputs, shape.hidden_size);
    const { scale, shift } = this.#normWeights();
    const gamma = this.#graph.initializer(`${name}.norm.weight`, scale);
    const beta = this.#graph.initializer(`${name}.norm.bias`, shift);
    return this.#graph.node(`${name}.norm`, 'SkipLayerNormalization', [product, x, gamma, beta, bias], {
      epsilon: layerNormEpsilon,
    });
  }

  /**
   * x · weight + bias, both stored multiplied by `scale`: [batch, sequence, inputs] → [batch, sequence,
   * outputs].
   */
  dense(name: string, x: Value, inputs: number, outputs: number, scale = 1): Value {
    const { product, bias } = this.#product(name, x, inputs, outputs, scale);
    return this.#graph.node(name, 'Add', this.#isFolded ? [product, bias] : [bias, product]);
  }

  /** x · weight, and the bias that is still to be added. */
  #product(name: string, x: Value, inputs: number, outputs: number, scale = 1) {
    const { format, weights } = this.#options;
    const scaled = (part: string, shape: Shape): Values => {
      return () => weights(`${name}.${part}`, shape).map((value) => value * scale);
    };
    const shape = [inputs, outputs];
    const product = format.multiply(this.#graph, name, x, shape, scaled('weight', shape));
    const bias = format.store([outputs], scaled('bias', [outputs]));
    return { product, bias: this.#graph.initializer(`${name}.bias`, bias) };
  }

  #addAndNorm(name: string, x: Value, change: Value): Value {
    const terms = this.#isFolded ? ([x, change] as const) : ([change, x] as const);
    return this.norm(`${name}.norm`, this.#graph.node(`${name}/sum`, 'Add', terms));
  }

  norm(name: string, x: Value): Value {
    const epsilon = this.#options.layerNormEpsilon;
    return layerNorm(this.#graph, name, x, { ...this.#normWeights(), epsilon });
  }

  #normWeights() {
    const { format, shape } = this.#options;
    const filled = (value: number, role: VectorRole) =>
      format.store([shape.hidden_size], () => new Float32Array(shape.hidden_size).fill(value), role);
    return { scale: filled(1, 'gain'), shift: filled(0, 'shift') };
  }

  #gelu(name: string, x: Value): Value {
    return gelu(this.#graph, name, x, (value) => this.#constant(value), this.#options.style);
  }

  get #isFolded(): boolean {
    return this.#options.style !== 'exported';
  }

  /** A scalar of the activations' type. */
  #constant(value: number): Tensor {
    return this.#options.format.store([], () => new Float32Array([value]));
  }

  /** Declares a value as a float32 output of the model, called `name`. */
  output(name: string, value: Value, axes: readonly (number | string)[]): void {
    // The cast is needed in single precision too: it then changes nothing but gives the output its name.
    this.#graph.output(this.#graph.node(name, 'Cast', [value], { to: 'float32' }), 'float32', axes);
  }
}
