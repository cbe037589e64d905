import { firstToken, layerNorm, maskBias, selfAttention } from '../encoder-blocks.ts';
import { GraphBuilder, type Value } from '../graph-builder.ts';
import { int32Tensor, type Shape } from '../tensor.ts';
import type { WeightFormat } from '../weight-format.ts';
import {
  layerNormEpsilon,
  paddingId,
  type XlmRobertaHead,
  type XlmRobertaShape,
} from './xlm-roberta-shape.ts';

/** Gives the values of a weight. They must depend on its name and shape alone. */
export type WeightSource = (name: string, shape: Shape) => Float32Array;

export interface XlmRobertaOptions {
  readonly shape: XlmRobertaShape;
  readonly head: XlmRobertaHead;
  readonly format: WeightFormat;
  readonly weights: WeightSource;
}

/**
 * Writes a cross-encoder of XLM-RoBERTa's architecture, the one of `bge-reranker-v2-m3`.
 *
 * Inputs `input_ids` and `attention_mask`, int64 [batch, sequence], and no token types. Output, float32: `logits` [batch,
 * labels], or `last_hidden_state` [batch, sequence, hidden] without a head.
 */
export function xlmRobertaModel(options: XlmRobertaOptions): Uint8Array {
  const graph = new GraphBuilder({ name: 'xlm-roberta', producer: 'rerank-bench' });
  const ids = graph.input('input_ids', 'int64', ['batch', 'sequence']);
  const mask = graph.input('attention_mask', 'int64', ['batch', 'sequence']);
  new XlmRoberta(graph, options).write(ids, mask);
  return graph.toBytes();
}

class XlmRoberta {
  readonly #graph: GraphBuilder;
  readonly #options: XlmRobertaOptions;

  constructor(graph: GraphBuilder, options: XlmRobertaOptions) {
    this.#graph = graph;
    this.#options = options;
  }

  write(ids: Value, mask: Value): void {
    const { shape, head, format } = this.#options;
    const bias = maskBias(this.#graph, 'mask', mask, format.flow);
    let x = this.#embed(ids, mask);
    for (let layer = 0; layer < shape.num_hidden_layers; layer += 1) {
      x = this.#layer(`encoder.layer.${layer}`, x, bias);
    }
    if (head.kind === 'none') {
      this.#output('last_hidden_state', x, ['batch', 'sequence', shape.hidden_size]);
      return;
    }
    const first = firstToken(this.#graph, 'classifier.first', x);
    const width = shape.hidden_size;
    const pooled = this.#graph.node('classifier.tanh', 'Tanh', [
      this.#dense('classifier.dense', first, width, width),
    ]);
    this.#output('logits', this.#dense('classifier.out_proj', pooled, width, head.labels), [
      'batch',
      head.labels,
    ]);
  }

  #embed(ids: Value, mask: Value): Value {
    const { shape, format } = this.#options;
    const lookUp = (name: string, indices: Value, rows: number) => {
      const size = [rows, shape.hidden_size];
      return format.lookUp(this.#graph, name, indices, size, this.#options.weights(name, size));
    };
    const word = lookUp('embeddings.word', ids, shape.vocab_size);
    const position = lookUp('embeddings.position', this.#positions(mask), shape.max_position_embeddings);
    const sum = this.#graph.node('embeddings/sum', 'Add', [word, position]);
    return this.#norm('embeddings.norm', sum);
  }

  /** Real tokens count up from the padding id plus one; padding has the padding id. int32 [batch, sequence]. */
  #positions(mask: Value): Value {
    const graph = this.#graph;
    const real = graph.node('positions/real', 'Cast', [mask], { to: 'int32' });
    const axis = graph.initializer('positions.axis', int32Tensor([], new Int32Array([1])));
    const counted = graph.node('positions/counted', 'CumSum', [real, axis], { exclusive: 0, reverse: 0 });
    const kept = graph.node('positions/kept', 'Mul', [counted, real]);
    const start = graph.initializer('positions.start', int32Tensor([], new Int32Array([paddingId])));
    return graph.node('positions', 'Add', [kept, start]);
  }

  #layer(name: string, x: Value, bias: Value): Value {
    const { hidden_size: width, intermediate_size: inner, num_attention_heads: heads } = this.#options.shape;
    const headWidth = width / heads;
    const square = (part: string, input: Value) => this.#dense(part, input, width, width);
    const attended = selfAttention(this.#graph, `${name}.attention`, x, {
      heads,
      headWidth,
      bias,
      query: (part, input) => this.#dense(part, input, width, width, 1 / Math.sqrt(headWidth)),
      key: square,
      value: square,
      output: square,
    });
    const first = this.#addAndNorm(`${name}.attention`, x, attended);
    const widened = this.#gelu(`${name}.gelu`, this.#dense(`${name}.intermediate`, first, width, inner));
    return this.#addAndNorm(name, first, this.#dense(`${name}.output`, widened, inner, width));
  }

  /** x · weight + bias, the two multiplied by `scale` in the file. */
  #dense(name: string, x: Value, inputs: number, outputs: number, scale = 1): Value {
    const { format, weights } = this.#options;
    const scaled = (part: string, shape: Shape) =>
      weights(`${name}.${part}`, shape).map((value) => value * scale);
    const shape = [inputs, outputs];
    const product = format.multiply(this.#graph, name, x, shape, scaled('weight', shape));
    const bias = format.store([outputs], scaled('bias', [outputs]));
    return this.#graph.node(name, 'Add', [product, this.#graph.initializer(`${name}.bias`, bias)]);
  }

  #addAndNorm(name: string, x: Value, change: Value): Value {
    return this.#norm(`${name}.norm`, this.#graph.node(`${name}/sum`, 'Add', [x, change]));
  }

  #norm(name: string, x: Value): Value {
    const { format, shape } = this.#options;
    const size = [shape.hidden_size];
    return layerNorm(this.#graph, name, x, {
      scale: format.store(size, new Float32Array(shape.hidden_size).fill(1)),
      shift: format.store(size, new Float32Array(shape.hidden_size)),
      epsilon: layerNormEpsilon,
    });
  }

  /** x · (1 + erf(x / √2)) / 2. */
  #gelu(name: string, x: Value): Value {
    const { format } = this.#options;
    const graph = this.#graph;
    const constant = (part: string, value: number) =>
      graph.initializer(`${name}.${part}`, format.store([], new Float32Array([value])));
    const scaled = graph.node(`${name}/scaled`, 'Mul', [x, constant('scale', Math.SQRT1_2)]);
    const erf = graph.node(`${name}/erf`, 'Erf', [scaled]);
    const gate = graph.node(`${name}/gate`, 'Add', [erf, constant('one', 1)]);
    const gated = graph.node(`${name}/gated`, 'Mul', [x, gate]);
    return graph.node(name, 'Mul', [gated, constant('half', 0.5)]);
  }

  #output(name: string, value: Value, axes: readonly (number | string)[]): void {
    // Also where single precision flows: the cast is then nothing, and it gives the output its name.
    this.#graph.output(this.#graph.node(name, 'Cast', [value], { to: 'float32' }), 'float32', axes);
  }
}
