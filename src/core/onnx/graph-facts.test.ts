import { describe, expect, it } from 'vitest';
import { editGraph, graphParts } from './edit-graph.ts';
import { onnx } from './graph-builder.ts';
import { graphFacts } from './graph-facts.ts';

type Axes = readonly (number | string | null)[] | null;

const value = (name: string, elemType: number, axes: Axes) => ({
  name,
  type: {
    tensorType: {
      elemType,
      ...(axes !== null && {
        shape: {
          dim: axes.map((axis) =>
            axis === null ? {} : typeof axis === 'number' ? { dimValue: axis } : { dimParam: axis },
          ),
        },
      }),
    },
  },
});

/** A graph of nodes, each `operator: inputs → output`, with big weights before and after them. */
function modelOf(
  nodes: readonly (readonly [operator: string, inputs: readonly string[], output: string])[],
  inputs: readonly ReturnType<typeof value>[],
  outputs: readonly ReturnType<typeof value>[],
): Uint8Array {
  return onnx.ModelProto.encode({
    irVersion: 8,
    producerName: 'graph-facts.test',
    opsetImport: [
      { domain: 'com.microsoft', version: 1 },
      { domain: '', version: 14 },
    ],
    graph: {
      name: 'graph',
      node: nodes.map(([opType, input, output], i) => ({
        opType,
        name: `Sigmoid ${i}`,
        input: [...input],
        output: [output],
        attribute: [{ name: 'axis', type: 2, i: -1 }],
      })),
      initializer: [{ name: 'weight', dataType: 1, dims: [50], rawData: new Uint8Array(200).fill(58) }],
      input: [...inputs],
      output: [...outputs],
    },
  }).finish();
}

const ids = value('input_ids', 7, ['batch', 'sequence']);

describe('what a model file says of its graph', () => {
  it('is each input’s type and fixed sizes, stored tensors left out', () => {
    const facts = graphFacts(
      modelOf(
        [['MatMul', ['input_ids', 'weight'], 'y']],
        [ids, value('attention_mask', 6, [1, 512]), value('weight', 1, [50]), value('odd', 8, null)],
        [value('y', 10, ['batch', -1])],
      ),
    );
    expect(facts?.inputs).toEqual([
      { name: 'input_ids', type: 'int64', shape: [null, null] },
      { name: 'attention_mask', type: 'int32', shape: [1, 512] },
      { name: 'odd', type: null, shape: null },
    ]);
    expect(facts?.outputs).toEqual([
      { name: 'y', type: 'float16', shape: [null, null], operator: { type: 'MatMul', node: 0 } },
    ]);
    expect(facts?.opset).toBe(14);
  });

  it('is the operator behind an output, past those that only change its shape or type', () => {
    const facts = graphFacts(
      modelOf(
        [
          ['MatMul', ['input_ids', 'weight'], 'raw'],
          ['Sigmoid', ['raw'], 'p'],
          ['Cast', ['p'], 'p32'],
          ['Squeeze', ['p32'], 'scores'],
        ],
        [ids],
        [value('scores', 1, ['batch']), value('raw', 1, null), value('input_ids', 7, null)],
      ),
    );
    expect(facts?.outputs.map(({ operator }) => operator)).toEqual([
      { type: 'Sigmoid', node: 1 },
      { type: 'MatMul', node: 0 },
      null,
    ]);
    expect(facts?.operators).toEqual(new Set(['MatMul', 'Sigmoid', 'Cast', 'Squeeze']));
  });

  it('is nothing for bytes that are no model, and ends though the nodes go in a circle', () => {
    expect(graphFacts(new Uint8Array(100).fill(255))).toBeNull();
    expect(graphFacts(new Uint8Array(0))).toBeNull();
    const circle = modelOf([['Cast', ['y'], 'y']], [ids], [value('y', 1, null)]);
    expect(graphFacts(circle)?.outputs[0]?.operator).toBeNull();
    for (let length = 1; length < circle.length; length++) graphFacts(circle.subarray(0, length));
  });
});

describe('a graph that is edited', () => {
  const model = modelOf(
    [
      ['MatMul', ['input_ids', 'weight'], 'raw'],
      ['Softmax', ['raw'], 'p'],
      ['Relu', ['p'], 'y'],
    ],
    [ids],
    [value('y', 1, ['batch', 2])],
  );

  it('has a node that hands on its input, and is otherwise the same', () => {
    const before = onnx.ModelProto.decode(Uint8Array.from(model));
    const after = onnx.ModelProto.decode(editGraph(model, { passedThrough: [1] }));
    expect(after.graph?.node?.[1]).toMatchObject({ opType: 'Identity', input: ['raw'], output: ['p'] });
    expect(after.graph?.node?.[1]?.attribute).toEqual([]);
    const rest = ({ graph, ...head }: typeof before) => ({
      ...head,
      graph: { ...graph, node: graph?.node?.toSpliced(1, 1) },
    });
    expect(rest(after)).toEqual(rest(before));
  });

  it('has nodes and tensors added, and their outputs in place of its own', () => {
    const tail = modelOf(
      [['Sigmoid', ['y', 'extra'], 'z']],
      [value('y', 1, null)],
      [value('z', 1, ['batch'])],
    );
    const edited = editGraph(model, { added: graphParts(tail) });
    const { graph } = onnx.ModelProto.decode(edited);
    expect(graph?.node?.map(({ opType }) => opType)).toEqual(['MatMul', 'Softmax', 'Relu', 'Sigmoid']);
    expect(graph?.input?.map(({ name }) => name)).toEqual(['input_ids']);
    expect(graph?.output?.map(({ name }) => name)).toEqual(['z']);
    expect(graph?.initializer).toHaveLength(2);
    expect(graphFacts(edited)?.outputs).toMatchObject([{ name: 'z', shape: [null] }]);
  });

  it('is refused where the bytes are no model', () => {
    expect(() => editGraph(new Uint8Array(100).fill(255), {})).toThrow(RangeError);
  });
});
