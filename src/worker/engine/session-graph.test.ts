import { describe, expect, it } from 'vitest';
import { fusedOperators } from '../../core/onnx/fused-operators.ts';
import { onnx } from '../../core/onnx/graph-builder.ts';
import { type SessionMaker, takeGraph } from './session-graph.ts';

const file = onnx.ModelProto.encode({
  graph: { name: 'g', node: [{ opType: 'MatMul' }, { opType: 'MultiHeadAttention' }] },
}).finish();

/** A maker of sessions, and what it was given. */
function setUp() {
  const given: unknown[][] = [];
  const create = (async (...all: unknown[]) => {
    given.push(all);
    return 'session';
  }) as SessionMaker['create'];
  const maker: SessionMaker = { create };
  let found: readonly string[] = [];
  return { given, create, maker, found: () => found, note: (names: readonly string[]) => (found = names) };
}

describe('the graph of the next session', () => {
  it('is read once, on its way to the runtime, which gets all that it was given', async () => {
    const { given, create, maker, found, note } = setUp();
    takeGraph(maker, (graph, bytes) => {
      note(fusedOperators(graph.operators));
      return bytes;
    });
    expect(found()).toEqual([]);
    expect(await maker.create(...([file, { a: 1 }] as never[]))).toBe('session');
    expect(given).toEqual([[file, { a: 1 }]]);
    expect(found()).toEqual(['MultiHeadAttention']);
    expect(maker.create).toBe(create);
  });

  it('may be replaced, or refused before the runtime sees it', async () => {
    const { given, maker } = setUp();
    const other = new Uint8Array([1]);
    takeGraph(maker, () => other);
    await maker.create(...([Uint8Array.from(file).buffer, { a: 1 }] as never[]));
    expect(given).toEqual([[other, { a: 1 }]]);
    takeGraph(maker, () => {
      throw new Error('no');
    });
    await expect(maker.create(...([file] as never[]))).rejects.toThrow('no');
    expect(given).toHaveLength(1);
  });

  it('is unknown where the runtime is given a path, or what is no model', async () => {
    const { given, maker, found, note } = setUp();
    for (const source of ['model.onnx', new Uint8Array(9).fill(255)]) {
      takeGraph(maker, (_, bytes) => {
        note(['taken']);
        return bytes;
      });
      await maker.create(...([source] as never[]));
    }
    expect(found()).toEqual([]);
    expect(given).toHaveLength(2);
  });
});
