import { describe, expect, it } from 'vitest';
import type { PaddedBatch } from '../rerank/batching.ts';
import { Failure } from '../rerank/failure.ts';
import { type Random, seededRandom } from '../stats/random.ts';
import type { Arrival, Settled } from './arrival.ts';
import type { LoadTestOrder } from './load-test-order.ts';
import { afterFailure, epochMs, type LiveWorld, liveTest, plainOrder } from './testing/live-test.ts';
import { VirtualTime } from './testing/virtual-time.ts';

const { plan, rule } = plainOrder;
const outOfMemory = () => {
  throw new Error('std::bad_alloc');
};

/** What a new worker costs: the test's clock goes on. */
const reloadMs = 300;

/** A test through as many workers as it takes. */
async function wholeTest(change: Partial<LoadTestOrder>, world: LiveWorld, mostWorkers = 40) {
  const arrived: Arrival[] = [];
  const settled: Settled[] = [];
  const failed: Arrival[] = [];
  const scores: number[] = [];
  const ends: string[] = [];
  let order: LoadTestOrder = { ...plainOrder, ...change };
  let time = new VirtualTime(epochMs);
  for (let worker = 0; worker < mostWorkers; worker++) {
    const test = await liveTest(order, { ...world, time });
    arrived.push(...test.arrived);
    settled.push(...test.settled);
    scores.push(...test.scores.flat());
    ends.push(test.end.state);
    if (test.end.state !== 'batch-failed') break;
    const after = afterFailure(order, test.events, test.end);
    failed.push(...after.failed);
    order = after.order;
    time = new VirtualTime(test.time.now() + reloadMs);
  }
  return { arrived, settled, failed, scores, ends, maxBatch: order.resume?.maxBatch };
}

