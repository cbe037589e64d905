import { describe, expect, it } from 'vitest';
import { latencyOf, type Settled, waitingOf } from './arrival.ts';
import type { BatchRule } from './batch-rule.ts';
import { type Batch, Batcher } from './batcher.ts';
import { plainRule } from './testing/load-test-examples.ts';

const batcherOf = (rule: Partial<BatchRule> = {}) => new Batcher({ ...plainRule, ...rule });
const arrival = (id: number, arrivedAtMs: number, ...lengths: number[]) => ({
  id,
  arrivedAtMs,
  lengths: lengths.length === 0 ? [10] : lengths,
});
/** Arrival and place of each pair. */
const named = (batch: Batch | null) => batch?.pairs.map((pair) => `${pair.arrival.id}.${pair.place}`) ?? null;
const outcomes = (settled: readonly Settled[]) =>
  settled.map((one) => [one.arrival.id, one.outcome, one.atMs]);
const taken = (batcher: Batcher, nowMs: number): Batch => {
  const batch = batcher.take(nowMs);
  if (batch === null) throw new Error(`No batch leaves at ${nowMs} ms.`);
  return batch;
};

describe('when a batch leaves', () => {
  it('leaves full, before anybody has waited', () => {
    const batcher = batcherOf({ maxBatch: 3, maxWaitMs: 100 });
    batcher.arrive(arrival(0, 5, 8, 9));
    expect(batcher.take(5)).toBeNull();
    batcher.arrive(arrival(1, 6, 7, 6));
    const batch = taken(batcher, 6);
    expect(named(batch)).toEqual(['0.0', '0.1', '1.0']);
    expect(batch.length).toBe(9);
    expect(batcher.take(6)).toBeNull();
    expect(batcher.waitingPairs).toBe(1);
  });

  it('leaves when its oldest has waited exactly so long, and not before', () => {
    const batcher = batcherOf({ maxBatch: 4, maxWaitMs: 100 });
    batcher.arrive(arrival(0, 50));
    batcher.arrive(arrival(1, 90));
    expect(batcher.leavesAtMs()).toBe(150);
    expect(batcher.take(149.999)).toBeNull();
    expect(named(batcher.take(150))).toEqual(['0.0', '1.0']);
    expect(batcher.leavesAtMs()).toBe(Number.POSITIVE_INFINITY);
  });

  it('leaves at once where nobody is to wait', () => {
    const batcher = batcherOf({ maxBatch: 4 });
    batcher.arrive(arrival(0, 50));
    expect(named(batcher.take(50))).toEqual(['0.0']);
  });

  it('never leaves before it is full where the wait has no end, until nothing more can arrive', () => {
    const batcher = batcherOf({ maxBatch: 2, maxWaitMs: Number.POSITIVE_INFINITY });
    batcher.arrive(arrival(0, 0));
    expect(batcher.leavesAtMs()).toBe(Number.POSITIVE_INFINITY);
    expect(batcher.take(1e9)).toBeNull();
    batcher.close();
    expect(named(batcher.take(1e9))).toEqual(['0.0']);
    expect(batcher.take(1e9)).toBeNull();
  });

  it('spreads an arrival of many pairs over batches, and answers it with the last', () => {
    const batcher = batcherOf({ maxBatch: 2 });
    batcher.arrive(arrival(0, 0, 1, 2, 3, 4, 5));
    const batches = [taken(batcher, 0), taken(batcher, 0), taken(batcher, 0)];
    expect(batches.map(named)).toEqual([['0.0', '0.1'], ['0.2', '0.3'], ['0.4']]);
    const [first, second, third] = batches as [Batch, Batch, Batch];
    expect(batcher.finish(third, 30)).toEqual([]);
    expect(batcher.finish(first, 40)).toEqual([]);
    expect(outcomes(batcher.finish(second, 50))).toEqual([[0, 'answered', 50]]);
    expect(batcher.openArrivals).toBe(0);
  });

  it('is full by its token budget, padding included', () => {
    const batcher = batcherOf({ maxBatch: 9, maxWaitMs: 100, tokenBudget: 60 });
    batcher.arrive(arrival(0, 0, 10, 20, 20));
    expect(batcher.take(0)).toBeNull();
    batcher.arrive(arrival(1, 1, 1));
    expect(named(batcher.take(1))).toEqual(['0.0', '0.1', '0.2']);
    batcher.arrive(arrival(2, 2, 61));
    batcher.arrive(arrival(3, 3, 1));
    expect(named(batcher.take(3))).toEqual(['1.0']);
    expect(named(batcher.take(3))).toEqual(['2.0']);
    expect(batcher.take(3)).toBeNull();
  });

  it('fills up around the oldest with like lengths where it may look ahead, and no further than it may', () => {
    const rule = { maxBatch: 2, maxWaitMs: 0 };
    const near = batcherOf({ ...rule, lookAhead: 3 });
    const far = batcherOf({ ...rule, lookAhead: 4 });
    for (const batcher of [near, far]) batcher.arrive(arrival(0, 0, 50, 10, 40, 50, 12));
    expect(named(near.take(0))).toEqual(['0.0', '0.2']);
    expect(named(far.take(0))).toEqual(['0.0', '0.3']);
    expect(named(far.take(0))).toEqual(['0.4', '0.1']);
    expect(named(far.take(0))).toEqual(['0.2']);
  });

  it('looks as far as a batch at least', () => {
    const batcher = batcherOf({ maxBatch: 3, lookAhead: 1 });
    batcher.arrive(arrival(0, 0, 1, 2, 3));
    expect(batcher.take(0)?.pairs).toHaveLength(3);
  });
});

