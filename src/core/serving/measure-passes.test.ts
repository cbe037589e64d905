import { describe, expect, it } from 'vitest';
import type { PaddedBatch } from '../rerank/batching.ts';
import { mostTimesOfAShape } from '../rerank/pass-times.ts';
import type { PairScorer } from '../rerank/score-request.ts';
import { fakeScorer, wordTokenizer } from '../rerank/testing/fake-scorer.ts';
import type { TabVisibility } from '../threads/tab-visibility.ts';
import type { PassesOrder } from './load-test-order.ts';
import { measurePasses } from './measure-passes.ts';
import { passesRule, passSizes } from './pass-visits.ts';
import { pool } from './testing/live-test.ts';
import { VirtualTime } from './testing/virtual-time.ts';

const order: PassesOrder = {
  pairs: pool,
  maxLength: 64,
  paddingMultiple: 1,
  maxBatch: 6,
  pairsPerArrival: [1, 1],
  seed: 1,
  rehearsal: null,
};

interface World {
  readonly passMs: (batch: PaddedBatch, pass: number, underWay: number) => number;
  readonly textMs?: number;
  readonly servers?: number;
  readonly shouldStop?: (passes: number) => boolean;
  readonly visibility?: (time: VirtualTime) => TabVisibility;
}

async function measured(change: Partial<PassesOrder>, world: World) {
  const { passMs, textMs = 0, servers = 1, shouldStop, visibility } = world;
  const time = new VirtualTime(1000);
  const { forward } = fakeScorer();
  const shapes: string[] = [];
  let underWay = 0;
  const scorer: PairScorer = {
    tokenizer: {
      ...wordTokenizer,
      encode: (text) => {
        time.advance(textMs);
        return wordTokenizer.encode(text);
      },
    },
    forward: async (batch) => {
      const ms = passMs(batch, shapes.length, ++underWay);
      shapes.push(`${batch.pairs}×${batch.length}`);
      if (servers > 1) await time.sleep(ms);
      else time.advance(ms);
      underWay--;
      return forward(batch);
    },
    parallelPasses: servers,
  };
  const result = await measurePasses(
    scorer,
    { ...order, ...change },
    {
      clock: time,
      shouldStop: () => shouldStop?.(shapes.length) ?? false,
      visibility: visibility?.(time) ?? { changes: () => 0, whenShown: async () => {} },
      breathe: async () => {},
    },
  );
  return { ...result, shapes, time };
}

const countOf = (
  samples: readonly { readonly pairs: number; readonly ms: readonly number[] }[],
  size: number,
) => samples.filter(({ pairs }) => pairs === size).reduce((sum, { ms }) => sum + ms.length, 0);

