import { firstToken, type GraphStyle, maskBias } from '../encoder-blocks.ts';
import { GraphBuilder, type Value } from '../graph-builder.ts';
import { int32Tensor } from '../tensor.ts';
import { TransformerEncoder, type WeightSource } from '../transformer-encoder.ts';
import type { WeightFormat } from '../weight-format.ts';

/** The sizes of an XLM-RoBERTa encoder with a classification head, under the names of its `config.json`. */
export interface XlmRobertaShape {
  readonly vocab_size: number;
  readonly hidden_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly intermediate_size: number;
  /** Longest input plus two: positions begin after the padding id. */
  readonly max_position_embeddings: number;
}

/**
 * What the model ends with: `labels` logits from the first token's vector (1 for a reranker), or no head, so
 * that its output is every token's vector, `last_hidden_state`.
 */
export type XlmRobertaHead =
  | { readonly kind: 'classifier'; readonly labels: number }
  | { readonly kind: 'none' };

/** The id of `<pad>`, from which positions are counted. */
export const paddingId = 1;

export const layerNormEpsilon = 1e-5;

export type { WeightSource } from '../transformer-encoder.ts';

export interface XlmRobertaOptions {
  readonly shape: XlmRobertaShape;
  readonly head: XlmRobertaHead;
  readonly format: WeightFormat;
  readonly weights: WeightSource;
  /** Default: `folded`. */
  readonly style?: GraphStyle;
}

/**
 * Writes a cross-encoder of XLM-RoBERTa's architecture, the one of `bge-reranker-v2-m3`.
 *
 * Inputs `input_ids` and `attention_mask`, int64 [batch, sequence], and no token types. Output, float32:
 * `logits` [batch, labels], or `last_hidden_state` [batch, sequence, hidden] without a head.
 */
export function xlmRobertaModel({
  shape,
  head,
  format,
  weights,
  style = 'folded',
}: XlmRobertaOptions): Uint8Array {
  const graph = new GraphBuilder({ name: 'xlm-roberta', producer: 'rerank-bench' });
  const encoder = new TransformerEncoder(graph, { shape, format, weights, layerNormEpsilon, style });
  const ids = graph.input('input_ids', 'int64', ['batch', 'sequence']);
  const mask = graph.input('attention_mask', 'int64', ['batch', 'sequence']);
  const bias = maskBias(graph, 'mask', mask, format.flow, style);
  const word = encoder.lookUp('embeddings.word', ids, shape.vocab_size);
  const position = encoder.lookUp(
    'embeddings.position',
    positions(graph, mask),
    shape.max_position_embeddings,
  );
  const sum = graph.node('embeddings/sum', 'Add', [word, position]);
  const x = encoder.layers(encoder.norm('embeddings.norm', sum), bias);
  const width = shape.hidden_size;
  if (head.kind === 'none') {
    encoder.output('last_hidden_state', x, ['batch', 'sequence', width]);
  } else {
    const first = firstToken(graph, 'classifier.first', x);
    const pooled = graph.node('classifier.tanh', 'Tanh', [
      encoder.dense('classifier.dense', first, width, width),
    ]);
    encoder.output('logits', encoder.dense('classifier.out_proj', pooled, width, head.labels), [
      'batch',
      head.labels,
    ]);
  }
  return graph.toBytes();
}

/**
 * Positions of the tokens, int32 [batch, sequence]. Real tokens count up from the padding id plus one;
 * padding has the padding id.
 */
function positions(graph: GraphBuilder, mask: Value): Value {
  const real = graph.node('positions/real', 'Cast', [mask], { to: 'int32' });
  const axis = graph.initializer('positions.axis', int32Tensor([], new Int32Array([1])));
  const counted = graph.node('positions/counted', 'CumSum', [real, axis], { exclusive: 0, reverse: 0 });
  const kept = graph.node('positions/kept', 'Mul', [counted, real]);
  const start = graph.initializer('positions.start', int32Tensor([], new Int32Array([paddingId])));
  return graph.node('positions', 'Add', [kept, start]);
}
