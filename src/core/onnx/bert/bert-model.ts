import { firstToken, type GraphStyle, maskBias } from '../encoder-blocks.ts';
import { GraphBuilder, type Value } from '../graph-builder.ts';
import { int32Tensor } from '../tensor.ts';
import { type EncoderShape, TransformerEncoder, type WeightSource } from '../transformer-encoder.ts';
import type { WeightFormat } from '../weight-format.ts';

/** The sizes of a BERT, under the names of its `config.json`. */
export interface BertShape extends EncoderShape {
  readonly vocab_size: number;
  /** Longest input, in tokens. */
  readonly max_position_embeddings: number;
  /** Kinds of token: 2, for query and document. */
  readonly type_vocab_size: number;
}

export interface BertOptions {
  readonly shape: BertShape;
  /** 1 for a reranker. */
  readonly labels: number;
  readonly format: WeightFormat;
  readonly weights: WeightSource;
  /** Default: `folded`. */
  readonly style?: GraphStyle;
}

export const bertLayerNormEpsilon = 1e-12;

/**
 * Writes a cross-encoder of BERT's architecture, the one of the `ms-marco` models.
 *
 * Inputs `input_ids`, `attention_mask` and `token_type_ids`, int64 [batch, sequence]. Output, float32:
 * `logits` [batch, labels].
 */
export function bertModel({ shape, labels, format, weights, style = 'folded' }: BertOptions): Uint8Array {
  const graph = new GraphBuilder({ name: 'bert', producer: 'rerank-bench' });
  const encoder = new TransformerEncoder(graph, {
    shape,
    format,
    weights,
    layerNormEpsilon: bertLayerNormEpsilon,
    style,
  });
  const [ids, mask, types] = ['input_ids', 'attention_mask', 'token_type_ids'].map((name) =>
    graph.input(name, 'int64', ['batch', 'sequence']),
  ) as [Value, Value, Value];
  const bias = maskBias(graph, 'mask', mask, format.flow, style);
  const embeddings = [
    encoder.lookUp('embeddings.word', ids, shape.vocab_size),
    encoder.lookUp('embeddings.position', positions(graph, ids), shape.max_position_embeddings),
    encoder.lookUp('embeddings.type', types, shape.type_vocab_size),
  ];
  const sum = embeddings.reduce((x, embedding, place) =>
    graph.node(`embeddings/sum.${place}`, 'Add', [x, embedding]),
  );
  const x = encoder.layers(encoder.norm('embeddings.norm', sum), bias);
  const width = shape.hidden_size;
  const first = firstToken(graph, 'pooler.first', x);
  const pooled = graph.node('pooler.tanh', 'Tanh', [encoder.dense('pooler.dense', first, width, width)]);
  encoder.output('logits', encoder.dense('classifier', pooled, width, labels), ['batch', labels]);
  return graph.toBytes();
}

/** 0, 1, 2, … in every row, int32 [batch, sequence]; unlike RoBERTa, BERT counts padding. */
function positions(graph: GraphBuilder, ids: Value): Value {
  const number = (name: string, value: number) =>
    graph.initializer(`positions.${name}`, int32Tensor([], new Int32Array([value])));
  const likeIds = graph.node('positions/like', 'Cast', [ids], { to: 'int32' });
  const zeros = graph.node('positions/zeros', 'Mul', [likeIds, number('zero', 0)]);
  const ones = graph.node('positions/ones', 'Add', [zeros, number('one', 1)]);
  return graph.node('positions', 'CumSum', [ones, number('axis', 1)], { exclusive: 1, reverse: 0 });
}
