import { describe, expect, it } from 'vitest';
import { type LoadTestPlan, latencyOf, type Settled } from './arrival.ts';
import type { BatchRule } from './batch-rule.ts';
import type { Batch } from './batcher.ts';
import { type SimulationOrder, simulate } from './simulation.ts';
import { plainPlan, plainRule } from './testing/load-test-examples.ts';

type SimulationParts = Partial<Omit<SimulationOrder, 'plan' | 'rule'>> & {
  readonly plan?: Partial<LoadTestPlan>;
  readonly rule?: Partial<BatchRule>;
};

const run = ({ plan, rule, ...rest }: SimulationParts) => {
  const settled: Settled[] = [];
  const batches: [atMs: number, pairs: number, length: number][] = [];
  const simulated = simulate(
    {
      plan: { ...plainPlan, pattern: 'constant', ...plan },
      rule: { ...plainRule, ...rule },
      lengths: [10],
      servers: 1,
      serviceMs: () => 40,
      endsOverloaded: false,
      ...rest,
    },
    {
      onSettled: (one) => settled.push(one),
      onBatch: ({ pairs, length }, atMs) => batches.push([atMs, pairs.length, length]),
    },
  );
  return { simulated, settled, batches };
};
const latencies = (settled: readonly Settled[]) => settled.map(latencyOf);

