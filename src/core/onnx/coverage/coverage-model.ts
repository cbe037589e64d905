import {
  constantVector,
  type DenseWeights,
  dense,
  firstToken,
  layerNorm,
  maskBias,
  type NormWeights,
  selfAttention,
} from '../encoder-blocks.ts';
import { GraphBuilder, type Value } from '../graph-builder.ts';
import {
  averageScale,
  features,
  hiddenWidth,
  segmentEmbedding,
  squaredNorm,
  tokenEmbedding,
} from './features.ts';
import { averageAttention, matchAttention, matchFeedForward, wiring } from './layers.ts';
import type { CoverageToken } from './token-codes.ts';

/**
 * Writes `builtin:coverage`, a cross-encoder whose weights are constructed, not trained. It finds which words
 * of the query the document contains, and scores mainly by their share of the query's rarity weight. It
 * matches words, not meanings.
 *
 * Its inputs are BERT's: `input_ids`, `attention_mask` and `token_type_ids`, int64 [batch, sequence]. Its
 * output is `logits`, float32 [batch, 1]. There are no position embeddings, since order does not count. The
 * token table is int8 and is cast to float32 in the graph. As it is a constant, ONNX Runtime casts it once,
 * on the CPU, when it loads the model.
 */
export function coverageModel(tokens: readonly CoverageToken[]): Uint8Array {
  const graph = new GraphBuilder({ name: 'coverage', producer: 'rerank-bench' });
  const axes = ['batch', 'sequence'];
  const ids = graph.input('input_ids', 'int64', axes);
  const mask = graph.input('attention_mask', 'int64', axes);
  const segments = graph.input('token_type_ids', 'int64', axes);
  const bias = maskBias(graph, 'mask', mask, 'float32');

  const embedded = embeddings(graph, ids, segments, tokens);

  const found = attentionSublayer(
    graph,
    'layer.0.attention',
    embedded,
    bias,
    matchAttention,
    squaredNorm.found,
  );
  const inner = dense(graph, 'layer.0.inner', found, matchFeedForward.inner);
  const active = graph.node('layer.0.relu', 'Relu', [inner]);
  const outer = dense(graph, 'layer.0.outer', active, matchFeedForward.outer);
  const matched = addAndNorm(graph, 'layer.0', found, outer, squaredNorm.matched);

  const averaged = attentionSublayer(
    graph,
    'layer.1.attention',
    matched,
    bias,
    averageAttention,
    squaredNorm.matched,
  );

  const first = firstToken(graph, 'cls', averaged);
  graph.output(dense(graph, 'logits', first, classifier), 'float32', ['batch', 1]);
  return graph.toBytes();
}

/**
 * The score (logit) of a pair: 12·coverage + 4·precision − 8.
 *
 * Coverage is the share of the query's rarity weight whose tokens the document contains. Precision is the
 * share of the document's rarity weight whose tokens the query contains: with equal coverage, the document
 * that says less else wins.
 */
export const scoreWeights = { coverage: 12, precision: 4, constant: -8 } as const;

/** Reads the two averages from [CLS]. */
const classifier: DenseWeights = wiring(
  hiddenWidth,
  1,
  [
    { from: features.coverage, to: 0, weight: scoreWeights.coverage / averageScale },
    { from: features.precision, to: 0, weight: scoreWeights.precision / averageScale },
  ],
  [{ to: 0, add: scoreWeights.constant }],
);

function embeddings(
  graph: GraphBuilder,
  ids: Value,
  segments: Value,
  tokens: readonly CoverageToken[],
): Value {
  const stored = graph.initializer('embeddings.token.weight', tokenEmbedding(tokens));
  const table = graph.node('embeddings/token/table', 'Cast', [stored], { to: 'float32' });
  const token = graph.node('embeddings/token', 'Gather', [table, ids], { axis: 0 });
  const segmentTable = graph.initializer('embeddings.segment.weight', segmentEmbedding());
  const segment = graph.node('embeddings/segment', 'Gather', [segmentTable, segments], { axis: 0 });
  return addAndNorm(graph, 'embeddings', token, segment, squaredNorm.embedding);
}

type AttentionWeights = Readonly<Record<'query' | 'key' | 'value' | 'output', DenseWeights>> & {
  readonly heads: number;
  readonly headWidth: number;
};

function attentionSublayer(
  graph: GraphBuilder,
  name: string,
  x: Value,
  bias: Value,
  weights: AttentionWeights,
  norm: number,
): Value {
  const project = (part: DenseWeights) => (partName: string, input: Value) =>
    dense(graph, partName, input, part);
  const attended = selfAttention(graph, name, x, {
    heads: weights.heads,
    headWidth: weights.headWidth,
    bias,
    query: project(weights.query),
    key: project(weights.key),
    value: project(weights.value),
    output: project(weights.output),
  });
  return addAndNorm(graph, name, x, attended, norm);
}

/** LayerNorm(x + change), whose scale undoes the division by the root mean square: see `features`. */
function addAndNorm(graph: GraphBuilder, name: string, x: Value, change: Value, norm: number): Value {
  const weights: NormWeights = {
    scale: constantVector(hiddenWidth, Math.sqrt(norm / hiddenWidth)),
    shift: constantVector(hiddenWidth, 0),
    epsilon: 1e-12,
  };
  const sum = graph.node(`${name}/sum`, 'Add', [x, change]);
  return layerNorm(graph, `${name}.norm`, sum, weights);
}
