import { describe, expect, it } from 'vitest';
import { fusedOperators as fusedAmong, hasFusedAttention } from './fused-operators.ts';
import { GraphBuilder, onnx } from './graph-builder.ts';
import { graphFacts } from './graph-facts.ts';
import { float32Tensor } from './tensor.ts';

const graphOf = (...operators: readonly string[]): Uint8Array =>
  onnx.ModelProto.encode({
    irVersion: 8,
    producerName: 'fused-operators.test',
    opsetImport: [{ domain: '', version: 17 }],
    graph: {
      name: 'graph',
      node: operators.map((opType, i) => ({ opType, name: `MultiHeadAttention ${i}`, input: ['Gelu'] })),
      initializer: [
        { name: 'Attention', dataType: 1, dims: [50_000], rawData: new Uint8Array(200_000).fill(58) },
      ],
    },
  }).finish();

const fusedOperators = (model: Uint8Array) => fusedAmong(graphFacts(model)?.operators ?? new Set());

describe('the fused operators of a graph', () => {
  it('are each named once', () => {
    const operators = fusedOperators(
      graphOf('MatMul', 'SkipLayerNormalization', 'MultiHeadAttention', 'Gelu', 'MultiHeadAttention', 'Add'),
    );
    expect(operators).toEqual(['Gelu', 'MultiHeadAttention', 'SkipLayerNormalization']);
    expect(hasFusedAttention(operators)).toBe(true);
    expect(hasFusedAttention(['Gelu', 'FusedMatMul'])).toBe(false);
  });

  it('are none in a graph of plain ones, whatever its tensors and values are called', () => {
    expect(fusedOperators(graphOf('MatMul', 'Softmax'))).toEqual([]);
    const graph = new GraphBuilder({ name: 'Attention', producer: 'Gelu' });
    const x = graph.input('MultiHeadAttention', 'float32', ['n', 1]);
    const weight = graph.initializer('Gelu', float32Tensor([1, 1], new Float32Array([2])));
    graph.output(graph.node('y', 'MatMul', [x, weight]), 'float32', ['n', 1]);
    expect(fusedOperators(graph.toBytes())).toEqual([]);
  });

  it('are none in bytes that are no model', () => {
    const bytes = graphOf('MultiHeadAttention');
    for (let length = 0; length < 200; length++)
      expect(fusedOperators(bytes.subarray(0, length))).toEqual([]);
    expect(fusedOperators(new Uint8Array(100).fill(255))).toEqual([]);
  });
});
