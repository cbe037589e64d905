// @module-tag slow
import { describe, expect, it } from 'vitest';
import type { PlanOrder, SimulatedService } from './capacity.ts';
import { capacityGrid, type PlannerHooks, planCapacity } from './planner.ts';
import { plainRule } from './testing/load-test-examples.ts';

/** Passes of pairs of 10 tokens that take as long as the table says, in batches of so many. */
const serviceOf = (msOf: Readonly<Record<number, number>>): SimulatedService => ({
  passes: {
    samples: Object.entries(msOf).map(([pairs, ms]) => ({
      pairs: Number(pairs),
      length: 10,
      ms: Array.from({ length: 8 }, () => ms),
    })),
    tokenizeMsPerPair: 0,
    servers: 1,
  },
  lengths: [10],
  maxLength: 64,
  paddingMultiple: 1,
});
/** Up to four pairs cost as much as one; beyond that memory is short. */
const bestAtFour = serviceOf({ 1: 20, 2: 20, 3: 20, 4: 20, 5: 150, 6: 160, 7: 180, 8: 200 });

const orderOf = (parts: Partial<PlanOrder> = {}): PlanOrder => ({
  service: bestAtFour,
  plan: { pattern: 'constant', burstSize: 1, clients: 1, pairsPerArrival: [1, 1], seed: 1 },
  rule: plainRule,
  objective: { quantile: 0.99, latencyMs: 100 },
  maxBatches: [1, 2, 4, 8],
  maxWaitsMs: [0],
  replicas: [1],
  ...parts,
});
const hooks: PlannerHooks = { shouldStop: () => false, onProgress: () => {}, breathe: async () => {} };
const plan = (parts: Partial<PlanOrder> = {}) => planCapacity(orderOf(parts), hooks);

describe('the planner', () => {
  it('finds the best setting of a service whose best is known', async () => {
    const found = await plan();
    // Even arrivals have no tail below the capacity: 50 a second alone, 100 in twos, 200 in fours.
    const rates = found.rates.map(({ maxBatch, ratePerSecond }) => [
      maxBatch,
      Math.round(ratePerSecond * 10) / 10,
    ]);
    expect(rates.slice(0, 3)).toEqual([
      [1, 49.5],
      [2, 99],
      [4, 198],
    ]);
    // Even in eights it takes fewer than in fours: 8 ÷ 200 ms.
    expect(found.rates[3]?.ratePerSecond).toBeLessThan(150);
    expect(found.best).toEqual({ maxBatch: 4, maxWaitMs: 0, ratePerSecond: found.rates[2]?.ratePerSecond });
    expect(found.unbatchedRatePerSecond).toBeCloseTo(49.5, 6);
    expect(found.objective).toEqual({ quantile: 0.99, latencyMs: 100 });
    expect(found.simulatedArrivals).toBeGreaterThan(50_000);
  });

  it('finds for single pairs what Crommelin’s distribution of M/D/1 waits says', async () => {
    const serviceMs = 20;
    const { rates } = await plan({
      plan: { ...orderOf().plan, pattern: 'poisson' },
      service: serviceOf({ 1: serviceMs }),
      maxBatches: [1],
    });
    let rate = 0;
    while (waitsNoLonger(80, rate / 1000, serviceMs) >= 0.99) rate += 0.05;
    expect(rate).toBeGreaterThan(20);
    expect(Math.abs((rates[0]?.ratePerSecond ?? 0) / rate - 1)).toBeLessThan(0.025);
  });

  it('prefers the shorter wait, then the smaller batch, of rates that are as good', async () => {
    const found = await plan({ maxBatches: [3, 4], maxWaitsMs: [0, 10, 20] });
    const rates = found.rates.map(({ ratePerSecond }) => ratePerSecond);
    expect(Math.max(...rates)).toBeGreaterThan(190);
    expect(found.best).toMatchObject({ maxBatch: 4, maxWaitMs: 0 });
    // Passes of 20 ms whatever is in them, whose costs are so that batches of 5 and 6 are both within 2 %.
    const alike = serviceOf({ 1: 20, 2: 20, 3: 20, 4: 20, 5: 20, 6: 24 });
    const two = await plan({ service: alike, maxBatches: [5, 6] });
    expect(two.best?.maxBatch).toBe(5);
  });

  it('finds the highest rate where low ones fail, since batches fill too slowly', async () => {
    // At a low rate everybody waits 90 ms and then 20; from some 37 a second on four have come before.
    const found = await plan({ maxBatches: [4], maxWaitsMs: [90] });
    expect(found.rates[0]?.ratePerSecond).toBeGreaterThan(190);
  });

  it('has no best where one pass alone takes longer than the objective, and no replicas', async () => {
    const found = await plan({ objective: { quantile: 0.99, latencyMs: 19 }, replicas: [1, 2] });
    expect(found.rates.every(({ ratePerSecond }) => ratePerSecond === 0)).toBe(true);
    expect(found).toMatchObject({ best: null, unbatchedRatePerSecond: 0, replicas: [] });
  });

  it('bears timeouts as answers that came too late, and no refusal', async () => {
    const poisson = { ...orderOf().plan, pattern: 'poisson' as const };
    const rateOf = async (rule: Partial<PlanOrder['rule']>, quantile = 0.99) => {
      const objective = { quantile, latencyMs: 100 };
      const found = await plan({
        plan: poisson,
        objective,
        maxBatches: [4],
        rule: { ...plainRule, ...rule },
      });
      return found.rates[0]?.ratePerSecond ?? 0;
    };
    const free = await rateOf({});
    // Given up when they are too late for the objective anyway: no more are lost, and the queue is shorter.
    expect(await rateOf({ timeoutMs: 100 })).toBeGreaterThanOrEqual(free);
    expect(await rateOf({ timeoutMs: 19 })).toBe(0);
    // Half of them might come too late, but none may be refused.
    expect(await rateOf({ queueLimit: 3 }, 0.5)).toBeLessThan(free / 4);
  });

  it('scales over machines behind one queue, which even out what comes, and never beyond their capacity', async () => {
    const found = await plan({
      plan: { ...orderOf().plan, pattern: 'poisson' },
      maxBatches: [4],
      replicas: [1, 2, 16, 1024],
    });
    const each = found.replicas.map(({ replicas, ratePerSecond }) => ratePerSecond / replicas);
    expect(found.replicas.map(({ replicas }) => replicas)).toEqual([1, 2, 16, 1024]);
    expect(each[0]).toBe(found.best?.ratePerSecond);
    for (const [place, rate] of each.entries()) {
      expect(rate).toBeGreaterThanOrEqual((each[place - 1] ?? 0) * 0.99);
      expect(rate).toBeLessThanOrEqual(200);
    }
    expect(each.at(-1)).toBeGreaterThan(190);
  }, 60_000);

  it('takes the clients of a closed loop for arrivals of Poisson', async () => {
    const { pattern: _pattern, ...rest } = orderOf().plan;
    const closed = await plan({ plan: { ...rest, pattern: 'closed' }, maxBatches: [1] });
    const poisson = await plan({ plan: { ...rest, pattern: 'poisson' }, maxBatches: [1] });
    expect(closed).toEqual(poisson);
  });

  it('tells how far it is, and stops between simulations when asked to', async () => {
    const told: { done: number; of: number }[] = [];
    let breaths = 0;
    await planCapacity(orderOf({ maxBatches: [1, 4], replicas: [1, 2] }), {
      ...hooks,
      onProgress: (progress) => told.push(progress),
      breathe: async () => void breaths++,
    });
    expect(told).toEqual([1, 2, 3, 4, 5].map((done) => ({ done, of: 5 })));
    expect(breaths).toBeGreaterThanOrEqual(3);

    let left = 3;
    const stopping = planCapacity(orderOf(), { ...hooks, shouldStop: () => left-- <= 0 });
    await expect(stopping).rejects.toMatchObject({ code: 'stopped' });
  });
});

