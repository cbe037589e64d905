import { describe, expect, it } from 'vitest';
import { onnx } from '../../core/onnx/graph-builder.ts';
import { type SessionMaker, watchGraph } from './session-graph.ts';

const file = onnx.ModelProto.encode({
  graph: { name: 'g', node: [{ opType: 'MatMul' }, { opType: 'MultiHeadAttention' }] },
}).finish();

describe('the graph of the next session', () => {
  it('is read once, on its way to the runtime, which gets all that it was given', async () => {
    const given: unknown[][] = [];
    const create = (async (...all: unknown[]) => {
      given.push(all);
      return 'session';
    }) as SessionMaker['create'];
    const maker: SessionMaker = { create };
    const graph = watchGraph(maker);
    expect(graph.fusedOperators()).toEqual([]);
    expect(await maker.create(...([file, { a: 1 }] as never[]))).toBe('session');
    expect(given).toEqual([[file, { a: 1 }]]);
    expect(graph.fusedOperators()).toEqual(['MultiHeadAttention']);
    expect(maker.create).toBe(create);
  });

  it('is unknown where the runtime is given a path', async () => {
    const maker: SessionMaker = { create: async () => null };
    const graph = watchGraph(maker);
    await maker.create(...(['model.onnx'] as never[]));
    expect(graph.fusedOperators()).toEqual([]);
  });
});
