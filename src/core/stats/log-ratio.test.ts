import * as simple from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { geometricMean } from './geometric-mean.ts';
import { holmAdjusted } from './holm.ts';
import { logMean, logRatio, pooledLogMean, welchDegrees } from './log-ratio.ts';
import type { Samples } from './samples.ts';
import { studentTCdf, studentTQuantile } from './student-t.ts';

describe('the geometric mean', () => {
  it('of a doubling and a halving is no change', () => {
    expect(geometricMean([2, 0.5])).toBeCloseTo(1, 12);
  });

  it('agrees with an independent library', () => {
    const values: Samples = [1.3, 0.7, 12, 5.5, 0.02];
    expect(geometricMean(values)).toBeCloseTo(simple.geometricMean([...values]), 12);
  });
});

describe('Holm’s adjustment', () => {
  it('multiplies the smallest by their number, the next by one less, and never falls', () => {
    // By hand: 0.01·4, 0.03·3, then 0.04·2 = 0.08 < 0.09 and 0.05·1 < 0.09 stay at 0.09.
    const adjusted = holmAdjusted([0.01, 0.04, 0.03, 0.05]);
    for (const [i, expected] of [0.04, 0.09, 0.09, 0.09].entries()) {
      expect(adjusted[i]).toBeCloseTo(expected, 12);
    }
  });

  it('is at most 1, leaves a single one alone, and takes none', () => {
    expect(holmAdjusted([0.6, 0.7])).toEqual([1, 1]);
    expect(holmAdjusted([0.03])).toEqual([0.03]);
    expect(holmAdjusted([])).toEqual([]);
  });
});

describe('Student’s t with a fraction of a degree', () => {
  it('lies between its whole neighbours and is its own inverse', () => {
    const t = studentTQuantile(0.975, 4.5);
    expect(t).toBeLessThan(studentTQuantile(0.975, 4));
    expect(t).toBeGreaterThan(studentTQuantile(0.975, 5));
    expect(studentTCdf(t, 4.5)).toBeCloseTo(0.975, 10);
  });

  it('with a million degrees is the normal distribution', () => {
    expect(studentTQuantile(0.975, 1e6)).toBeCloseTo(simple.probit(0.975), 2);
    expect(studentTQuantile(0.975, 1e6)).toBeCloseTo(1.959966, 4);
  });
});

describe('Welch’s degrees', () => {
  it('are n₁ + n₂ − 2 for equal variances and equal n', () => {
    const part = { variance: 0.3, degrees: 4 };
    expect(welchDegrees([part, part])).toBeCloseTo(8, 12);
  });

  it('come close to the degrees of the side that varies', () => {
    expect(
      welchDegrees([
        { variance: 1, degrees: 3 },
        { variance: 1e-9, degrees: 50 },
      ]),
    ).toBeCloseTo(3, 6);
  });

  it('survive variances whose squares would underflow', () => {
    const part = { variance: 1e-200, degrees: 2 };
    expect(welchDegrees([part, part])).toBeCloseTo(4, 12);
  });
});

describe('a ratio of two geometric means', () => {
  const logs = (values: Samples): Samples => values.map(Math.log) as readonly number[] as Samples;
  const side = (values: Samples) => {
    const found = logMean(logs(values));
    if (found === null) throw new Error('two values or more');
    return found;
  };
  const base: Samples = [100, 104, 98, 101];
  const head: Samples = [112, 118, 115];

  it('has Welch’s t as an independent library computes it', () => {
    const [a, b] = [logs(head), logs(base)].map((values) => ({
      mean: simple.mean([...values]),
      error: simple.sampleVariance([...values]) / values.length,
    }));
    if (!a || !b) throw new Error('both sides');
    const t = (a.mean - b.mean) / Math.sqrt(a.error + b.error);
    const degrees = (a.error + b.error) ** 2 / (a.error ** 2 / 2 + b.error ** 2 / 3);
    const found = logRatio(side(base), side(head));
    expect(found.ratio).toBeCloseTo(simple.geometricMean([...head]) / simple.geometricMean([...base]), 12);
    expect(found.p).toBeCloseTo(2 * studentTCdf(-t, degrees), 12);
    const half = studentTQuantile(0.975, degrees) * Math.sqrt(a.error + b.error);
    expect(Math.log(found.low)).toBeCloseTo(a.mean - b.mean - half, 10);
    expect(Math.log(found.high)).toBeCloseTo(a.mean - b.mean + half, 10);
  });

  it('turned round is its reciprocal, interval and all', () => {
    const one = logRatio(side(base), side(head));
    const other = logRatio(side(head), side(base));
    expect(other.ratio).toBeCloseTo(1 / one.ratio, 12);
    expect(other.low).toBeCloseTo(1 / one.high, 12);
    expect(other.p).toBeCloseTo(one.p, 12);
  });

  it('has no width where nothing varies, and is then certain', () => {
    expect(logRatio(side([2, 2]), side([2, 2]))).toEqual({ ratio: 1, low: 1, high: 1, p: 1 });
    expect(logRatio(side([2, 2]), side([4, 4])).p).toBe(0);
  });

  it('does not exist of one value', () => {
    expect(logMean([1])).toBeNull();
  });
});

describe('pooled means', () => {
  it('are the mean of the means, with the variance of a mean', () => {
    const pooled = pooledLogMean([
      { mean: 1, variance: 0.04, degrees: 9 },
      { mean: 3, variance: 0.04, degrees: 9 },
    ]);
    expect(pooled.mean).toBe(2);
    expect(pooled.variance).toBeCloseTo(0.02, 12);
    expect(pooled.degrees).toBeCloseTo(18, 12);
  });
});
