import { describe, expect, it } from 'vitest';
import { examplePlan } from '../../../core/document/testing/example-load-test.ts';
import { binWidthMs, timeBins } from './load-test-time-bins.ts';

const plan = { ...examplePlan, durationMs: 10_000, ratePerSecond: 8 };
/** Due, latency and computing time of answered requests. */
const columns = (...rows: readonly (readonly [number, number, number])[]) => ({
  arrivedAtMs: rows.map(([at]) => at),
  pairs: rows.map(() => 1),
  latencyMs: rows.map(([, latency]) => latency),
  computingMs: rows.map(([, , computing]) => computing),
  outcome: rows.map(() => 'answered' as const),
});

describe('binWidthMs', () => {
  it.each([
    // Eight requests in each.
    [20_000, 160, 1000],
    // No more than sixty, and round.
    [20_000, 100_000, 500],
    [60_000, 100_000, 1000],
    // No fewer than ten.
    [20_000, 4, 2000],
    [600_000, 60, 100_000],
    [0, 10, 1000],
  ])('cuts %i ms with %i requests into stretches of %i ms', (durationMs, requests, width) => {
    expect(binWidthMs(durationMs, requests)).toBe(width);
  });
});

describe('timeBins', () => {
  it('counts what was due and answered, and how long how many waited', () => {
    // The first waits from 0 to 500 ms, the second from 800 to 1400 ms, across the border of two stretches.
    const arrivals = columns([0, 600, 100], [800, 900, 300]);
    const { bins, widthS, endS } = timeBins({ arrivals, plan, state: 'done', durationMs: 10_000 });
    expect([widthS, endS, bins.length]).toEqual([1, 10, 10]);
    expect(bins[0]).toEqual({ atS: 0.5, arrivalsPerSecond: 2, answersPerSecond: 1, waiting: 0.7 });
    expect(bins[1]).toEqual({ atS: 1.5, arrivalsPerSecond: 0, answersPerSecond: 1, waiting: 0.4 });
    expect(bins[2]).toEqual({ atS: 2.5, arrivalsPerSecond: 0, answersPerSecond: 0, waiting: 0 });
  });

  it('counts no answer where there was none, but the waiting', () => {
    const arrivals = { ...columns([0, 1000, 0]), outcome: ['timed-out' as const] };
    const { bins } = timeBins({ arrivals, plan, state: 'done', durationMs: 10_000 });
    expect(bins[0]).toMatchObject({ arrivalsPerSecond: 1, answersPerSecond: 0, waiting: 1 });
    expect(bins[1]?.answersPerSecond).toBe(0);
  });

  it('lets the last stretch take in what is left over, at its own length', () => {
    const arrivals = columns([10_050, 200, 100]);
    const { bins, widthS } = timeBins({ arrivals, plan, state: 'done', durationMs: 10_250 });
    expect([widthS, bins.length]).toEqual([2, 5]);
    expect(bins.at(-1)?.atS).toBe(9.125);
    expect(bins.at(-1)?.arrivalsPerSecond).toBeCloseTo(1 / 2.25, 9);
    expect(bins.at(-1)?.answersPerSecond).toBeCloseTo(1 / 2.25, 9);
    expect(bins.at(-1)?.waiting).toBeCloseTo(0.1 / 2.25, 9);
  });

  it('leaves open, while the test runs, what requests without an outcome would change', () => {
    const arrivals = columns([200, 100, 100], [2400, 700, 100]);
    const { bins, endS } = timeBins({ arrivals, plan, state: 'running', durationMs: 4300 });
    expect(endS).toBe(10);
    expect(bins.map(({ arrivalsPerSecond }) => arrivalsPerSecond)).toEqual([1, 0, null, null]);
    expect(bins.map(({ answersPerSecond }) => answersPerSecond)).toEqual([1, 0, 0, 1]);
    expect(bins.map(({ waiting }) => waiting)).toEqual([0, 0, null, null]);
  });

  it('has nothing to draw of a test that has not begun', () => {
    expect(timeBins({ arrivals: columns(), plan, state: 'running', durationMs: 0 }).bins).toEqual([]);
    expect(timeBins({ arrivals: columns(), plan, state: 'done', durationMs: 0 }).bins).toEqual([]);
  });
});
