import fc from 'fast-check';
import * as theirs from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { lag1Autocorrelation, mean, standardDeviation, sum } from './moments.ts';
import { median, quantile } from './quantile.ts';
import { type Samples, sortSamples } from './samples.ts';
import { summarise } from './summary.ts';
import { senSlope } from './trend.ts';

/** Latencies as they occur, in ms. */
const latency = fc.double({ min: 0.005, max: 120_000, noNaN: true });
const samples = fc
  .tuple(latency, fc.array(latency, { minLength: 1, maxLength: 60 }))
  .map(([first, others]): Samples => [first, ...others]);
const close = (ours: number, other: number, scale = Math.abs(other)) =>
  expect(Math.abs(ours - other)).toBeLessThanOrEqual(1e-9 * Math.max(scale, 1));

describe('against the independent library simple-statistics', () => {
  it('sum, mean and standard deviation agree', () => {
    fc.assert(
      fc.property(samples, (values) => {
        const all = [...values];
        close(sum(values), theirs.sum(all));
        close(mean(values), theirs.mean(all));
        close(standardDeviation(values), theirs.sampleStandardDeviation(all), theirs.mean(all));
        // Its coefficient of variation divides the same standard deviation by the same mean.
        close(summarise(values).cv, theirs.coefficientOfVariation(all));
      }),
    );
  });

  it('medians agree, and quantiles where the rank is whole (theirs is of another type between ranks)', () => {
    fc.assert(
      fc.property(samples, (values) => {
        close(median(sortSamples(values)), theirs.median([...values]));
        expect(quantile(sortSamples(values), 0)).toBe(theirs.min([...values]));
        expect(quantile(sortSamples(values), 1)).toBe(theirs.max([...values]));
      }),
    );
    const twentyOne = Array.from({ length: 21 }, (_, i) => (i * 8) % 21) as readonly number[] as Samples;
    for (const p of [0.05, 0.25, 0.5, 0.75, 0.95]) {
      expect(quantile(sortSamples(twentyOne), p)).toBe(theirs.quantile([...twentyOne], p));
    }
  });

  it('the lag-1 autocorrelation is a covariance of neighbours over the variance', () => {
    // Both ends equal the mean, so that the mean stays the same when either is dropped.
    const values: Samples = [5, 9, 8, 2, 1, 4, 6, 5];
    const covariance = theirs.sampleCovariance(values.slice(0, -1), values.slice(1)) * (values.length - 2);
    close(lag1Autocorrelation(values), covariance / theirs.sumNthPowerDeviations([...values], 2));
  });

  it('Sen’s slope is the least-squares slope of points on a line', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 2, max: 20 }), (slope, n) => {
        const points = Array.from({ length: n }, (_, i): [number, number] => [i, 3 + slope * i]);
        close(senSlope(points), theirs.linearRegression(points).m);
      }),
    );
  });
});
