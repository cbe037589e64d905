import { firstToken, maskBias, wholeNumbers } from '../encoder-blocks.ts';
import { GraphBuilder, type Value } from '../graph-builder.ts';
import { float32Tensor, int64Tensor, scalar } from '../tensor.ts';
import type { EncoderShape, WeightSource } from '../transformer-encoder.ts';
import type { WeightFormat } from '../weight-format.ts';
import { ModernBertLayers, type Rotation } from './modernbert-layers.ts';

/** The sizes of a ModernBERT, under the names of its `config.json`. */
export interface ModernBertShape extends EncoderShape {
  readonly vocab_size: number;
  /** Every layer whose number is a multiple of it compares all tokens; the others only near ones. */
  readonly global_attn_every_n_layers: number;
  /** Width of a local layer's window: it reaches half of it to each side. */
  readonly local_attention: number;
  /** What the head takes of the tokens' vectors: the first, or the mean of the real tokens'. */
  readonly classifier_pooling: 'cls' | 'mean';
}

export interface ModernBertOptions {
  readonly shape: ModernBertShape;
  /** 1 for a reranker; 0 for an encoder without a head. */
  readonly labels: number;
  readonly format: WeightFormat;
  readonly weights: WeightSource;
}

/**
 * Writes a cross-encoder of ModernBERT's architecture, as PyTorch's exporter writes transformers'
 * `ModernBertForSequenceClassification` with eager attention.
 *
 * The window of a local layer is a mask: the scores of all pairs of tokens are computed there as well.
 *
 * Inputs `input_ids` and `attention_mask`, int64 [batch, sequence], and no token types. Output, float32:
 * `logits` [batch, labels], or `last_hidden_state` [batch, sequence, hidden] without a head.
 *
 * Sources: Warner et al. 2024, §2.1; `modeling_modernbert.py` of transformers.
 */
export function modernBertModel({ shape, labels, format, weights }: ModernBertOptions): Uint8Array {
  const graph = new GraphBuilder({ name: 'modernbert', producer: 'rerank-bench' });
  const layers = new ModernBertLayers(graph, { shape, format, weights });
  const ids = graph.input('input_ids', 'int64', ['batch', 'sequence']);
  const mask = graph.input('attention_mask', 'int64', ['batch', 'sequence']);
  const width = shape.hidden_size;
  const table = [shape.vocab_size, width];
  const word = format.lookUp(graph, 'embeddings.word', ids, table, () => weights('embeddings.word', table));

  const positions = positionsOf(graph, ids);
  const bias = maskBias(graph, 'mask', mask, format.flow, 'exported');
  const headWidth = width / shape.num_attention_heads;
  const rotation = (name: keyof typeof rotaryBases) =>
    rotationOf(graph, `rotary.${name}`, positions, headWidth, rotaryBases[name], format.flow);
  const kinds = {
    global: { bias, rotation: rotation('global') },
    local: {
      bias: windowBias(graph, positions, bias, shape.local_attention, format),
      rotation: rotation('local'),
    },
  };

  let x = layers.norm('embeddings.norm', word);
  for (let layer = 0; layer < shape.num_hidden_layers; layer += 1) {
    const kind = layer % shape.global_attn_every_n_layers === 0 ? kinds.global : kinds.local;
    // The embeddings are normalised, so the first layer's attention takes them as they are.
    x = layers.layer(`encoder.layer.${layer}`, x, { ...kind, isFirst: layer === 0 });
  }
  x = layers.norm('final.norm', x);
  if (labels === 0) {
    const vectors = graph.node('last_hidden_state', 'Cast', [x], { to: 'float32' });
    graph.output(vectors, 'float32', ['batch', 'sequence', width]);
    return graph.toBytes();
  }

  const pooled =
    shape.classifier_pooling === 'cls'
      ? firstToken(graph, 'head.first', x)
      : meanOfTokens(graph, 'head.mean', x, mask, format.flow);
  const dense = layers.gelu('head.gelu', layers.product('head.dense', pooled, width, width));
  const product = layers.product('classifier', layers.norm('head.norm', dense), width, labels);
  const shift = format.store([labels], () => weights('classifier.bias', [labels]));
  const logits = graph.node('classifier', 'Add', [graph.initializer('classifier.bias', shift), product]);
  graph.output(graph.node('logits', 'Cast', [logits], { to: 'float32' }), 'float32', ['batch', labels]);
  return graph.toBytes();
}

/** The bases of the rotary frequencies in global and local layers, as ModernBERT-base has them. */
const rotaryBases = { global: 160_000, local: 10_000 } as const;

