import { describe, expect, it } from 'vitest';
import type { PaddedBatch } from '../rerank/batching.ts';
import { FakeClock, fakeScorer } from '../rerank/testing/fake-scorer.ts';
import { type ProfileOrder, profilePass, profileRule } from './profile-pass.ts';
import { traceLines } from './testing/trace-lines.ts';

const order: ProfileOrder = {
  device: 'wasm',
  cell: { pairCount: 6, batchSize: 2, tokenBudget: null },
  pairs: ['a', 'a a a a a a a a', 'a a a a'].map((document) => ({ query: 'q', document })),
  seed: 1,
  maxLength: 64,
  order: 'length',
  paddingMultiple: 1,
};

/** Profiles with a model whose passes take `passMs`, and half as much more while the profiler is on. */
function setUp(passMs: number, change: { lines?: readonly string[]; stopAfter?: number } = {}) {
  const clock = new FakeClock();
  const batches: PaddedBatch[] = [];
  let isOn = true;
  const scorer = fakeScorer({
    clock,
    passMs: () => (isOn ? 1.5 * passMs : passMs),
    onPass: (batch) => {
      batches.push(batch);
    },
  });
  const progress: number[] = [];
  let of = 0;
  const run = () =>
    profilePass(order, {
      scorer,
      clock,
      endProfiler: () => {
        isOn = false;
        const pass = { operators: [{ node: 'n', type: 'MatMul', us: 400_000 * passMs }] };
        return change.lines ?? traceLines(batches.map(() => pass));
      },
      shouldStop: () => batches.length >= (change.stopAfter ?? Number.POSITIVE_INFINITY),
      breathe: async () => {},
      onPass: (one) => {
        progress.push(one.done);
        of = one.of;
      },
    });
  return { run, batches, progress, of: () => of };
}

describe('profilePass', () => {
  it('profiles the pass with the median number of tokens, and times it again without the profiler', async () => {
    const { run, batches, progress, of } = setUp(100);
    const profile = await run();
    expect(profile).toMatchObject({ pairs: 2, length: 8, passes: 7, wallMs: 100, profiledMs: 150 });
    expect(batches).toHaveLength(2 + 7 + 7);
    expect(new Set(batches.map(({ length }) => length))).toEqual(new Set([8]));
    expect(new Set(batches.map(({ inputIds }) => inputIds)).size).toBe(batches.length);
    expect([progress.at(-1), of()]).toEqual([16, 16]);
  });

  it.each([
    [60_000, profileRule.fewest],
    [0, profileRule.most],
  ])('repeats a pass of %s ms %s times', async (passMs, passes) => {
    expect((await setUp(passMs).run()).passes).toBe(passes);
  });

  it('says that the runtime told nothing', async () => {
    await expect(setUp(1, { lines: [] }).run()).rejects.toMatchObject({ code: 'no-profile' });
  });

  it('stops between passes', async () => {
    const { run, batches } = setUp(1, { stopAfter: 3 });
    await expect(run()).rejects.toMatchObject({ code: 'stopped' });
    expect(batches).toHaveLength(3);
  });
});