describe('a batch that fails', () => {
  it('is told with its pairs, and its arrivals have no outcome yet', async () => {
    const { end, settled, ended, arrived } = await liveTest(
      { plan: { ...plan, pairsPerArrival: [2, 2] }, rule: { ...rule, maxBatch: 4, maxWaitMs: 100 } },
      { onEnd: (_, pass) => pass === 1 && outOfMemory() },
    );
    expect(end).toMatchObject({
      state: 'batch-failed',
      failure: { code: 'cpu-memory' },
      batch: 1,
      pairs: 4,
    });
    expect(settled.map(({ arrival }) => arrival.id)).toEqual([0, 1]);
    expect(ended.map(({ id }) => id)).toEqual([0]);
    expect(arrived).toHaveLength(4);
  });

  it('for want of memory is tried pair by pair: everybody is answered', async () => {
    const { ends, settled, arrived, failed, maxBatch } = await wholeTest(
      { plan: { ...plan, pairsPerArrival: [3, 3] }, rule: { ...rule, maxBatch: 6, maxWaitMs: 100 } },
      { onEnd: ({ pairs }) => pairs > 3 && outOfMemory() },
    );
    expect(ends).toEqual(['batch-failed', 'done']);
    expect(maxBatch).toBe(3);
    expect(failed).toEqual([]);
    expect(arrived).toHaveLength(5);
    expect(settled.map(({ arrival, outcome }) => [arrival.id, outcome])).toEqual(
      [0, 1, 2, 3, 4].map((id) => [id, 'answered']),
    );
  });

  it('computes after it the same pairs that the arrivals carried before', async () => {
    const draws = { ...plan, pairsPerArrival: [1, 4], durationMs: 3000 } as const;
    const order = { plan: draws, rule: { ...rule, maxBatch: 4, maxWaitMs: 300 } };
    const undisturbed = await wholeTest(order, {});
    // The very first batch: nothing that was computed in it is computed twice.
    let hasFailed = false;
    const disturbed = await wholeTest(order, {
      onEnd: () => {
        if (hasFailed) return;
        hasFailed = true;
        outOfMemory();
      },
    });
    const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b);
    expect(disturbed.ends).toEqual(['batch-failed', 'done']);
    // The same but for pairs of arrivals that were half computed: they are computed whole.
    const counted = new Map<number, number>();
    for (const score of disturbed.scores) counted.set(score, (counted.get(score) ?? 0) + 1);
    for (const score of undisturbed.scores) counted.set(score, (counted.get(score) ?? 0) - 1);
    expect([...counted.values()].every((extra) => extra >= 0)).toBe(true);
    expect(disturbed.scores.length - undisturbed.scores.length).toBeLessThan(4);
    expect(ascending([...new Set(disturbed.scores)])).toEqual(ascending([...new Set(undisturbed.scores)]));
  });

  it('for another reason takes its own arrivals only', async () => {
    const { ends, settled, failed } = await wholeTest(
      { rule: { ...rule, maxBatch: 2, maxWaitMs: 100 } },
      {
        onEnd: (() => {
          let passes = 0;
          return () => {
            if (++passes === 1) throw new Failure('device-lost', 'gone');
          };
        })(),
      },
    );
    expect(ends).toEqual(['batch-failed', 'done']);
    expect(failed.map(({ id }) => id)).toEqual([0, 1]);
    // Those that came while there was no model waited since they were due.
    expect(settled.map(({ arrival, outcome, atMs }) => [arrival.id, outcome, atMs])).toEqual([
      [2, 'answered', 520],
      [3, 'answered', 520],
      [4, 'answered', 530],
    ]);
  });

  it('waits for other passes under way, whose arrivals are answered', async () => {
    const { end, settled, ended } = await liveTest(
      { plan: { ...plan, ratePerSecond: 100, maxArrivals: 2 } },
      {
        servers: 2,
        passMs: (_, pass) => (pass === 0 ? 50 : 200),
        onEnd: (_, pass) => pass === 0 && outOfMemory(),
      },
    );
    expect(end).toMatchObject({ state: 'batch-failed', batch: 0, pairs: 1 });
    expect(ended.map(({ id }) => id)).toEqual([1]);
    expect(settled).toMatchObject([{ arrival: { id: 1 }, outcome: 'answered', atMs: 220 }]);
  });

  it('is the first of those that fail together; the others leave their arrivals open, to be tried again', async () => {
    const order = { plan: { ...plan, ratePerSecond: 1000, maxArrivals: 3 }, rule: { ...rule, maxBatch: 1 } };
    const world = {
      servers: 2,
      passMs: () => 50,
      onEnd: (_: PaddedBatch, pass: number) => pass < 2 && outOfMemory(),
    };
    const { end, settled } = await liveTest(order, world);
    expect(end).toMatchObject({ state: 'batch-failed', batch: 0 });
    expect(settled).toEqual([]);
    let passes = 0;
    const whole = await wholeTest(order, {
      ...world,
      onEnd: () => {
        if (++passes <= 2) outOfMemory();
      },
    });
    expect(whole.failed.map(({ id }) => id)).toEqual([0]);
    expect(whole.settled.map(({ arrival, outcome }) => [arrival.id, outcome])).toEqual([
      [1, 'answered'],
      [2, 'answered'],
    ]);
  });

  it('takes back in whoever was waiting, however long the queue may be', async () => {
    const open = Array.from({ length: 5 }, (_, id) => ({ id, arrivedAtMs: id, lengths: [5] }));
    const resume = { startedAtMs: epochMs, arrived: 5, open, alone: [], maxBatch: 1, pausedMs: 0 };
    const { settled } = await liveTest(
      { plan: { ...plan, maxArrivals: 5 }, rule: { ...rule, queueLimit: 2 }, resume },
      { time: new VirtualTime(epochMs + 1000) },
    );
    expect(settled.map(({ outcome }) => outcome)).toEqual(Array(5).fill('answered'));
  });
});

