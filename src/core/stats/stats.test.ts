import { describe, expect, it } from 'vitest';
import { autocorrelationWidening, meanInterval95, relativeHalfWidth } from './interval.ts';
import { lag1Autocorrelation, standardDeviation } from './moments.ts';
import { quantile } from './quantile.ts';
import { seededRandom, shuffled } from './random.ts';
import { type Samples, sortSamples } from './samples.ts';
import { studentTCdf, studentTQuantile } from './student-t.ts';
import { summarise } from './summary.ts';

describe('Student’s t', () => {
  // Two-sided 95 % points as printed in every table.
  it.each([
    [1, 12.7062],
    [2, 4.30265],
    [4, 2.77645],
    [9, 2.26216],
    [29, 2.04523],
    [120, 1.97993],
  ])('has the tabulated 97.5 %% point at %d degrees of freedom', (degrees, tabulated) => {
    expect(studentTQuantile(0.975, degrees)).toBeCloseTo(tabulated, 4);
  });

  it('is symmetric about zero', () => {
    expect(studentTCdf(0, 5)).toBeCloseTo(0.5, 12);
    expect(studentTCdf(1.3, 5) + studentTCdf(-1.3, 5)).toBeCloseTo(1, 12);
  });
});

describe('quantiles', () => {
  it('interpolate between order statistics (type 7)', () => {
    const sorted = sortSamples([4, 1, 3, 2]);
    expect(quantile(sorted, 0)).toBe(1);
    expect(quantile(sorted, 0.25)).toBe(1.75);
    expect(quantile(sorted, 0.5)).toBe(2.5);
    expect(quantile(sorted, 1)).toBe(4);
  });

  it('of a single sample are that sample', () => {
    expect(quantile(sortSamples([7]), 0.95)).toBe(7);
  });
});

describe('the interval of the mean', () => {
  it('is Student’s for independent samples', () => {
    const samples: Samples = [10, 12, 9, 11, 8];
    expect(standardDeviation(samples)).toBeCloseTo(Math.sqrt(2.5), 12);
    const half = (2.776445 * Math.sqrt(2.5)) / Math.sqrt(5);
    expect(meanInterval95(samples)?.[0]).toBeCloseTo(10 - half, 5);
    expect(meanInterval95(samples)?.[1]).toBeCloseTo(10 + half, 5);
    expect(relativeHalfWidth(samples)).toBeCloseTo(half / 10, 5);
  });

  it('does not exist for one sample', () => {
    expect(meanInterval95([5])).toBeNull();
  });

  it('has no width where nothing varies', () => {
    expect(meanInterval95([5, 5, 5])).toEqual([5, 5]);
  });

  it('widens only where neighbours resemble each other beyond chance', () => {
    const alternating: Samples = [1, 2, 1, 2, 1, 2, 1, 2];
    expect(lag1Autocorrelation(alternating)).toBeLessThan(0);
    expect(autocorrelationWidening(alternating)).toBe(1);
    const drifting = Array.from({ length: 40 }, (_, i) => i) as [number, ...number[]];
    const r1 = lag1Autocorrelation(drifting);
    expect(r1).toBeGreaterThan(2 / Math.sqrt(40));
    expect(autocorrelationWidening(drifting)).toBeCloseTo(Math.sqrt((1 + r1) / (1 - r1)), 12);
  });
});

describe('a summary', () => {
  const ramp = (n: number) => Array.from({ length: n }, (_, i) => i + 1) as [number, ...number[]];

  it('gives P95 from 20 samples and P99 from 100, none below', () => {
    expect(summarise(ramp(19)).p95).toBeUndefined();
    expect(summarise(ramp(20)).p95).toBeCloseTo(19.05, 10);
    expect(summarise(ramp(99)).p99).toBeUndefined();
    expect(summarise(ramp(100)).p99).toBeCloseTo(99.01, 10);
  });
});

describe('a seeded shuffle', () => {
  it('is a permutation, and the same for the same seed', () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    const once = shuffled(items, seededRandom(7));
    expect(once).toEqual(shuffled(items, seededRandom(7)));
    expect(once).not.toEqual(shuffled(items, seededRandom(8)));
    expect(once).not.toEqual(items);
    expect([...once].sort((a, b) => a - b)).toEqual(items);
  });

  it('puts every item everywhere about equally often', () => {
    const random = seededRandom(1);
    const firsts = [0, 0, 0, 0];
    for (let i = 0; i < 4000; i++) {
      const first = shuffled([0, 1, 2, 3], random)[0] ?? 0;
      firsts[first] = (firsts[first] ?? 0) + 1;
    }
    // 1000 expected each; 4 standard deviations of a binomial are 110.
    for (const count of firsts) expect(Math.abs(count - 1000)).toBeLessThan(110);
  });
});
