import { describe, expect, it } from 'vitest';
import { mean, standardDeviation } from '../stats/moments.ts';
import { isSamples } from '../stats/samples.ts';
import type { LoadTestPlan } from './arrival.ts';
import { ArrivalSource, type PlannedArrival } from './arrival-source.ts';
import { plainPlan, planOf } from './testing/load-test-examples.ts';

const arrivalsOf = (plan: LoadTestPlan, poolSize = 10): PlannedArrival[] => {
  const source = new ArrivalSource(plan, poolSize);
  const arrivals: PlannedArrival[] = [];
  while (!source.isOver) arrivals.push(source.next());
  return arrivals;
};
const timesOf = (plan: LoadTestPlan): number[] => arrivalsOf(plan).map(({ arrivedAtMs }) => arrivedAtMs);
const samplesOf = (values: readonly number[]) => {
  if (!isSamples(values)) throw new Error('There are no values.');
  return values;
};
const gapsOf = (times: readonly number[]) =>
  samplesOf(times.map((time, place) => time - (times[place - 1] ?? 0)));

describe('an open loop of arrivals', () => {
  it('comes at even gaps, up to the end and no further', () => {
    const plan: LoadTestPlan = { ...plainPlan, pattern: 'constant', ratePerSecond: 4, durationMs: 1000 };
    expect(timesOf(plan)).toEqual([250, 500, 750, 1000]);
    expect(timesOf({ ...plan, durationMs: 999 })).toEqual([250, 500, 750]);
    expect(timesOf({ ...plan, durationMs: 249 })).toEqual([]);
    expect(timesOf({ ...plan, maxArrivals: 2 })).toEqual([250, 500]);
  });

  it('has exponential gaps of the rate: mean and deviation are the same', () => {
    const gaps = gapsOf(timesOf(planOf(20_000, 50)));
    expect(gaps).toHaveLength(20_000);
    expect(mean(gaps)).toBeGreaterThan(19.5);
    expect(mean(gaps)).toBeLessThan(20.5);
    expect(standardDeviation(gaps) / mean(gaps)).toBeCloseTo(1, 1);
  });

  it('comes in bursts at one moment, at the same rate overall', () => {
    const times = timesOf({ ...planOf(20_000, 50), pattern: 'bursts', burstSize: 8 });
    for (let first = 0; first < times.length; first += 8) {
      expect(new Set(times.slice(first, first + 8)).size).toBe(1);
    }
    expect(new Set(times).size).toBe(2500);
    const rate = (times.length * 1000) / (times.at(-1) ?? 0);
    expect(rate).toBeGreaterThan(47);
    expect(rate).toBeLessThan(53);
  });

  it('follows a ramp: even gaps in expected arrivals, either way', () => {
    // Λ(10 s) = 10 · (1 + 3) / 2 = 20, and Λ(t) = t + t²/10 is 7.5 at 5 s; falling it is 12.5 there.
    const rising = timesOf({
      ...plainPlan,
      pattern: 'constant',
      ratePerSecond: 1,
      rampToPerSecond: 3,
    });
    expect(rising).toHaveLength(20);
    expect(rising.filter((time) => time <= 5000)).toHaveLength(7);
    for (const [place, time] of rising.entries()) {
      expect(time / 1000 + (time / 1000) ** 2 / 10).toBeCloseTo(place + 1, 9);
    }
    const falling = timesOf({
      ...plainPlan,
      pattern: 'constant',
      ratePerSecond: 3,
      rampToPerSecond: 1,
    });
    expect(falling).toHaveLength(20);
    expect(falling.filter((time) => time <= 5000)).toHaveLength(12);
  });

  it('ends where a falling ramp has run dry before', () => {
    const plan: LoadTestPlan = { ...plainPlan, pattern: 'constant', ratePerSecond: 2, rampToPerSecond: 0.01 };
    expect(timesOf(plan)).toHaveLength(10);
  });

  it('is the same arrivals for the same seed, and stretches with the rate', () => {
    const plan = { ...plainPlan, pairsPerArrival: [1, 8] as const, maxArrivals: 50 };
    expect(arrivalsOf(plan)).toEqual(arrivalsOf(plan));
    expect(arrivalsOf({ ...plan, seed: 2 })).not.toEqual(arrivalsOf(plan));
    const slow = arrivalsOf({ ...plan, ratePerSecond: 5, durationMs: 60_000 });
    const fast = arrivalsOf({ ...plan, ratePerSecond: 10, durationMs: 60_000 });
    for (const [place, arrival] of slow.entries()) {
      expect(arrival.places).toEqual(fast[place]?.places);
      expect(arrival.arrivedAtMs).toBeCloseTo(2 * (fast[place]?.arrivedAtMs ?? 0), 6);
    }
  });

  it('draws as many pairs as the plan says, evenly, from the whole pool', () => {
    const arrivals = arrivalsOf({ ...planOf(8000, 100), pairsPerArrival: [2, 5] });
    const counts = [0, 0, 0, 0];
    const pool = Array.from({ length: 10 }, () => 0);
    for (const { places } of arrivals) {
      counts[places.length - 2] = (counts[places.length - 2] ?? 0) + 1;
      for (const place of places) pool[place] = (pool[place] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(150);
    for (const drawn of pool) expect(Math.abs(drawn - 2800)).toBeLessThan(250);
    expect(pool).toHaveLength(10);
  });

  it.each(['poisson', 'constant', 'bursts'] as const)('goes on where another worker ended: %s', (pattern) => {
    const plan: LoadTestPlan = { ...plainPlan, pattern, pairsPerArrival: [1, 3], maxArrivals: 40 };
    const whole = arrivalsOf(plan);
    for (const arrived of [0, 1, 5, 40]) {
      const rest: PlannedArrival[] = [];
      const source = new ArrivalSource(plan, 10, arrived);
      while (!source.isOver) rest.push(source.next());
      expect(rest).toEqual(whole.slice(arrived));
    }
  });

  it('has no arrival after the last, and none from an empty pool', () => {
    const source = new ArrivalSource({ ...plainPlan, maxArrivals: 1 }, 1);
    source.next();
    expect(source.nextAtMs()).toBe(Number.POSITIVE_INFINITY);
    expect(source.isOver).toBe(true);
    expect(() => source.next()).toThrow(RangeError);
    expect(() => new ArrivalSource(plainPlan, 0)).toThrow(RangeError);
  });
});

describe('a closed loop of clients', () => {
  const plan: LoadTestPlan = { ...plainPlan, pattern: 'closed', clients: 2, durationMs: 1000 };

  it('begins with all of them and goes on as they are answered, in the order of their asking', () => {
    const source = new ArrivalSource(plan, 1);
    expect([source.next(), source.next()].map(({ id, arrivedAtMs }) => [id, arrivedAtMs])).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(source.nextAtMs()).toBe(Number.POSITIVE_INFINITY);
    expect(source.isOver).toBe(false);
    source.settled('answered', 70);
    source.settled('answered', 30);
    expect(source.next()).toMatchObject({ id: 2, arrivedAtMs: 30 });
    expect(source.next()).toMatchObject({ id: 3, arrivedAtMs: 70 });
  });

  it('is over when all clients had their last answer after the end, or enough have come', () => {
    const source = new ArrivalSource(plan, 1);
    source.next();
    source.next();
    source.settled('answered', 1000);
    source.settled('answered', 1000.5);
    expect(source.isOver).toBe(false);
    expect(source.next().arrivedAtMs).toBe(1000);
    source.settled('answered', 1100);
    expect(source.isOver).toBe(true);

    const bounded = new ArrivalSource({ ...plan, maxArrivals: 1 }, 1);
    bounded.next();
    expect(bounded.isOver).toBe(true);
    expect(bounded.nextAtMs()).toBe(Number.POSITIVE_INFINITY);
  });

  it('lets one that was refused come back later, not at the same moment', () => {
    const source = new ArrivalSource({ ...plan, clients: 1, durationMs: 5000 }, 1);
    source.next();
    source.settled('refused', 10);
    expect(source.nextAtMs()).toBe(1010);
  });

  it('goes on in another worker with the clients that have no open arrival', () => {
    const draws = new ArrivalSource({ ...plan, pairsPerArrival: [1, 9], clients: 6 }, 10);
    for (let i = 0; i < 5; i++) draws.next();
    const sixth = draws.next();
    const source = new ArrivalSource({ ...plan, pairsPerArrival: [1, 9], clients: 6 }, 10, 5, {
      open: 4,
      atMs: 300,
    });
    expect(source.next()).toEqual({ ...sixth, arrivedAtMs: 300 });
    expect(source.next()).toMatchObject({ id: 6, arrivedAtMs: 300 });
    expect(source.nextAtMs()).toBe(Number.POSITIVE_INFINITY);
  });
});