describe('a new worker', () => {
  it('has the clients of a closed loop that wait for nothing ask at once', async () => {
    const closed = { ...plan, pattern: 'closed', clients: 3, durationMs: 700 } as const;
    const resume = {
      startedAtMs: epochMs,
      arrived: 3,
      open: [{ id: 1, arrivedAtMs: 0, lengths: [5] }],
      alone: [],
      maxBatch: 1,
      pausedMs: 0,
    };
    const { arrived, settled } = await liveTest(
      { plan: { ...closed, maxArrivals: 6 }, resume },
      { time: new VirtualTime(epochMs + 500) },
    );
    expect(arrived.map(({ id, arrivedAtMs }) => [id, arrivedAtMs])).toEqual([
      [3, 500],
      [4, 500],
      [5, 510],
    ]);
    expect(settled.map(({ arrival }) => arrival.id)).toEqual([1, 3, 4, 5]);
  });

  it('goes on with the time that the tab was hidden before', async () => {
    const resume = {
      startedAtMs: epochMs,
      arrived: 2,
      open: [],
      alone: [],
      maxBatch: 1,
      pausedMs: 1000,
    };
    const { arrived } = await liveTest({ resume }, { time: new VirtualTime(epochMs + 1250) });
    expect(arrived.map(({ id, arrivedAtMs }) => [id, arrivedAtMs])).toEqual([
      [2, 1300],
      [3, 1400],
      [4, 1500],
    ]);
  });
});

describe('any schedule, whatever fails', () => {
  const patterns = ['poisson', 'constant', 'bursts', 'closed'] as const;
  const pick = <T>(values: readonly T[], random: Random): T =>
    values[Math.floor(random() * values.length)] as T;

  it('settles every arrival exactly once, in batches that hold to the rule', async () => {
    let failures = 0;
    const seen = new Set<string>();
    for (let seed = 1; seed <= 60; seed++) {
      const random = seededRandom(seed);
      const maxBatch = 1 + Math.floor(random() * 6);
      const servers = 1 + Math.floor(random() * 3);
      const pairsMost = 1 + Math.floor(random() * 4);
      const order = {
        plan: {
          ...plan,
          pattern: pick(patterns, random),
          ratePerSecond: 5 + random() * 60,
          burstSize: 3,
          clients: 4,
          pairsPerArrival: [1, pairsMost],
          durationMs: 2000,
          seed,
        },
        rule: {
          maxBatch,
          maxWaitMs: pick([0, 20, 200], random),
          tokenBudget: pick([null, 20], random),
          lookAhead: pick([0, 8], random),
          timeoutMs: pick([null, 400], random),
          queueLimit: pick([null, 6], random),
        },
      } satisfies Partial<LoadTestOrder>;
      const batches: PaddedBatch[] = [];
      const test = await wholeTest(order, {
        servers,
        isBeside: random() < 0.5 || servers > 1,
        textMs: 0.3,
        passMs: ({ pairs, length }) => 2 + pairs * length * random(),
        ...(random() < 0.3 && { tab: [300 + random() * 500, 1000 + random() * 500] }),
        onEnd: (batch) => {
          batches.push(batch);
          const chance = random();
          if (chance < 0.03) outOfMemory();
          if (chance < 0.05) throw new Failure('device-lost', 'gone');
        },
      });
      failures += test.ends.length - 1;
      for (const { outcome } of test.settled) seen.add(outcome);
      expect(['done', 'overloaded']).toContain(test.ends.at(-1));
      const ids = [...test.settled.map(({ arrival }) => arrival.id), ...test.failed.map(({ id }) => id)];
      expect(ids.toSorted((a, b) => a - b)).toEqual(test.arrived.map(({ id }) => id));
      expect(test.arrived.map(({ id }) => id)).toEqual(test.arrived.map((_, i) => i));
      for (const { arrival, atMs, computingMs } of test.settled) {
        expect(atMs).toBeGreaterThanOrEqual(arrival.arrivedAtMs);
        expect(computingMs).toBeLessThanOrEqual(atMs - arrival.arrivedAtMs + 1e-6);
      }
      for (const { pairs, length } of batches) {
        expect(pairs).toBeLessThanOrEqual(maxBatch);
        const { tokenBudget } = order.rule;
        if (tokenBudget !== null && pairs > 1) expect(pairs * length).toBeLessThanOrEqual(tokenBudget);
      }
    }
    expect(failures).toBeGreaterThan(20);
    expect([...seen].sort()).toEqual(['answered', 'cancelled', 'refused', 'timed-out']);
  });
});
