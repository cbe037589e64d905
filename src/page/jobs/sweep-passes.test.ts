import { describe, expect, it } from 'vitest';
import { mostTimesOfAShape } from '../../core/rerank/pass-times.ts';
import { withPasses } from './lane-edits.ts';
import { setUpSweep } from './testing/sweep-host.ts';

describe('the passes of a sweep', () => {
  it('stand in the lane’s record, shape by shape', async () => {
    const { runner } = setUpSweep(() => ({ passMs: ({ pairs, length }) => 100 + pairs * length }), {
      batchSizes: [1, 2],
      pairCounts: [3],
      repetitions: 20,
    });
    const passes = (await runner.run())?.lanes[0]?.passes;
    expect(passes).toMatchObject({ source: 'sweep', tokenizeMsPerPair: 0, servers: 1 });
    // Documents of one, two and three words: alone, and the two longer ones in a batch.
    expect(passes?.samples.map(({ pairs, length }) => [pairs, length])).toEqual([
      [1, 5],
      [1, 6],
      [1, 7],
      [2, 7],
    ]);
    for (const { pairs, length, ms } of passes?.samples ?? []) {
      expect(ms).toEqual(Array(mostTimesOfAShape).fill(100 + pairs * length));
    }
  });

  it('outlive the worker that took them', async () => {
    let passes = 0;
    const { runner, workers } = setUpSweep(
      (worker) => ({
        passMs: () => 400,
        onPass: () => {
          // Of the first worker's passes the check of scores takes some, the warm-up some.
          if (worker === 0 && ++passes === 60) throw new Error('The Device was lost');
        },
      }),
      { batchSizes: [1], pairCounts: [2, 4], repetitions: 12 },
    );
    const record = await runner.run();
    expect(workers).toHaveLength(2);
    const samples = record?.lanes[0]?.passes?.samples ?? [];
    expect(samples.length).toBeGreaterThan(0);
    expect(samples.every(({ ms }) => ms.length > 3)).toBe(true);
  });

  it('do not mix with those that a load test began with', async () => {
    const { runner } = setUpSweep(() => ({ passMs: () => 100 }));
    const lane = (await runner.run())?.lanes[0];
    if (lane?.passes === undefined) throw new Error('The sweep left no passes.');
    const fresh = { samples: [{ pairs: 9, length: 9, ms: [9] }], tokenizeMsPerPair: 3, servers: 1 };
    const draft = { ...lane, cells: [] };
    const loadTest = { ...draft, passes: { ...lane.passes, source: 'load-test' as const } };
    expect(withPasses(loadTest, { round: 2, passes: fresh })).toBe(loadTest);
    const merged = withPasses(draft, { round: 4, passes: fresh });
    expect(merged.passes?.samples).toContainEqual({ pairs: 9, length: 9, ms: [9] });
    expect(merged.passes?.tokenizeMsPerPair).toBe(3 / 4);
    expect(withPasses(draft, { round: 2, passes: null })).toBe(draft);
  });
});
