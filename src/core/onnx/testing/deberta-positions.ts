import { wholeNumbers } from '../encoder-blocks.ts';
import type { GraphBuilder, Value } from '../graph-builder.ts';
import { int64Tensor, scalar } from '../tensor.ts';

/** How a DeBERTa counts distances, under the names of its `config.json`. */
export interface RelativeSizes {
  /** Distances up to half of it have a vector each; farther ones share vectors by their logarithm. */
  readonly position_buckets: number;
  readonly max_position_embeddings: number;
}

/**
 * The bucket of the distance between every two tokens, and of that distance backwards, each as a place among
 * the relative embeddings: int64 [1, sequence, sequence].
 */
export function relativePositions(
  graph: GraphBuilder,
  length: Value,
  { position_buckets: span, max_position_embeddings: most }: RelativeSizes,
): { readonly ofKeys: Value; readonly ofQueries: Value } {
  const name = (part: string) => `relative/${part}`;
  const whole = (part: string, value: number) =>
    graph.initializer(`relative.${part}`, int64Tensor([], new BigInt64Array([BigInt(value)])));
  const number = (part: string, value: number) =>
    graph.node(name(part), 'Cast', [whole(part, value)], { to: 'float32' });
  const middle = Math.floor(span / 2);

  const last = graph.node(name('length'), 'Squeeze', [
    length,
    graph.initializer('relative.length-axis', wholeNumbers(0)),
  ]);
  const range = graph.node(name('range'), 'Range', [whole('first', 0), last, whole('step', 1)]);
  const spread = (part: string, axis: number) =>
    graph.node(name(part), 'Unsqueeze', [range, graph.initializer(`relative.${part}`, wholeNumbers(axis))]);
  const apart = graph.node(name('apart'), 'Sub', [spread('column', 1), spread('row', 0)]);

  const isNear = graph.node(name('is-near'), 'And', [
    graph.node(name('below'), 'Less', [apart, whole('middle', middle)]),
    graph.node(name('above'), 'Greater', [apart, whole('minus-middle', -middle)]),
  ]);
  const distance = graph.node(name('distance'), 'Where', [
    isNear,
    whole('nearest', middle - 1),
    graph.node(name('absolute'), 'Abs', [apart]),
  ]);
  const ratio = graph.node(name('ratio'), 'Div', [
    graph.node(name('distance/number'), 'Cast', [distance], { to: 'float32' }),
    number('middle-number', middle),
  ]);
  const unit = graph.initializer('relative.unit', scalar(Math.log((most - 1) / middle)));
  const steps = graph.node(name('steps'), 'Mul', [
    graph.node(name('logarithm'), 'Div', [graph.node(name('log'), 'Log', [ratio]), unit]),
    number('far-buckets', middle - 1),
  ]);
  const far = graph.node(name('far'), 'Add', [
    graph.node(name('step-up'), 'Ceil', [steps]),
    number('far-first', middle),
  ]);
  const sign = graph.node(name('sign/number'), 'Cast', [graph.node(name('sign'), 'Sign', [apart])], {
    to: 'float32',
  });
  const bucket = graph.node(name('bucket/number'), 'Where', [
    graph.node(name('is-own'), 'LessOrEqual', [distance, whole('last-own', middle)]),
    graph.node(name('apart/number'), 'Cast', [apart], { to: 'float32' }),
    graph.node(name('far/signed'), 'Mul', [far, sign]),
  ]);
  const buckets = graph.node(name('bucket'), 'Cast', [bucket], { to: 'int64' });
  const byHead = graph.node(name('by-head'), 'Unsqueeze', [
    buckets,
    graph.initializer('relative.by-head', wholeNumbers(0)),
  ]);
  const place = (part: string, value: Value) =>
    graph.node(name(part), 'Clip', [
      graph.node(`${name(part)}/sum`, 'Add', [value, whole(`${part}-span`, span)]),
      whole(`${part}-least`, 0),
      whole(`${part}-most`, 2 * span - 1),
    ]);
  return {
    ofKeys: place('of-keys', byHead),
    ofQueries: place('of-queries', graph.node(name('backwards'), 'Neg', [byHead])),
  };
}
