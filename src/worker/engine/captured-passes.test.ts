import { Tensor } from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../core/rerank/failure.ts';
import { CapturedPasses, type HeldInput, type Session, shapesKept } from './captured-passes.ts';

const inputs = ['input_ids', 'attention_mask'].map((name) => ({
  name,
  isTensor: true as const,
  type: 'int64' as const,
  shape: ['batch', 'sequence'],
}));

/** Stands in for the runtime: a session answers the sum of each row's ids where the mask is 1. */
function setUp(most: number) {
  const log: string[] = [];
  const held = new Map<Tensor, HeldInput & { values: Tensor }>();
  const create = async (axes: Readonly<Record<string, number>>): Promise<Session> => {
    const shape = `${axes.batch}×${axes.sequence}`;
    log.push(`capture ${shape}`);
    const run = async (feeds: Readonly<Record<string, Tensor>>, outputs?: readonly string[]) => {
      log.push(`run ${shape}${outputs === undefined ? '' : ` for ${outputs}`}`);
      const valuesOf = (name: string) => held.get(feeds[name] as Tensor)?.values;
      const [ids, mask] = [valuesOf('input_ids'), valuesOf('attention_mask')];
      const [rows = 0, length = 0] = ids?.dims ?? [];
      const sums = Array.from({ length: rows }, (_, row) =>
        Array.from({ length }, (_, place) => row * length + place).reduce(
          (sum, at) => sum + Number(ids?.data[at]) * Number(mask?.data[at]),
          0,
        ),
      );
      return { logits: new Tensor('float32', Float32Array.from(sums), [rows, 1]) };
    };
    const release = async () => void log.push(`release ${shape}`);
    return { inputMetadata: inputs, run: run as Session['run'], release };
  };
  const hold = async (like: Tensor): Promise<HeldInput> => {
    const tensor = new Tensor('int64', new BigInt64Array(like.size), like.dims);
    const input = {
      tensor,
      values: like,
      write: (values: Tensor) => {
        input.values = values;
      },
      release: () => held.delete(tensor),
    };
    held.set(tensor, input);
    return input;
  };
  return { passes: new CapturedPasses(inputs, { create, hold }, most), log, held, create };
}

const feeds = (rows: number, length: number, id: number) => {
  const filled = (value: number) =>
    new Tensor('int64', new BigInt64Array(rows * length).fill(BigInt(value)), [rows, length]);
  return { input_ids: filled(id), attention_mask: filled(1) };
};
const shapesOf = (count: number) => Array.from({ length: count }, (_, place) => place + 1);

describe('captured passes', () => {
  it('are captured once a shape, and see the values of each pass', async () => {
    const { passes, log } = setUp(4);
    const sums = [];
    for (const [rows, length, id] of [
      [1, 3, 5],
      [2, 3, 1],
      [1, 3, 7],
    ] as const) {
      const { logits } = await passes.run(feeds(rows, length, id));
      sums.push([...((logits?.data as Float32Array) ?? [])]);
    }
    expect(sums).toEqual([[15], [3, 3], [21]]);
    expect(log).toEqual(['capture 1×3', 'run 1×3', 'capture 2×3', 'run 2×3', 'run 1×3']);
  });

  it('answer the outputs that are asked for', async () => {
    const { passes, log } = setUp(1);
    await passes.run(feeds(1, 2, 1), ['logits']);
    expect(log.at(-1)).toBe('run 1×2 for logits');
  });

  it('release the shape that was used least recently, with its buffers', async () => {
    const { passes, log, held } = setUp(2);
    for (const length of [1, 2, 1, 3, 1]) await passes.run(feeds(1, length, 1));
    expect(log.filter((line) => !line.startsWith('run'))).toEqual([
      'capture 1×1',
      'capture 1×2',
      'release 1×2',
      'capture 1×3',
    ]);
    expect(held.size).toBe(2 * inputs.length);
  });

  it('fail where shapes displace each other, since such passes would be captured and not repeated', async () => {
    const { passes } = setUp(2);
    const round = async () => {
      for (const length of shapesOf(3)) await passes.run(feeds(1, length, 1));
    };
    await round();
    await expect(round()).rejects.toMatchObject({ code: 'too-many-shapes', message: '3 > 2' });
  });

  it('fail before the first one where the runtime cannot capture the graph, with its reason', async () => {
    const { create } = setUp(1);
    const log: unknown[] = [];
    const hold = () => Promise.reject(new Error('not reached'));
    const refusing = (message: string) =>
      new CapturedPasses(inputs, { create: () => Promise.reject(new Error(message)), hold }, 1).probe();
    const why = 'This session cannot use the graph capture feature as requested by the user';
    await expect(refusing(why)).rejects.toEqual(new Failure('not-capturable', why));
    await expect(refusing('std::bad_alloc')).rejects.toThrow('std::bad_alloc');
    const noting = async (axes: Readonly<Record<string, number>>) => {
      log.push(axes);
      return create(axes);
    };
    await new CapturedPasses(inputs, { create: noting, hold }, 1).probe();
    expect(log).toEqual([{ batch: 1, sequence: 8 }]);
  });
});

it('as many shapes are kept as copies of the weights fit, at least one and at most 32', () => {
  const megabytes = 2 ** 20;
  expect([1, 64, 65, 100, 2048, 4096].map((size) => shapesKept(size * megabytes))).toEqual([
    32, 32, 31, 20, 1, 1,
  ]);
  expect(shapesKept(0)).toBe(32);
});
