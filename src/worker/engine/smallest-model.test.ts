import { expect, it } from 'vitest';
import { GraphBuilder } from '../../core/onnx/graph-builder.ts';
import { smallestModel } from './smallest-model.ts';

it('the smallest model is what the graph builder writes', () => {
  const graph = new GraphBuilder({ name: 'smallest', producer: 'rerank-bench' });
  const x = graph.input('x', 'float32', ['n']);
  graph.output(graph.node('y', 'Cast', [x], { to: 'float32' }), 'float32', ['n']);
  expect([...smallestModel()]).toEqual([...graph.toBytes()]);
});