describe('a simulated load test', () => {
  it('forms the batches that the rule asks for, at their times', () => {
    const { simulated, settled, batches } = run({
      plan: { ratePerSecond: 100, maxArrivals: 7 },
      rule: { maxBatch: 4, maxWaitMs: 20 },
    });
    // Arrivals at 10, 20 … 70 ms. The first waits 20 ms; the pass takes 40, so that four are there when it is
    // over; the last has nobody to wait for.
    expect(batches).toEqual([
      [30, 3, 10],
      [70, 4, 10],
    ]);
    expect(latencies(settled)).toEqual([60, 50, 40, 70, 60, 50, 40]);
    expect(settled.map(({ computingMs }) => computingMs)).toEqual(Array.from({ length: 7 }, () => 40));
    expect(simulated).toEqual({
      arrived: 7,
      answered: 7,
      refused: 0,
      timedOut: 0,
      cancelled: 0,
      pairsAnswered: 7,
      batches: 2,
      lastArrivalAtMs: 70,
      lastOutcomeAtMs: 110,
      isOverloaded: false,
    });
  });

  it('keeps several servers busy from one queue', () => {
    const { batches, settled } = run({ plan: { ratePerSecond: 100, maxArrivals: 5 }, servers: 2 });
    expect(batches.map(([atMs]) => atMs)).toEqual([10, 20, 50, 60, 90]);
    expect(latencies(settled)).toEqual([40, 40, 60, 60, 80]);
  });

  it('gives up and refuses as the rule says, each at its time', () => {
    const { settled, simulated } = run({
      plan: { ratePerSecond: 100, maxArrivals: 6 },
      rule: { timeoutMs: 70, queueLimit: 3 },
    });
    // 10 computes until 50. 20, 30 and 40 wait; 50 comes in before 20 leaves the queue, and is refused.
    expect(settled.map(({ arrival, outcome, atMs }) => [arrival.arrivedAtMs, outcome, atMs])).toEqual([
      [10, 'answered', 50],
      [50, 'refused', 50],
      [20, 'answered', 90],
      [30, 'timed-out', 100],
      [40, 'timed-out', 110],
      [60, 'timed-out', 130],
    ]);
    expect(simulated).toMatchObject({ arrived: 6, answered: 2, refused: 1, timedOut: 3, cancelled: 0 });
  });

  it('shows a stall in the latency of everybody who was due meanwhile', () => {
    let passes = 0;
    const { settled } = run({
      plan: { ratePerSecond: 100, maxArrivals: 200 },
      serviceMs: () => (++passes === 20 ? 500 : 1),
    });
    // Nobody answers from 200 to 700 ms. Whoever is due in between waits for the rest of it, though no pass
    // of theirs was slow.
    const stalled = settled.filter(({ arrival }) => arrival.arrivedAtMs >= 200 && arrival.arrivedAtMs <= 700);
    expect(stalled).toHaveLength(51);
    for (const [place, one] of stalled.entries()) {
      expect(latencyOf(one)).toBeCloseTo(700 + place - one.arrival.arrivedAtMs, 6);
    }
    expect(settled.filter((one) => latencyOf(one) > 100)).toHaveLength(45);
    expect(settled.filter(({ computingMs }) => computingMs > 100)).toHaveLength(1);
  });

  it('lets the clients of a closed loop ask again when they are answered, or given up', () => {
    const closed: Partial<LoadTestPlan> = { pattern: 'closed', clients: 2, durationMs: 100 };
    const { batches, simulated } = run({ plan: closed });
    expect(batches.map(([atMs]) => atMs)).toEqual([0, 40, 80, 120]);
    expect(simulated).toMatchObject({ arrived: 4, answered: 4 });
    // One waits 40 ms, is given up after 30, asks anew, and waits on.
    const impatient = run({ plan: closed, rule: { timeoutMs: 30 } });
    expect(impatient.simulated).toMatchObject({ answered: 0, timedOut: impatient.simulated.arrived });
    expect(impatient.settled.map(({ atMs }) => atMs)).toEqual([30, 30, 60, 60, 90, 90, 120, 120]);
  });

  it('ends where clients would wait for each other for ever', () => {
    const endless = { maxBatch: 9, maxWaitMs: Number.POSITIVE_INFINITY };
    const { batches, simulated } = run({
      plan: { pattern: 'closed', clients: 2, durationMs: 100 },
      rule: endless,
    });
    expect(batches).toEqual([[100, 2, 10]]);
    expect(simulated.answered).toBe(2);
    const unbounded = { pattern: 'closed', clients: 2, durationMs: Number.POSITIVE_INFINITY } as const;
    expect(run({ plan: { ...unbounded, maxArrivals: 10 }, rule: endless }).simulated.answered).toBe(10);
  });

  it('draws each arrival from the pool of lengths, and pads to the longest', () => {
    const { batches, settled } = run({
      plan: { ratePerSecond: 1000, maxArrivals: 400, pairsPerArrival: [2, 2] },
      rule: { maxBatch: 2 },
      lengths: [5, 30],
      serviceMs: () => 1,
    });
    expect(new Set(settled.flatMap(({ arrival }) => arrival.lengths))).toEqual(new Set([5, 30]));
    const short = batches.filter(([, , length]) => length === 5).length;
    expect(short).toBeGreaterThan(70);
    expect(short).toBeLessThan(130);
  });

  it('stops when it is told to, and cancels what is open', () => {
    let seen = 0;
    const outcomes: string[] = [];
    const simulated = simulate(
      {
        plan: { ...plainPlan, pattern: 'constant', ratePerSecond: 100 },
        rule: plainRule,
        lengths: [10],
        servers: 1,
        serviceMs: () => 40,
        endsOverloaded: false,
      },
      { onSettled: ({ outcome }) => outcomes.push(outcome), shouldStop: () => ++seen > 5 },
    );
    expect(simulated.cancelled).toBeGreaterThan(0);
    expect(simulated.answered + simulated.cancelled).toBe(simulated.arrived);
    expect(outcomes.filter((outcome) => outcome === 'cancelled')).toHaveLength(simulated.cancelled);
  });

  it('settles every arrival once, whatever the rule', () => {
    for (const pattern of ['poisson', 'constant', 'bursts', 'closed'] as const) {
      for (const rule of [
        { maxBatch: 4, maxWaitMs: 50, timeoutMs: 100, queueLimit: 6 },
        { maxBatch: 4, maxWaitMs: Number.POSITIVE_INFINITY, timeoutMs: 300 },
        { maxBatch: 8, maxWaitMs: 20, tokenBudget: 60, lookAhead: 10 },
      ]) {
        const { settled, simulated } = run({
          plan: { pattern, ratePerSecond: 60, pairsPerArrival: [1, 4], durationMs: 5000 },
          rule,
          lengths: [5, 10, 20],
          servers: 2,
          serviceMs: ({ pairs, length }: Batch) => 10 + 0.5 * pairs.length * length,
        });
        expect(simulated.arrived).toBeGreaterThan(30);
        expect(settled.map(({ arrival }) => arrival.id).sort((a, b) => a - b)).toEqual(
          Array.from({ length: simulated.arrived }, (_, id) => id),
        );
        for (const one of settled) expect(one.computingMs).toBeLessThanOrEqual(latencyOf(one) + 1e-9);
      }
    }
  });
});

describe('passes that end at one moment', () => {
  it('end in the order in which they began', () => {
    // Ten passes, each over at 100 ms, whatever the order in which a heap would hold them.
    let atMs = 0;
    const { settled } = run({
      plan: { ratePerSecond: 1000, maxArrivals: 10 },
      servers: 10,
      serviceMs: () => 100 - ++atMs,
    });
    expect(settled.map(({ arrival, atMs }) => [arrival.id, atMs])).toEqual(
      Array.from({ length: 10 }, (_, id) => [id, 100]),
    );
  });
});
