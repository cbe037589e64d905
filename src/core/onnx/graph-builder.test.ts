import { InferenceSession, Tensor } from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { toFloat16 } from './float16.ts';
import { GraphBuilder } from './graph-builder.ts';
import { externalTensor, float16Tensor, float32Tensor, int8Tensor, scalar } from './tensor.ts';

const newGraph = () => new GraphBuilder({ name: 'test', producer: 'graph-builder.test' });

async function run(
  graph: GraphBuilder,
  inputs: Record<string, Tensor>,
  options: InferenceSession.SessionOptions = {},
): Promise<number[]> {
  const session = await InferenceSession.create(graph.toBytes(), options);
  const outputs = await session.run(inputs);
  await session.release();
  const [first] = Object.values(outputs);
  return Array.from(first?.data as Float32Array);
}

describe('a graph that was built', () => {
  it('runs in ONNX Runtime with inputs of a size known only then', async () => {
    const graph = newGraph();
    const x = graph.input('x', 'float32', ['rows', 2]);
    const w = graph.initializer('w', float32Tensor([2, 1], new Float32Array([10, 1])));
    graph.output(graph.node('y', 'MatMul', [x, w]), 'float32', ['rows', 1]);
    const rows = new Tensor('float32', new Float32Array([1, 2, 3, 4, 5, 6]), [3, 2]);
    expect(await run(graph, { x: rows })).toEqual([12, 34, 56]);
  });

  it('keeps attributes of every kind', async () => {
    const graph = newGraph();
    const ids = graph.input('ids', 'int64', ['n']);
    const table = graph.initializer('table', int8Tensor([2, 3], new Int8Array([1, 2, 6, -1, 0, 1])));
    const rows = graph.node('rows', 'Gather', [table, ids], { axis: 0 });
    const floats = graph.node('floats', 'Cast', [rows], { to: 'float32' });
    const columns = graph.node('columns', 'Transpose', [floats], { perm: [1, 0] });
    const ones = graph.initializer('ones', float32Tensor([2], new Float32Array([1, 1])));
    const zeros = graph.initializer('zeros', float32Tensor([2], new Float32Array(2)));
    const normal = graph.node('normal', 'LayerNormalization', [columns, ones, zeros], {
      axis: -1,
      epsilon: 0,
    });
    graph.output(normal, 'float32', [3, 'n']);
    const result = await run(graph, { ids: new Tensor('int64', new BigInt64Array([0n, 1n]), [2]) });
    [1, -1, 1, -1, 1, -1].forEach((expected, place) => {
      expect(result[place]).toBeCloseTo(expected, 5);
    });
  });

  it('stores half-precision weights that a Cast makes single', async () => {
    const graph = newGraph();
    const x = graph.input('x', 'float32', [2]);
    const half = graph.initializer('half', float16Tensor([2], toFloat16(new Float32Array([0.5, -3]))));
    const single = graph.node('single', 'Cast', [half], { to: 'float32' });
    graph.output(graph.node('y', 'Add', [x, single]), 'float32', [2]);
    expect(await run(graph, { x: new Tensor('float32', new Float32Array([1, 1]), [2]) })).toEqual([1.5, -2]);
  });

  it('gives each of several outputs its own value', async () => {
    const graph = newGraph();
    const x = graph.input('x', 'float32', [2]);
    const [quantized, scale, zeroPoint] = graph.nodeWithOutputs('q', 'DynamicQuantizeLinear', [x]);
    graph.output(graph.node('y', 'DequantizeLinear', [quantized, scale, zeroPoint]), 'float32', [2]);
    const [low, high] = await run(graph, { x: new Tensor('float32', new Float32Array([-1, 1]), [2]) });
    expect(low).toBeCloseTo(-1, 2);
    expect(high).toBeCloseTo(1, 2);
  });

  it('reads tensors from a file beside the model, at their offset', async () => {
    const graph = newGraph();
    const x = graph.input('x', 'float32', [2]);
    const w = graph.initializer(
      'w',
      externalTensor('float32', [2], { location: 'test.onnx_data', offset: 4, length: 8 }),
    );
    graph.output(graph.node('y', 'Mul', [x, w]), 'float32', [2]);
    const data = new Uint8Array(new Float32Array([7, 8, 9]).buffer);
    const inputs = { x: new Tensor('float32', new Float32Array([1, 10]), [2]) };
    expect(await run(graph, inputs, { externalData: [{ path: 'test.onnx_data', data }] })).toEqual([8, 90]);
  });

  it('is the same bytes when the same calls build it', () => {
    const build = () => {
      const graph = newGraph();
      const x = graph.input('x', 'float32', ['n']);
      graph.output(graph.node('y', 'Mul', [x, graph.initializer('two', scalar(2))]), 'float32', ['n']);
      return graph.toBytes();
    };
    expect(build()).toEqual(build());
  });

  it('refuses a second value of the same name', () => {
    const graph = newGraph();
    graph.input('x', 'float32', [1]);
    expect(() => graph.initializer('x', scalar(1))).toThrow('already has a value named "x"');
  });
});

describe('a tensor', () => {
  it('refuses elements that do not fill its shape', () => {
    expect(() => float32Tensor([2, 3], new Float32Array(5))).toThrow('float32[2, 3] takes 6 elements, not 5');
  });

  it('refuses a place whose length is not its size in bytes', () => {
    const place = { location: 'data', offset: 0, length: 8 };
    expect(() => externalTensor('float16', [2], place)).toThrow('float16[2] takes 4 bytes, not 8');
  });

  it('is written from its own part of a shared buffer', async () => {
    const shared = new Float32Array([1, 20, 300]);
    const graph = newGraph();
    const x = graph.input('x', 'float32', [1]);
    const second = graph.initializer('second', float32Tensor([1], shared.subarray(1, 2)));
    graph.output(graph.node('y', 'Add', [x, second]), 'float32', [1]);
    expect(await run(graph, { x: new Tensor('float32', new Float32Array([5]), [1]) })).toEqual([25]);
  });
});
