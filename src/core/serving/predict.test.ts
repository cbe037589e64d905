import { describe, expect, it } from 'vitest';
import { seededRandom } from '../stats/random.ts';
import type { SimulatedService } from './capacity.ts';
import { estimateCapacity, predictLoadTest } from './predict.ts';
import { plainPlan, plainRule } from './testing/load-test-examples.ts';

/** Passes that all take as long, whatever their shape. */
const evenService = (ms: number, parts: Partial<SimulatedService> = {}): SimulatedService => ({
  passes: {
    samples: [1, 2, 4].map((pairs) => ({ pairs, length: 10, ms: Array.from({ length: 8 }, () => ms) })),
    tokenizeMsPerPair: 0,
    servers: 1,
  },
  lengths: [10],
  maxLength: 64,
  paddingMultiple: 1,
  ...parts,
});
const constant = { ...plainPlan, pattern: 'constant' as const };

describe('what a live test is to come out as', () => {
  it('is the pass and its tokenising where nobody waits', () => {
    const service = evenService(40);
    const passes = { ...service.passes, tokenizeMsPerPair: 2.5 };
    const prediction = predictLoadTest({ service: { ...service, passes }, plan: constant, rule: plainRule });
    expect(prediction?.answered).toBe(100);
    // The last comes at 10 s and is answered 42.5 ms later.
    expect(prediction?.answeredPerSecond).toBeCloseTo(100 / 10.0425, 9);
    for (const ms of Object.values(prediction?.latencyMs ?? {})) expect(ms).toBeCloseTo(42.5, 9);
    expect(Object.keys(prediction?.latencyMs ?? {})).toEqual(['mean', 'p50', 'p95', 'p99']);
  });

  it('has no tail of too few answers', () => {
    const prediction = predictLoadTest({
      service: evenService(40),
      plan: { ...constant, maxArrivals: 50 },
      rule: plainRule,
    });
    expect(prediction?.latencyMs.p95).toBeCloseTo(40, 9);
    expect(prediction?.latencyMs.p99).toBeNull();
  });

  it('counts what is answered before an overload ends it', () => {
    const prediction = predictLoadTest({
      service: evenService(200),
      plan: { ...constant, durationMs: 60_000 },
      rule: plainRule,
    });
    // 5 a second answered, 10 come: it is seen soon after 72 arrivals, 3·√(2A) + 2 < A/2.
    expect(prediction?.answered).toBeGreaterThan(30);
    expect(prediction?.answered).toBeLessThan(60);
    expect(prediction?.answeredPerSecond).toBeCloseTo(5, 0);
  });

  it('foretells nothing where nobody is answered in time', () => {
    const rule = { ...plainRule, timeoutMs: 30 };
    expect(predictLoadTest({ service: evenService(40), plan: constant, rule })).toBeNull();
  });

  it('pads as the live test does', () => {
    const samples = [10, 64].map((length) => ({
      pairs: 1,
      length,
      ms: Array.from({ length: 8 }, () => length),
    }));
    const service = evenService(1, {
      passes: { samples, tokenizeMsPerPair: 0, servers: 1 },
      paddingMultiple: 64,
    });
    expect(predictLoadTest({ service, plan: constant, rule: plainRule })?.latencyMs.p50).toBeCloseTo(64, 9);
  });

  /** A rehearsal of passes of 40 ms each, slower and faster by turns of as many passes. */
  const rehearsed = (share: number, turn: number) => ({
    pairs: Array.from({ length: 120 }, () => 1),
    length: Array.from({ length: 120 }, () => 10),
    ms: Array.from({ length: 120 }, (_, i) => 40 * (1 + (Math.floor(i / turn) % 2 === 0 ? share : -share))),
    betweenMs: 0,
  });
  const predicted = (share: number, turn: number) => {
    const service = evenService(40);
    const passes = { ...service.passes, rehearsal: rehearsed(share, turn) };
    return predictLoadTest({ service: { ...service, passes }, plan: plainPlan, rule: plainRule });
  };

  it('has a range that is as wide as the rehearsal was unsteady', () => {
    const steady = predicted(0, 1);
    expect(steady?.rangeMs?.p95).toEqual([steady?.latencyMs.p95, steady?.latencyMs.p95]);
    const width = (prediction: ReturnType<typeof predicted>) => {
      const [low, high] = prediction?.rangeMs?.p95 ?? [Number.NaN, Number.NaN];
      expect(prediction?.latencyMs.p95).toBeGreaterThanOrEqual(low);
      expect(prediction?.latencyMs.p95).toBeLessThanOrEqual(high);
      return high / low;
    };
    const [shortSpells, longSpells] = [width(predicted(0.2, 1)), width(predicted(0.2, 20))];
    // Passes that are slow by turns are so in every test; spells of a sixth of the rehearsal are not.
    expect(shortSpells).toBeGreaterThan(1);
    expect(shortSpells).toBeLessThan(1.2);
    expect(longSpells).toBeGreaterThan(1.5);
  });

  it('has no range where nothing was rehearsed', () => {
    const order = { service: evenService(40), plan: plainPlan, rule: plainRule };
    expect(predictLoadTest(order)).not.toHaveProperty('rangeMs');
  });

  it('is the same whenever it is asked', () => {
    const random = seededRandom(4);
    const samples = [{ pairs: 1, length: 10, ms: Array.from({ length: 16 }, () => 20 + 60 * random()) }];
    const service = evenService(1, { passes: { samples, tokenizeMsPerPair: 0, servers: 1 } });
    const order = { service, plan: plainPlan, rule: plainRule };
    expect(predictLoadTest(order)).toEqual(predictLoadTest(order));
    const { mean = 0, p50 = 0, p95 = 0 } = { ...predictLoadTest(order)?.latencyMs };
    expect(p50).toBeGreaterThan(50);
    expect(mean).toBeGreaterThan(p50);
    expect(p95).toBeGreaterThan(mean);
  });
});

describe('the capacity of a rule', () => {
  const question = { pairsPerArrival: [1, 1] as const, seed: 1 };

  it('is a full batch each pass, whatever the wait, the timeout and the limit', () => {
    const rule = { ...plainRule, maxBatch: 4, maxWaitMs: 500, timeoutMs: 10, queueLimit: 1 };
    const rate = estimateCapacity({ ...question, service: evenService(40), rule });
    expect(rate).toBeCloseTo(100, 6);
    const fixed = { ...rule, maxWaitMs: Number.POSITIVE_INFINITY };
    expect(estimateCapacity({ ...question, service: evenService(40), rule: fixed })).toBeCloseTo(100, 6);
  });

  it('grows with the servers, and shrinks with the pairs of an arrival', () => {
    const rule = { ...plainRule, maxBatch: 4 };
    const service = evenService(40);
    const two = { ...service, passes: { ...service.passes, servers: 2 } };
    expect(estimateCapacity({ ...question, service: two, rule })).toBeCloseTo(200, 6);
    const larger = estimateCapacity({ ...question, pairsPerArrival: [8, 8], service, rule });
    expect(larger).toBeCloseTo(100 / 8, 6);
  });
});
