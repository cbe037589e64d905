import { firstToken, gelu, layerNorm, wholeNumbers } from '../encoder-blocks.ts';
import { GraphBuilder, type Value } from '../graph-builder.ts';
import type { Shape } from '../tensor.ts';
import type { EncoderShape, WeightSource } from '../transformer-encoder.ts';
import type { WeightFormat } from '../weight-format.ts';
import { type RelativeSizes, relativePositions } from './deberta-positions.ts';

/** The sizes of a DeBERTa of the second or third version, under the names of its `config.json`. */
export interface DebertaShape extends EncoderShape, RelativeSizes {
  readonly vocab_size: number;
}

export interface DebertaOptions {
  readonly shape: DebertaShape;
  /** Its activations' type is that of all weights. */
  readonly format: Pick<WeightFormat, 'flow' | 'store'>;
  readonly weights: WeightSource;
}

export const debertaNormEpsilon = 1e-7;

/**
 * Writes a cross-encoder of DeBERTa-v3's architecture with one label, as PyTorch's exporter writes
 * transformers' `DebertaV2ForSequenceClassification` for the configuration of `mxbai-rerank-xsmall-v1`:
 * relative positions from content to position and back, which share the keys' and queries' weights, and no
 * token types.
 *
 * Inputs `input_ids` and `attention_mask`, int64 [batch, sequence]. Output, float32: `logits` [batch, 1].
 *
 * Sources: He et al. 2021, §3.1; `modeling_deberta_v2.py` of transformers.
 */
