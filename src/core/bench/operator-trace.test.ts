import { describe, expect, it } from 'vitest';
import { operatorKind } from '../rerank/operator-kinds.ts';
import { operatorTimes } from './operator-trace.ts';
import { type TracedPass, traceLines } from './testing/trace-lines.ts';

const webgpu = 'WebGpuExecutionProvider';

describe('operatorKind', () => {
  it.each([
    ['MatMul', 2, 'matrix-product'],
    ['MatMul', null, 'matrix-product'],
    ['Gemm', 2, 'matrix-product'],
    ['Conv', 3, 'matrix-product'],
    ['DynamicQuantizeMatMul', 2, 'matrix-product'],
    ['MatMulNBits', 3, 'matrix-product'],
    ['MatMul', 4, 'attention'],
    ['FusedMatMul', 3, 'attention'],
    ['Softmax', null, 'attention'],
    ['MultiHeadAttention', 3, 'attention'],
    ['SkipLayerNormalization', 3, 'normalisation'],
    ['LayerNormalization', 1, 'normalisation'],
    ['Add', 3, 'other'],
    ['constructor', null, 'other'],
  ] as const)('takes %s with a second operand of %s dimensions for %s', (type, rank, kind) => {
    expect(operatorKind(type, rank)).toBe(kind);
  });
});

describe('operatorTimes on WASM', () => {
  const pass = (us: number): TracedPass => ({
    operators: [
      {
        node: 'query',
        type: 'MatMul',
        us,
        inputs: [
          [4, 8, 16],
          [16, 16],
        ],
      },
      {
        node: 'key',
        type: 'MatMul',
        us,
        inputs: [
          [4, 8, 16],
          [16, 16],
        ],
      },
      {
        node: 'scores',
        type: 'MatMul',
        us: 300,
        inputs: [
          [4, 2, 8, 8],
          [4, 2, 8, 8],
        ],
      },
      { node: 'say "add"', type: 'Add', us: 100 },
    ],
  });

  it('takes the mean of the last passes, by type and kind, slowest first', () => {
    const times = operatorTimes(traceLines([pass(9000), pass(1000), pass(2000)]), 'wasm', 2);
    expect(times).toEqual({
      operators: [
        { type: 'MatMul', kind: 'matrix-product', calls: 2, ms: 3 },
        { type: 'MatMul', kind: 'attention', calls: 1, ms: 0.3 },
        { type: 'Add', kind: 'other', calls: 1, ms: 0.1 },
      ],
    });
  });

  it('tells nothing without the passes that were asked for', () => {
    expect(operatorTimes(traceLines([pass(1)]), 'wasm', 2)).toBeNull();
    expect(operatorTimes([], 'wasm', 1)).toBeNull();
    expect(operatorTimes(['some warning', '{"cat" : "Node"'], 'wasm', 1)).toBeNull();
  });
});

describe('operatorTimes on WebGPU', () => {
  const operators = [
    { node: 'cast', type: 'Cast', us: 40 },
    {
      node: 'query',
      type: 'MatMul',
      us: 9,
      inputs: [
        [4, 8, 16],
        [16, 16],
      ],
      provider: webgpu,
    },
    {
      node: 'scores',
      type: 'MatMul',
      us: 9,
      inputs: [
        [4, 2, 8, 8],
        [4, 2, 8, 8],
      ],
      provider: webgpu,
    },
  ];
  const pass = (us: number, more: TracedPass['dispatches'] = []): TracedPass => ({
    operators,
    dispatches: [...more, { node: 'query', type: 'MatMul', us }, { node: 'scores', type: 'MatMul', us: 700 }],
  });

  it('takes the GPU’s times of dispatches, and what ran on the CPU instead', () => {
    expect(operatorTimes(traceLines([pass(5000), pass(1000), pass(1200)]), 'webgpu', 2)).toEqual({
      operators: [
        { type: 'MatMul', kind: 'matrix-product', calls: 1, ms: 1.1 },
        { type: 'MatMul', kind: 'attention', calls: 1, ms: 0.7 },
      ],
      onCpu: { calls: 1, ms: 0.04 },
    });
  });

  it('leaves out what only the first pass ran', () => {
    const prepared = pass(5000, [{ node: 'query', type: 'Transpose', us: 800 }]);
    const times = operatorTimes(traceLines([prepared, pass(1000), pass(1000)]), 'webgpu', 2);
    expect(times?.operators.map(({ ms }) => ms)).toEqual([1, 0.7]);
  });

  it('tells nothing where passes cannot be told apart', () => {
    const other = { operators, dispatches: [{ node: 'scores', type: 'MatMul', us: 7 }] };
    expect(operatorTimes(traceLines([pass(5), pass(5), other]), 'webgpu', 2)).toBeNull();
  });

  it('tells nothing on a GPU without timestamps, though the CPU’s events are there', () => {
    expect(operatorTimes(traceLines([{ operators }, { operators }]), 'webgpu', 1)).toBeNull();
  });

  it('names the step of a clock that rounds', () => {
    const rounded = (steps: number) => Math.round(steps * 65.536);
    const dispatches = Array.from({ length: 20 }, (_, i) => ({
      node: `n${i}`,
      type: 'Add',
      us: rounded(i % 5),
    }));
    const coarse = operatorTimes(
      traceLines([
        { operators, dispatches },
        { operators, dispatches },
      ]),
      'webgpu',
      1,
    );
    expect(coarse?.clockStepMs).toBe(0.066);
    const fine = dispatches.map((one, i) => ({ ...one, us: one.us + 7 * i }));
    const exact = operatorTimes(traceLines([{ operators, dispatches: fine }]), 'webgpu', 1);
    expect(exact?.clockStepMs).toBeUndefined();
  });
});