describe('arrivals that get no answer', () => {
  it('are refused from the limit on, counting those that wait and not those that compute', () => {
    const batcher = batcherOf({ queueLimit: 2 });
    expect(batcher.arrive(arrival(0, 1))).toBeNull();
    expect(batcher.arrive(arrival(1, 2))).toBeNull();
    expect(batcher.arrive(arrival(2, 3))).toEqual({
      arrival: arrival(2, 3),
      outcome: 'refused',
      atMs: 3,
      computingMs: 0,
    });
    taken(batcher, 3);
    expect([batcher.waitingArrivals, batcher.openArrivals]).toEqual([1, 2]);
    expect(batcher.arrive(arrival(3, 4))).toBeNull();
  });

  it('time out after their deadline, not in their last moment', () => {
    const batcher = batcherOf({ timeoutMs: 100, maxBatch: 2, maxWaitMs: 1000 });
    batcher.arrive(arrival(0, 10));
    expect(batcher.expiresAtMs()).toBe(110);
    expect(batcher.expire(110)).toEqual([]);
    expect(outcomes(batcher.expire(110.5))).toEqual([[0, 'timed-out', 110]]);
    expect(batcher.expiresAtMs()).toBe(Number.POSITIVE_INFINITY);
    expect([batcher.waitingPairs, batcher.waitingArrivals, batcher.openArrivals]).toEqual([0, 0, 0]);
    expect(batcher.leavesAtMs()).toBe(Number.POSITIVE_INFINITY);
  });

  it('time out while they compute too, and are not answered afterwards', () => {
    const batcher = batcherOf({ timeoutMs: 100, maxBatch: 2 });
    batcher.arrive(arrival(0, 0));
    batcher.arrive(arrival(1, 50));
    const batch = taken(batcher, 60);
    const [expired] = batcher.expire(120);
    expect(expired).toMatchObject({ outcome: 'timed-out', atMs: 100, computingMs: 40 });
    expect(outcomes(batcher.finish(batch, 120))).toEqual([[1, 'answered', 120]]);
  });

  it('leave the queue when their client goes, with all their pairs', () => {
    const batcher = batcherOf({ maxBatch: 2 });
    batcher.arrive(arrival(0, 0, 1, 2, 3));
    batcher.arrive(arrival(1, 0));
    const batch = taken(batcher, 0);
    expect(batcher.cancel(0, 4)).toMatchObject({ outcome: 'cancelled', atMs: 4, computingMs: 4 });
    expect(batcher.cancel(0, 5)).toBeNull();
    expect(batcher.waitingPairs).toBe(1);
    expect(batcher.finish(batch, 6)).toEqual([]);
    expect(named(batcher.take(6))).toEqual(['1.0']);
    expect(batcher.open().map(({ id }) => id)).toEqual([1]);
  });

  it('are errors of the caller without pairs, or twice under one id', () => {
    const batcher = batcherOf();
    expect(() => batcher.arrive({ id: 0, arrivedAtMs: 0, lengths: [] })).toThrow(RangeError);
    batcher.arrive(arrival(0, 0));
    expect(() => batcher.arrive(arrival(0, 1))).toThrow(RangeError);
  });
});

