import { describe, expect, it } from 'vitest';
import type { PaddedBatch } from '../rerank/batching.ts';
import { Failure } from '../rerank/failure.ts';
import { latencyOf, type Settled } from './arrival.ts';
import { ArrivalSource } from './arrival-source.ts';
import { tellEveryMs } from './event-collector.ts';
import { epochMs, liveTest, plainOrder, pool } from './testing/live-test.ts';

const outcomes = (settled: readonly Settled[]) =>
  settled.map(({ arrival, outcome, atMs }) => [arrival.id, outcome, atMs]);
const latencies = (settled: readonly Settled[]) => settled.map((one) => [one.arrival.id, latencyOf(one)]);
const { plan, rule } = plainOrder;

describe('a live load test', () => {
  it('begins by the workers’ clock and keeps a schedule to the ms', async () => {
    const { end, events, arrived, settled, started, ended } = await liveTest({
      rule: { ...rule, maxBatch: 4, maxWaitMs: 150 },
    });
    expect(end).toEqual({ state: 'done' });
    expect(events[0]).toEqual({ type: 'began', startedAtMs: epochMs });
    expect(arrived.map(({ arrivedAtMs }) => arrivedAtMs)).toEqual([100, 200, 300, 400, 500]);
    // The first leaves after 150 ms with the one that came meanwhile; after the last nobody waits for more.
    expect(started.map(({ startedAtMs, arrivals }) => [startedAtMs, arrivals])).toEqual([
      [250, [0, 1]],
      [450, [2, 3]],
      [500, [4]],
    ]);
    expect(ended.map(({ id, endedAtMs }) => [id, endedAtMs])).toEqual([
      [0, 260],
      [1, 460],
      [2, 510],
    ]);
    expect(outcomes(settled)).toEqual([
      [0, 'answered', 260],
      [1, 'answered', 260],
      [2, 'answered', 460],
      [3, 'answered', 460],
      [4, 'answered', 510],
    ]);
    expect(settled.map(({ computingMs }) => computingMs)).toEqual([10, 10, 10, 10, 10]);
  });

  it('lets a full batch leave at once, and says how many are left waiting', async () => {
    const { started } = await liveTest({
      plan: { ...plan, pattern: 'bursts', burstSize: 5, maxArrivals: 5, seed: 3, durationMs: 60_000 },
      rule: { ...rule, maxBatch: 2, maxWaitMs: 1000 },
    });
    expect(started.map(({ pairs, waiting }) => [pairs, waiting])).toEqual([
      [2, 3],
      [2, 1],
      [1, 0],
    ]);
  });

  it('computes the pairs that the source drew, padded as the lane pads', async () => {
    const seen: PaddedBatch[] = [];
    const draws = { ...plan, pairsPerArrival: [1, 4], durationMs: 5000 } as const;
    const { scores, started } = await liveTest(
      { plan: draws, paddingMultiple: 4, rule: { ...rule, maxBatch: 3, lookAhead: 6 } },
      { onEnd: (batch) => seen.push(batch) },
    );
    const source = new ArrivalSource(draws, pool.length);
    const expected: number[] = [];
    while (!source.isOver) {
      for (const place of source.next().places) {
        const { query, document } = pool[place] ?? { query: '', document: '' };
        const words = `${query} ${document}`.split(' ');
        // Special tokens 1, 2 and 2; a word's id is its length plus 10.
        expected.push(words.reduce((sum, word) => sum + word.length + 10, 5));
      }
    }
    const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b);
    expect(expected.length).toBeGreaterThan(50);
    expect(ascending(scores.flat())).toEqual(ascending(expected));
    expect(seen.map(({ pairs, length }) => [pairs, length])).toEqual(
      started.map(({ pairs, length }) => [pairs, length]),
    );
    expect(started.every(({ length }) => length % 4 === 0)).toBe(true);
  });

  it('gives a sign of life when nothing happens', async () => {
    const { events } = await liveTest({ plan: { ...plan, ratePerSecond: 0.5, durationMs: 2100 } });
    const times = events.flatMap((event) => (event.type === 'progress' ? [event.atMs] : []));
    const gaps = times.map((atMs, i) => atMs - (times[i - 1] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(tellEveryMs);
    expect(times.length).toBeLessThan(16);
  });

  it('tells of a batch before it starts and as soon as it ends', async () => {
    const { events } = await liveTest({}, { passMs: () => 60 });
    const batches = events.flatMap((event) =>
      event.type === 'progress' && event.started.length + event.ended.length > 0
        ? [[event.atMs, event.started.map(({ id }) => id), event.ended.map(({ id }) => id)]]
        : [],
    );
    expect(batches.slice(0, 4)).toEqual([
      [100, [0], []],
      [160, [], [0]],
      [200, [1], []],
      [260, [], [1]],
    ]);
  });

  it('tokenises an arrival when it comes, its query once', async () => {
    const draws = { ...plan, pairsPerArrival: [3, 3], maxArrivals: 2 } as const;
    const { texts, settled } = await liveTest(
      { plan: draws, rule: { ...rule, maxBatch: 3, maxWaitMs: 50 } },
      { textMs: 5 },
    );
    expect(texts).toBe(8);
    // Four texts of 5 ms, then the pass: both keep the thread.
    expect(latencies(settled)).toEqual([
      [0, 30],
      [1, 30],
    ]);
  });
});

describe('a stall', () => {
  it('stands in the latency of everyone who was due meanwhile (coordinated omission)', async () => {
    const { arrived, settled } = await liveTest({}, { passMs: (_, pass) => (pass === 0 ? 350 : 10) });
    // The thread slept through 200, 300 and 400.
    expect(arrived.map(({ arrivedAtMs }) => arrivedAtMs)).toEqual([100, 200, 300, 400, 500]);
    expect(latencies(settled)).toEqual([
      [0, 350],
      [1, 260],
      [2, 170],
      [3, 80],
      [4, 10],
    ]);
    expect(settled.map(({ computingMs }) => computingMs)).toEqual([350, 10, 10, 10, 10]);
  });

  it('lets those whose time is up go at their moment, without tokenising them', async () => {
    const { settled, texts } = await liveTest(
      { rule: { ...rule, timeoutMs: 200 }, pairs: pool.slice(0, 1) },
      { passMs: (_, pass) => (pass === 0 ? 350 : 10) },
    );
    // Due at 200 with an end at 400, taken notice of at 450: the length of its pair is known from the first.
    expect(outcomes(settled)).toEqual([
      [0, 'timed-out', 300],
      [1, 'timed-out', 400],
      [2, 'answered', 460],
      [3, 'answered', 470],
      [4, 'answered', 510],
    ]);
    expect(texts).toBe(8);
  });

  it('refuses those that find the queue full, in the order in which they were due', async () => {
    const { settled, texts } = await liveTest(
      { rule: { ...rule, queueLimit: 2 }, pairs: pool.slice(0, 1) },
      { passMs: (_, pass) => (pass === 0 ? 410 : 10) },
    );
    expect(outcomes(settled)).toEqual([
      [3, 'refused', 400],
      [4, 'refused', 500],
      [0, 'answered', 510],
      [1, 'answered', 520],
      [2, 'answered', 530],
    ]);
    expect(texts).toBe(6);
  });
});

describe('several passes at one time', () => {
  it('overlap, and an arrival waits for the last of its pairs', async () => {
    const { settled, mostUnderWay, started } = await liveTest(
      { plan: { ...plan, pairsPerArrival: [3, 3], maxArrivals: 1 } },
      { servers: 2, passMs: (_, pass) => [40, 60, 40][pass] ?? 0 },
    );
    expect(mostUnderWay).toBe(2);
    expect(started.map(({ startedAtMs }) => startedAtMs)).toEqual([100, 100, 140]);
    expect(settled).toMatchObject([{ outcome: 'answered', atMs: 180, computingMs: 80 }]);
  });

  it('leave the thread free for arrivals, which are tokenised beside them', async () => {
    const { started } = await liveTest({}, { servers: 2, passMs: () => 145, textMs: 10 });
    expect(started.map(({ startedAtMs }) => startedAtMs)).toEqual([120, 220, 320, 420, 520]);
  });
});

describe('a closed loop', () => {
  const closed = { ...plan, pattern: 'closed', clients: 2, durationMs: 100 } as const;

  it('asks again as soon as a client has its answer, until its time is over', async () => {
    const { end, arrived, settled } = await liveTest({ plan: closed }, { passMs: () => 30 });
    expect(end).toEqual({ state: 'done' });
    expect(arrived.map(({ arrivedAtMs }) => arrivedAtMs)).toEqual([0, 0, 30, 60, 90]);
    expect(outcomes(settled).at(-1)).toEqual([4, 'answered', 150]);
  });

  it('waits no longer for full batches than its time lasts', async () => {
    const { end, started } = await liveTest({
      plan: closed,
      rule: { ...rule, maxBatch: 8, maxWaitMs: Number.POSITIVE_INFINITY },
    });
    expect(end).toEqual({ state: 'done' });
    expect(started.map(({ startedAtMs, pairs }) => [startedAtMs, pairs])).toEqual([[100, 2]]);
  });

  it('asks again for a client that has given up', async () => {
    const { arrived } = await liveTest({
      plan: { ...closed, clients: 1 },
      rule: { ...rule, maxBatch: 2, maxWaitMs: 1000, timeoutMs: 40 },
    });
    expect(arrived.map(({ arrivedAtMs }) => arrivedAtMs)).toEqual([0, 40, 80]);
  });
});

describe('input that fits no model', () => {
  it('is refused as in a sweep', async () => {
    const long = [{ query: 'word '.repeat(80), document: 'a' }];
    await expect(liveTest({ pairs: long })).rejects.toBeInstanceOf(Failure);
    await expect(liveTest({ pairs: long })).rejects.toMatchObject({ code: 'query-too-long' });
  });
});