describe('measuring passes', () => {
  it('goes through powers of two up to the largest batch, and that', () => {
    expect(passSizes(1)).toEqual([1]);
    expect(passSizes(8)).toEqual([1, 2, 4, 8]);
    expect(passSizes(12)).toEqual([1, 2, 4, 8, 12]);
  });

  it('times every size, by the shapes that drawn pairs have', async () => {
    const { samples, servers, lengths } = await measured(
      {},
      {
        passMs: ({ pairs, length }) => 10 + pairs * length,
      },
    );
    expect(servers).toBe(1);
    expect(lengths).toEqual(pool.map(({ document }) => 4 + document.split(' ').length));
    for (const { pairs, length, ms } of samples) {
      expect(ms.every((one) => one === 10 + pairs * length)).toBe(true);
      expect(ms.length).toBeLessThanOrEqual(mostTimesOfAShape);
    }
    expect([...new Set(samples.map(({ pairs }) => pairs))]).toEqual([1, 2, 4, 6]);
    // Single pairs have all lengths there are; batches mostly the longest.
    expect(samples.filter(({ pairs }) => pairs === 1).length).toBeGreaterThan(2);
    expect(countOf(samples, 1)).toBeGreaterThan(passesRule.fewest);
  });

  it('spends as much time on each size, so that small batches are timed more often', async () => {
    const { samples } = await measured({}, { passMs: ({ pairs }) => 100 * pairs });
    const counts = [1, 2, 4, 6].map((size) => countOf(samples, size));
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect(counts[0]).toBeGreaterThan(2 * (counts[3] ?? 0));
    expect(counts[3]).toBeGreaterThanOrEqual(passesRule.fewest);
  });

  it('leaves warm-ups and each shape’s first pass out', async () => {
    const seen = new Set<string>();
    let spent = 0;
    const { samples } = await measured(
      {},
      {
        passMs: ({ pairs, length }) => {
          const isNew = !seen.has(`${pairs}×${length}`);
          seen.add(`${pairs}×${length}`);
          const ms = isNew || spent < passesRule.warmUpMs ? 100 : 10;
          spent += ms;
          return ms;
        },
      },
    );
    expect(samples.flatMap(({ ms }) => ms).every((ms) => ms === 10)).toBe(true);
  });

  it('ends after 120 times a size, or after 8 s with two of each', async () => {
    const { shapes } = await measured({ pairs: pool.slice(0, 1) }, { passMs: () => 10 });
    // One pair, so one shape a size, all of them warm after a second.
    expect(shapes).toHaveLength(100 + 4 * passesRule.most);
    const slow = await measured({ pairs: pool.slice(0, 1) }, { passMs: () => 500 });
    // The warm-up met the smallest and the largest; the first pass of the others is a second of the eight.
    const sizes = [1, 2, 4, 6].map((size) => countOf(slow.samples, size));
    expect(sizes.toSorted()).toEqual([3, 3, 4, 4]);
  });

  it('ends after 20 s whatever it has, the smallest and the largest first', async () => {
    const { samples, time } = await measured(
      { pairs: pool.slice(0, 1) },
      {
        passMs: ({ pairs }) => 2000 * pairs,
      },
    );
    expect([1, 2, 4, 6].map((size) => countOf(samples, size))).toEqual([1, 1, 0, 1]);
    expect(time.now()).toBeLessThan(45_000);
  });

  it('keeps as many passes under way as the model takes', async () => {
    const { samples, servers } = await measured(
      {},
      {
        servers: 3,
        passMs: (_, __, underWay) => (underWay === 3 ? 30 : 31),
      },
    );
    expect(servers).toBe(3);
    const times = samples.flatMap(({ ms }) => ms);
    expect(times.length).toBeGreaterThan(20);
    expect(times.every((ms) => ms === 30)).toBe(true);
  });

  it('tells what tokenising takes of the thread, each arrival’s query once', async () => {
    const world: World = { textMs: 3, passMs: () => 50 };
    expect((await measured({}, world)).tokenizeMsPerPair).toBe(6);
    expect((await measured({ pairsPerArrival: [1, 3] }, world)).tokenizeMsPerPair).toBe(4.5);
    expect((await measured({}, { ...world, servers: 2 })).tokenizeMsPerPair).toBe(0);
  });

  it('stops between passes', async () => {
    let passes = 0;
    const stopping = measured(
      {},
      {
        passMs: () => 10,
        shouldStop: (done) => {
          passes = done;
          return done >= 3;
        },
      },
    );
    await expect(stopping).rejects.toMatchObject({ code: 'stopped' });
    expect(passes).toBe(3);
  });

  it('tells what a pass dies of', async () => {
    const failing = measured(
      {},
      {
        passMs: ({ pairs }) => {
          if (pairs > 4) throw new Error('std::bad_alloc');
          return 10;
        },
      },
    );
    await expect(failing).rejects.toThrow('std::bad_alloc');
  });

  it('counts nothing of what ran while the tab was hidden', async () => {
    let waits = 0;
    const { samples } = await measured(
      {},
      {
        // Hidden for the third to the fifth second: what a pass takes then is nobody's time.
        passMs: (_, pass) => (pass % 2 === 0 ? 10 : 11),
        visibility: (time) => {
          const changes = () => (time.now() < 3000 ? 0 : time.now() < 5000 ? 1 : 2);
          return {
            changes,
            whenShown: async () => {
              waits++;
              time.advance(5000 - time.now());
            },
          };
        },
      },
    );
    expect(waits).toBe(1);
    expect(samples.flatMap(({ ms }) => ms).every((ms) => ms <= 11)).toBe(true);
  });
});