describe('a batch that fails', () => {
  it('takes its own arrivals with it and no other', () => {
    const batcher = batcherOf({ maxBatch: 3 });
    batcher.arrive(arrival(0, 0));
    batcher.arrive(arrival(1, 0, 1, 2, 3));
    batcher.arrive(arrival(2, 0));
    const batch = taken(batcher, 10);
    expect(outcomes(batcher.fail(batch, 20, false))).toEqual([
      [0, 'failed', 20],
      [1, 'failed', 20],
    ]);
    expect(batcher.maxBatch).toBe(3);
    expect(named(batcher.take(20))).toEqual(['2.0']);
    expect(batcher.take(20)).toBeNull();
  });

  it('is tried pair by pair before all others where memory ran out, and batches are half as large from then on', () => {
    const batcher = batcherOf({ maxBatch: 5 });
    batcher.arrive(arrival(0, 0, 1, 2, 3));
    batcher.arrive(arrival(1, 0, 4, 5, 6));
    batcher.arrive(arrival(2, 0, 7, 8));
    const batch = taken(batcher, 0);
    expect(batch.pairs).toHaveLength(5);
    expect(batcher.fail(batch, 10, true)).toEqual([]);
    expect(batcher.maxBatch).toBe(2);
    expect(batcher.leavesAtMs()).toBe(Number.NEGATIVE_INFINITY);
    expect([batcher.waitingPairs, batcher.waitingArrivals]).toEqual([8, 3]);
    const answered: Settled[] = [];
    const order: unknown[] = [];
    for (let now = 10; batcher.openArrivals > 0; now += 10) {
      const next = taken(batcher, now);
      order.push(named(next));
      answered.push(...batcher.finish(next, now + 10));
    }
    expect(order).toEqual([['0.0'], ['0.1'], ['0.2'], ['1.0'], ['1.1'], ['1.2', '2.0'], ['2.1']]);
    expect(outcomes(answered)).toEqual([
      [0, 'answered', 40],
      [1, 'answered', 70],
      [2, 'answered', 80],
    ]);
    // In the batch that failed it computed as well: 10 ms, then 30 of its own.
    expect(answered[0]?.computingMs).toBe(40);
  });

  it('fails the arrival of a single pair that memory has no room for', () => {
    const batcher = batcherOf({ maxBatch: 2 });
    batcher.arrive(arrival(0, 0));
    batcher.arrive(arrival(1, 0));
    batcher.fail(taken(batcher, 0), 10, true);
    expect(batcher.maxBatch).toBe(1);
    const alone = taken(batcher, 10);
    expect(outcomes(batcher.fail(alone, 20, true))).toEqual([[0, 'failed', 20]]);
    expect(batcher.maxBatch).toBe(1);
    expect(named(batcher.take(20))).toEqual(['1.0']);
  });

  it('never makes batches larger, and tries none whose client has gone', () => {
    const batcher = batcherOf({ maxBatch: 8 });
    batcher.arrive(arrival(0, 0, 1, 1, 1, 1));
    batcher.arrive(arrival(1, 0, 1, 1, 1, 1));
    const both = taken(batcher, 0);
    batcher.cancel(1, 1);
    batcher.fail(both, 2, true);
    expect(batcher.maxBatch).toBe(4);
    expect(batcher.waitingPairs).toBe(4);
    for (let i = 0; i < 4; i++) expect(named(batcher.take(2))).toEqual([`0.${i}`]);
    expect(batcher.take(2)).toBeNull();
  });

  it('lets pairs in alone that ran out of memory elsewhere, whatever the limit of the queue', () => {
    const batcher = batcherOf({ maxBatch: 4, maxWaitMs: 100, queueLimit: 1 });
    batcher.arrive(arrival(1, 5));
    expect(batcher.arrive(arrival(0, 0, 3, 4), true)).toBeNull();
    expect(named(batcher.take(5))).toEqual(['0.0']);
    expect(named(batcher.take(5))).toEqual(['0.1']);
    expect(batcher.take(5)).toBeNull();
  });
});

describe('what an arrival spends', () => {
  it('computes while at least one of its pairs is in a pass, and waits the rest', () => {
    const batcher = batcherOf({ maxBatch: 1 });
    batcher.arrive(arrival(0, 10, 1, 2, 3));
    const first = taken(batcher, 20);
    const second = taken(batcher, 25);
    batcher.finish(first, 30);
    batcher.finish(second, 45);
    // Nothing of it was in a pass from 45 to 60.
    const [settled] = batcher.finish(taken(batcher, 60), 70);
    if (settled === undefined) throw new Error('It was not answered.');
    expect(settled.computingMs).toBe(25 + 10);
    expect(latencyOf(settled)).toBe(60);
    expect(waitingOf(settled)).toBe(25);
  });
});