/**
 * P(W ≤ t) in M/D/1 (Crommelin 1932): (1 − ρ)·Σᵢ₌₀^⌊t/D⌋ [−λ(t − iD)]ⁱ/i! · exp(λ(t − iD)).
 *
 * @param rate λ, per ms
 */
function waitsNoLonger(t: number, rate: number, serviceMs: number): number {
  let sum = 0;
  let factorial = 1;
  for (let i = 0; i <= Math.floor(t / serviceMs); i++) {
    if (i > 0) factorial *= i;
    const rest = rate * (t - i * serviceMs);
    sum += ((-rest) ** i / factorial) * Math.exp(rest);
  }
  return (1 - rate * serviceMs) * sum;
}

const question = { maxBatch: 16, maxWaitMs: 100, tailLatencyMs: 300, largestBatch: null };

describe('the grid of a planner', () => {
  it('has the powers of two up to 32 pairs and waits up to a fifth of a second', () => {
    expect(capacityGrid(question)).toMatchObject({
      maxBatches: [1, 2, 4, 8, 16, 32],
      maxWaitsMs: [0, 10, 20, 50, 100, 200],
    });
  });

  it('holds the settings of the moment, and reaches as far as they do', () => {
    expect(capacityGrid({ ...question, maxBatch: 12, maxWaitMs: 35 })).toMatchObject({
      maxBatches: [1, 2, 4, 8, 12, 16, 32],
      maxWaitsMs: [0, 10, 20, 35, 50, 100, 200],
    });
    expect(capacityGrid({ ...question, maxBatch: 100 }).maxBatches).toEqual([1, 2, 4, 8, 16, 32, 64, 100]);
  });

  it('tries no wait beyond the latency that is to be held, and no batch without room', () => {
    const grid = capacityGrid({ ...question, tailLatencyMs: 50, largestBatch: 10 });
    expect(grid).toMatchObject({ maxBatches: [1, 2, 4, 8, 10], maxWaitsMs: [0, 10, 20, 50] });
  });

  it('counts machines up to a thousand, from one', () => {
    expect(capacityGrid(question).replicas[0]).toBe(1);
    expect(capacityGrid(question).replicas.at(-1)).toBe(1024);
  });
});
