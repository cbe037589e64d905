import { bertLayerNormEpsilon } from '../../../src/core/onnx/bert/bert-model.ts';
import { firstToken, maskBias, wholeNumbers } from '../../../src/core/onnx/encoder-blocks.ts';
import { GraphBuilder, type Value } from '../../../src/core/onnx/graph-builder.ts';
import { float32Tensor, int64Tensor } from '../../../src/core/onnx/tensor.ts';
import { TransformerEncoder } from '../../../src/core/onnx/transformer-encoder.ts';
import { float32Format } from '../../../src/core/onnx/weight-format.ts';
import { randomWeights } from './random-weights.ts';
import { bertConfig, wordPieceTokenizer } from './wordpiece-repository.ts';

/** What a graph asks for and answers, where exporters differ. */
interface GraphKind {
  readonly inputs: 'int64' | 'int32';
  readonly axes: readonly [pairs: number | string, tokens: number | string];
  /** Whether positions are an input, or distances lower the scores of attention (ALiBi, as in JinaBERT). */
  readonly positions: 'input' | 'alibi';
  readonly answers: 'logits' | 'probabilities' | 'two logits' | 'scores without an axis';
}

const usual: GraphKind = {
  inputs: 'int64',
  axes: ['batch', 'sequence'],
  positions: 'input',
  answers: 'logits',
};

/** BERTs whose graphs differ from the usual one, by their repositories. */
export const unusualGraphs = {
  'tests/alibi': { ...usual, positions: 'alibi' },
  'tests/int32-and-positions': { ...usual, inputs: 'int32', answers: 'scores without an axis' },
  'tests/fixed-shape': { ...usual, axes: [2, 96], positions: 'alibi' },
  'tests/sigmoid': { ...usual, answers: 'probabilities' },
  'tests/two-labels': { ...usual, answers: 'two logits' },
} as const satisfies Readonly<Record<string, GraphKind>>;

const weights = randomWeights(17);

const shape = {
  hidden_size: 32,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  intermediate_size: 64,
  max_position_embeddings: 256,
  type_vocab_size: 2,
} as const;

/** A repository's files by path, with the built-in model's WordPiece tokenizer. */
export async function unusualGraphFiles(kind: GraphKind): Promise<Record<string, Uint8Array>> {
  const { files, vocabularySize } = await wordPieceTokenizer();
  const labels = kind.answers === 'two logits' ? ['relevant', 'not_relevant'] : ['LABEL_0'];
  return {
    'config.json': bertConfig(
      { vocab_size: vocabularySize, ...shape },
      {
        ...(kind.positions === 'alibi' && { position_embedding_type: 'alibi' }),
        id2label: Object.fromEntries(labels.entries()),
        label2id: Object.fromEntries(labels.map((name, label) => [name, label])),
      },
    ),
    ...files,
    'onnx/model.onnx': bert(kind, vocabularySize, labels.length),
  };
}

function bert(kind: GraphKind, vocabulary: number, labels: number): Uint8Array {
  const graph = new GraphBuilder({ name: 'bert', producer: 'rerank-bench' });
  const encoder = new TransformerEncoder(graph, {
    shape,
    format: float32Format,
    weights,
    layerNormEpsilon: bertLayerNormEpsilon,
    style: 'exported',
  });
  const asked = (name: string) => graph.input(name, kind.inputs, kind.axes);
  const [ids, mask, types] = [asked('input_ids'), asked('attention_mask'), asked('token_type_ids')];
  const padding = maskBias(graph, 'mask', mask, 'float32', 'exported');
  const parts = [
    encoder.lookUp('embeddings.word', ids, vocabulary),
    encoder.lookUp('embeddings.type', types, shape.type_vocab_size),
  ];
  if (kind.positions === 'input') {
    parts.push(encoder.lookUp('embeddings.position', asked('position_ids'), shape.max_position_embeddings));
  }
  const sum = parts.reduce((x, part, place) => graph.node(`embeddings/sum.${place}`, 'Add', [x, part]));
  const bias =
    kind.positions === 'alibi' ? graph.node('bias', 'Add', [padding, distances(graph, ids)]) : padding;
  const x = encoder.layers(encoder.norm('embeddings.norm', sum), bias);
  const width = shape.hidden_size;
  const dense = encoder.dense('pooler.dense', firstToken(graph, 'pooler.first', x), width, width);
  const logits = encoder.dense('classifier', graph.node('pooler.tanh', 'Tanh', [dense]), width, labels);
  const [pairs] = kind.axes;
  if (kind.answers === 'probabilities') {
    encoder.output('logits', graph.node('probability', 'Sigmoid', [logits]), [pairs, 1]);
  } else if (kind.answers === 'scores without an axis') {
    const last = graph.initializer('last', wholeNumbers(1));
    encoder.output('relevance', graph.node('flat', 'Squeeze', [logits, last]), [pairs]);
  } else {
    encoder.output('logits', logits, [pairs, labels]);
  }
  return graph.toBytes();
}

/** −2^(−2(head + 1)) · |distance|: [1, heads, tokens, tokens]. Source: Press et al. 2022, for four heads. */
function distances(graph: GraphBuilder, ids: Value): Value {
  const whole = (name: string, value: bigint) =>
    graph.initializer(`alibi.${name}`, int64Tensor([], new BigInt64Array([value])));
  const size = graph.node('alibi/sizes', 'Shape', [ids]);
  const length = graph.node('alibi/length', 'Gather', [size, whole('axis', 1n)], { axis: 0 });
  const places = graph.node('alibi/places', 'Range', [whole('first', 0n), length, whole('step', 1n)]);
  const numbers = graph.node('alibi/numbers', 'Cast', [places], { to: 'float32' });
  const spread = (name: string, axis: number) =>
    graph.node(`alibi/${name}`, 'Unsqueeze', [
      numbers,
      graph.initializer(`alibi.${name}`, wholeNumbers(axis)),
    ]);
  const apart = graph.node('alibi/apart', 'Sub', [spread('row', 0), spread('column', 1)]);
  const heads = shape.num_attention_heads;
  const slopes = Float32Array.from({ length: heads }, (_, head) => -(2 ** (-2 * (head + 1))));
  const slope = graph.initializer('alibi.slopes', float32Tensor([1, heads, 1, 1], slopes));
  return graph.node('alibi', 'Mul', [slope, graph.node('alibi/distance', 'Abs', [apart])]);
}