export function debertaModel({ shape, format, weights }: DebertaOptions): Uint8Array {
  const graph = new GraphBuilder({ name: 'deberta-v2', producer: 'rerank-bench' });
  const { hidden_size: width, intermediate_size: inner, num_attention_heads: heads } = shape;
  const headWidth = width / heads;
  const stored = (name: string, size: Shape) =>
    graph.initializer(
      name,
      format.store(size, () => weights(name, size)),
    );
  const constant = (name: string, value: number) =>
    graph.initializer(
      name,
      format.store([], () => new Float32Array([value])),
    );
  const norm = (name: string, x: Value) =>
    layerNorm(graph, name, x, {
      scale: format.store([width], () => new Float32Array(width).fill(1), 'gain'),
      shift: format.store([width], () => new Float32Array(width), 'shift'),
      epsilon: debertaNormEpsilon,
    });
  /** A dense layer that may be used several times. */
  const dense = (layer: string, inputs: number, outputs: number) => {
    const matrix = stored(`${layer}.weight`, [inputs, outputs]);
    const bias = stored(`${layer}.bias`, [outputs]);
    return (name: string, x: Value) =>
      graph.node(name, 'Add', [bias, graph.node(`${name}/product`, 'MatMul', [x, matrix])]);
  };
  const half = (name: string, x: Value) => graph.node(name, 'Cast', [x], { to: format.flow });

  const ids = graph.input('input_ids', 'int64', ['batch', 'sequence']);
  const mask = graph.input('attention_mask', 'int64', ['batch', 'sequence']);
  const sizes = graph.node('sizes', 'Shape', [ids]);
  const sizeAt = (name: string, axis: number) =>
    graph.node(name, 'Gather', [sizes, graph.initializer(`${name}.axis`, wholeNumbers(axis))], { axis: 0 });
  const batch = sizeAt('sizes/batch', 0);
  const length = sizeAt('sizes/length', 1);
  const ones = graph.initializer('sizes.ones', wholeNumbers(1, 1));
  const oncePerPair = graph.node('sizes/once-per-pair', 'Concat', [batch, ones], { axis: 0 });

  const positions = relativePositions(graph, length, shape);
  const span = shape.position_buckets;
  const buckets = stored('embeddings.relative', [2 * span, width]);
  const relative = graph.node('relative/spread', 'Unsqueeze', [
    norm('relative.norm', buckets),
    graph.initializer('relative.axis', wholeNumbers(0)),
  ]);

  /** [batch, rows, hidden] → [batch · heads, rows, head width]. */
  const apart = (name: string, x: Value, rows: Value) => {
    const split = graph.initializer(`${name}.split`, wholeNumbers(0, 0, heads, headWidth));
    const byHead = graph.node(
      `${name}/by-head`,
      'Transpose',
      [graph.node(`${name}/split`, 'Reshape', [x, split])],
      { perm: [0, 2, 1, 3] },
    );
    const all = graph.initializer(`${name}.all`, wholeNumbers(-1));
    const last = graph.initializer(`${name}.last`, wholeNumbers(headWidth));
    const leading = graph.node(`${name}/leading`, 'Concat', [all, rows], { axis: 0 });
    const size = graph.node(`${name}/size`, 'Concat', [leading, last], { axis: 0 });
    return graph.node(`${name}/apart`, 'Reshape', [byHead, size]);
  };
  const turned = (name: string, x: Value) =>
    graph.node(`${name}/turned`, 'Transpose', [x], { perm: [0, 2, 1] });

  const masked = maskOfPairs(graph, mask);
  /** Scores of three kinds are added, so the root has a factor of three. */
  const scale = constant('attention.scale', Math.sqrt(3 * headWidth));
  const farthest = format.flow === 'float32' ? -3.402_823_466_385_288_6e38 : -65_504;
  const lowest = constant('attention.lowest', farthest);
  const zero = constant('attention.zero', 0);

  const attention = (name: string, x: Value): Value => {
    const query = dense(`${name}.query`, width, width);
    const key = dense(`${name}.key`, width, width);
    const queries = apart(`${name}.query`, query(`${name}.query`, x), length);
    const keys = apart(`${name}.key`, key(`${name}.key`, x), length);
    const values = apart(`${name}.value`, dense(`${name}.value`, width, width)(`${name}.value`, x), length);
    const ofContent = graph.node(`${name}/content`, 'MatMul', [
      queries,
      graph.node(`${name}/keys/scaled`, 'Div', [turned(`${name}/keys`, keys), scale]),
    ]);

    const rows = graph.initializer(`${name}.buckets`, wholeNumbers(2 * span));
    const ofPositions = (part: string, layer: (name: string, x: Value) => Value) => {
      const split = apart(`${name}.${part}`, layer(`${name}.${part}`, relative), rows);
      return turned(`${name}.${part}`, graph.node(`${name}.${part}/repeated`, 'Tile', [split, oncePerPair]));
    };
    const scoresSize = graph.node(`${name}/scores-size`, 'Shape', [ofContent]);
    const gathered = (part: string, from: Value, by: Value, places: Value) =>
      graph.node(
        `${name}/${part}/gathered`,
        'GatherElements',
        [
          graph.node(`${name}/${part}/all`, 'MatMul', [from, by]),
          graph.node(`${name}/${part}/places`, 'Expand', [places, scoresSize]),
        ],
        { axis: -1 },
      );
    const toPosition = graph.node(`${name}/to-position`, 'Div', [
      gathered('to-position', queries, ofPositions('position-key', key), positions.ofKeys),
      scale,
    ]);
    const fromPosition = graph.node(`${name}/from-position`, 'Div', [
      turned(
        `${name}/from-position`,
        gathered('from-position', keys, ofPositions('position-query', query), positions.ofQueries),
      ),
      scale,
    ]);
    const both = graph.node(`${name}/positions`, 'Add', [toPosition, fromPosition]);
    const sum = graph.node(`${name}/sum`, 'Add', [ofContent, both]);

    const byPair = graph.initializer(`${name}.by-pair`, wholeNumbers(-1, heads));
    const scoresByPair = graph.node(
      `${name}/by-pair-size`,
      'Concat',
      [graph.node(`${name}/by-pair-leading`, 'Concat', [byPair, length], { axis: 0 }), length],
      { axis: 0 },
    );
    const scores = graph.node(`${name}/scores`, 'Reshape', [sum, scoresByPair]);
    const kept = graph.node(`${name}/kept`, 'Where', [masked, lowest, scores]);
    const shares = graph.node(`${name}/shares`, 'Softmax', [kept], { axis: -1 });
    const ofReal = graph.node(`${name}/of-real`, 'Where', [masked, zero, shares]);
    const context = graph.node(`${name}/context`, 'MatMul', [
      graph.node(`${name}/flat`, 'Reshape', [ofReal, scoresSize]),
      values,
    ]);
    const headed = graph.initializer(`${name}.headed`, wholeNumbers(-1, heads));
    const contextSize = graph.node(
      `${name}/context-size`,
      'Concat',
      [
        graph.node(`${name}/context-leading`, 'Concat', [headed, length], { axis: 0 }),
        graph.initializer(`${name}.context-last`, wholeNumbers(headWidth)),
      ],
      { axis: 0 },
    );
    const byToken = graph.node(
      `${name}/by-token`,
      'Transpose',
      [graph.node(`${name}/by-pair`, 'Reshape', [context, contextSize])],
      { perm: [0, 2, 1, 3] },
    );
    return graph.node(`${name}/merged`, 'Reshape', [
      byToken,
      graph.initializer(`${name}.merged`, wholeNumbers(0, 0, width)),
    ]);
  };

  const word = graph.node(
    'embeddings/word',
    'Gather',
    [stored('embeddings.word', [shape.vocab_size, width]), ids],
    { axis: 0 },
  );
  const real = half(
    'embeddings/real',
    graph.node('embeddings/column', 'Unsqueeze', [
      mask,
      graph.initializer('embeddings.column', wholeNumbers(2)),
    ]),
  );
  let x = graph.node('embeddings', 'Mul', [norm('embeddings.norm', word), real]);
  for (let layer = 0; layer < shape.num_hidden_layers; layer += 1) {
    const name = `encoder.layer.${layer}`;
    const attended = dense(
      `${name}.attention.output`,
      width,
      width,
    )(`${name}.attention.output`, attention(`${name}.attention`, x));
    const first = norm(`${name}.attention.norm`, graph.node(`${name}.attention/added`, 'Add', [attended, x]));
    const widened = gelu(
      graph,
      `${name}.gelu`,
      dense(`${name}.intermediate`, width, inner)(`${name}.intermediate`, first),
      (value) => format.store([], () => new Float32Array([value])),
      'exported',
    );
    const change = dense(`${name}.output`, inner, width)(`${name}.output`, widened);
    x = norm(`${name}.norm`, graph.node(`${name}/added`, 'Add', [change, first]));
  }
  const pooled = gelu(
    graph,
    'pooler.gelu',
    dense('pooler.dense', width, width)('pooler.dense', firstToken(graph, 'pooler.first', x)),
    (value) => format.store([], () => new Float32Array([value])),
    'exported',
  );
  const logits = dense('classifier', width, 1)('classifier', pooled);
  graph.output(graph.node('logits', 'Cast', [logits], { to: 'float32' }), 'float32', ['batch', 1]);
  return graph.toBytes();
}

/** Where one of a pair's two tokens is padding: bool [batch, 1, sequence, sequence]. */
function maskOfPairs(graph: GraphBuilder, mask: Value): Value {
  const spread = (name: string, ...axes: number[]) =>
    graph.node(`mask/${name}`, 'Unsqueeze', [mask, graph.initializer(`mask.${name}`, wholeNumbers(...axes))]);
  const both = graph.node('mask/both', 'Mul', [spread('row', 1, 2), spread('column', 1, 3)]);
  return graph.node('mask/none', 'Not', [graph.node('mask/real', 'Cast', [both], { to: 'bool' })]);
}
