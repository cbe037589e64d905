import fc from 'fast-check';
import { errorFunction } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { normalCdf } from './normal.ts';
import { seededRandom, shuffled } from './random.ts';
import { mannKendall, senSlope } from './trend.ts';

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [1.959963984540054, 0.975],
    [2.5758293035489, 0.995],
    [-3, 0.00134989803163],
  ])('has the tabulated Φ(%d)', (z, tabulated) => {
    expect(normalCdf(z)).toBeCloseTo(tabulated, 13);
  });

  it('agrees with an independent error function, and ends at 0 and 1', () => {
    for (let z = -6; z <= 6; z += 0.37) {
      expect(normalCdf(z)).toBeCloseTo(0.5 + 0.5 * errorFunction(z / Math.SQRT2), 6);
    }
    expect(normalCdf(-40)).toBe(0);
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
  });
});

describe('the Mann–Kendall test', () => {
  it('is S over its standard deviation, with the continuity correction', () => {
    const { s, variance, p } = mannKendall([1, 2, 3, 4, 5]);
    expect(s).toBe(10);
    expect(variance).toBeCloseTo(300 / 18, 12);
    // z = 9 / √(300/18) = 2.20454.
    expect(p).toBeCloseTo(0.027486, 6);
    expect(mannKendall([5, 4, 3, 2, 1])).toEqual({ s: -10, variance, p });
  });

  it('takes ties out of the variance', () => {
    // Five rises and three falls; two groups of two equal values take 18 each from 300.
    const { s, variance, p } = mannKendall([1, 2, 2, 3, 1]);
    expect(s).toBe(2);
    expect(variance).toBeCloseTo(264 / 18, 12);
    // z = 1 / √(264/18) = 0.26112.
    expect(p).toBeCloseTo(0.794, 4);
  });

  it('sees no trend in a constant or empty series', () => {
    expect(mannKendall([4, 4, 4])).toEqual({ s: 0, variance: 0, p: 1 });
    expect(mannKendall([])).toMatchObject({ s: 0, p: 1 });
  });

  it('cannot reach p < 0.01 below six values', () => {
    expect(mannKendall([1, 2, 3, 4, 5]).p).toBeGreaterThan(0.01);
    expect(mannKendall([1, 2, 3, 4, 5, 6]).p).toBeLessThan(0.01);
  });

  it('finds a trend in one shuffle of twenty at p < 0.05, as it should', () => {
    const random = seededRandom(3);
    const ramp = Array.from({ length: 12 }, (_, i) => i);
    const found = Array.from({ length: 2000 }, () => mannKendall(shuffled(ramp, random)).p < 0.05);
    const share = found.filter(Boolean).length / found.length;
    expect(share).toBeGreaterThan(0.03);
    expect(share).toBeLessThan(0.065);
  });

  it('depends on the order of values alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 15 }), (series) => {
        expect(mannKendall(series.map((value) => Math.exp(value / 10)))).toEqual(mannKendall(series));
        const { p } = mannKendall(series);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('Sen’s slope', () => {
  it('is the median slope, which one outlier does not move', () => {
    const line = [1, 2, 3, 4, 5].map((x) => [x, 10 + 2 * x] as const);
    expect(senSlope(line)).toBe(2);
    expect(senSlope(line.with(4, [5, 1000]))).toBe(2);
  });

  it('heeds gaps between the points', () => {
    expect(
      senSlope([
        [1, 0],
        [3, 4],
        [7, 12],
      ]),
    ).toBe(2);
  });

  it('is 0 where there is nothing to go by', () => {
    expect(senSlope([])).toBe(0);
    expect(senSlope([[1, 5]])).toBe(0);
  });
});