/** 0, 1, 2, … up to the longest row, int64 [1, sequence]. */
function positionsOf(graph: GraphBuilder, ids: Value): Value {
  const whole = (name: string, value: bigint) =>
    graph.initializer(`positions.${name}`, int64Tensor([], new BigInt64Array([value])));
  const sizes = graph.node('positions/sizes', 'Shape', [ids]);
  const length = graph.node('positions/length', 'Gather', [sizes, whole('axis', 1n)], { axis: 0 });
  const range = graph.node('positions/range', 'Range', [whole('first', 0n), length, whole('step', 1n)]);
  const row = graph.initializer('positions.row', wholeNumbers(0));
  return graph.node('positions', 'Unsqueeze', [range, row]);
}

/**
 * Cosines and sines of position · base^(−2i / headWidth), each frequency twice: [1, 1, sequence, headWidth].
 * Source: Su et al. 2021, §3.2.2.
 */
function rotationOf(
  graph: GraphBuilder,
  name: string,
  positions: Value,
  headWidth: number,
  base: number,
  flow: WeightFormat['flow'],
): Rotation {
  const half = headWidth / 2;
  const frequencies = Float32Array.from({ length: half }, (_, place) => base ** ((-2 * place) / headWidth));
  const real = graph.node(`${name}/positions`, 'Cast', [positions], { to: 'float32' });
  const column = graph.initializer(`${name}.column`, wholeNumbers(1));
  const row = graph.node(`${name}/row`, 'Unsqueeze', [real, column]);
  const inverse = graph.initializer(`${name}.frequencies`, float32Tensor([1, half, 1], frequencies));
  const angles = graph.node(`${name}/angles`, 'MatMul', [inverse, row]);
  const byToken = graph.node(`${name}/by-token`, 'Transpose', [angles], { perm: [0, 2, 1] });
  const twice = graph.node(`${name}/twice`, 'Concat', [byToken, byToken], { axis: -1 });
  const heads = graph.initializer(`${name}.heads`, wholeNumbers(1));
  const spread = (part: 'Cos' | 'Sin') => {
    const single = graph.node(`${name}/${part.toLowerCase()}`, part, [twice]);
    const typed =
      flow === 'float32'
        ? single
        : graph.node(`${name}/${part.toLowerCase()}/half`, 'Cast', [single], { to: flow });
    return graph.node(`${name}/${part.toLowerCase()}/spread`, 'Unsqueeze', [typed, heads]);
  };
  return { cosine: spread('Cos'), sine: spread('Sin') };
}

/**
 * The bias of a local layer's scores: the mask's within the window, −10000 outside of it. [batch, 1,
 * sequence, sequence].
 */
function windowBias(
  graph: GraphBuilder,
  positions: Value,
  bias: Value,
  window: number,
  { flow }: WeightFormat,
): Value {
  const columns = graph.node('window/columns', 'Transpose', [positions], { perm: [1, 0] });
  const apart = graph.node('window/apart', 'Sub', [positions, columns]);
  const distance = graph.node('window/distance', 'Abs', [apart]);
  const reach = int64Tensor([], new BigInt64Array([BigInt(Math.floor(window / 2))]));
  const near = graph.node('window/near', 'LessOrEqual', [distance, graph.initializer('window.reach', reach)]);
  const spread = (name: string, x: Value) =>
    graph.node(`window/${name}`, 'Unsqueeze', [x, graph.initializer(`window.${name}`, wholeNumbers(0))]);
  const outside = graph.node('window/outside', 'Not', [spread('by-head', spread('by-pair', near))]);
  const penalty = graph.initializer('window.penalty', scalar(-10_000));
  const typed =
    flow === 'float32' ? penalty : graph.node('window/penalty/half', 'Cast', [penalty], { to: flow });
  return graph.node('window/bias', 'Where', [outside, typed, bias]);
}

/** The mean of the real tokens' vectors: [batch, sequence, width] → [batch, width]. */
function meanOfTokens(
  graph: GraphBuilder,
  name: string,
  x: Value,
  mask: Value,
  flow: WeightFormat['flow'],
): Value {
  const sumUp = (part: string, value: Value) =>
    graph.node(
      `${name}/${part}`,
      'ReduceSum',
      [value, graph.initializer(`${name}.${part}`, wholeNumbers(1))],
      {
        keepdims: 0,
      },
    );
  const real = graph.node(`${name}/real`, 'Cast', [mask], { to: flow });
  const column = graph.initializer(`${name}.column`, wholeNumbers(2));
  const weight = graph.node(`${name}/weight`, 'Unsqueeze', [real, column]);
  const kept = graph.node(`${name}/kept`, 'Mul', [x, weight]);
  return graph.node(name, 'Div', [sumUp('sum', kept), sumUp('count', weight)]);
}
