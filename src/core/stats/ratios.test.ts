import fc from 'fast-check';
import { sampleStandardDeviation, tTestTwoSample } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { seededRandom } from './random.ts';
import { independentRatio, pairedRatio, type RoundSeries } from './ratio.ts';
import { normalRandom } from './testing/normal-random.ts';

const series = (samples: readonly number[], rounds = samples.map((_, i) => i + 1)): RoundSeries => ({
  samples,
  rounds,
});
const latencies = fc.array(fc.double({ min: 0.1, max: 1e4, noNaN: true }), { minLength: 3, maxLength: 30 });

describe('a ratio paired by round', () => {
  it('is the ratio of means with the delta method’s interval, by hand', () => {
    // Means 20 and 10; e = [22−20, 18−20, 20−20]/20 − [10−10, 9−10, 11−10]/10 = [0.1, 0, −0.1]; sd(e) = 0.1.
    const { ratio, ci95, n } = pairedRatio(series([22, 18, 20]), series([10, 9, 11])) ?? {};
    expect(ratio).toBe(2);
    expect(n).toBe(3);
    const half = (4.302652729911275 * 0.1) / Math.sqrt(3);
    expect(ci95?.[0]).toBeCloseTo(2 * Math.exp(-half), 10);
    expect(ci95?.[1]).toBeCloseTo(2 * Math.exp(half), 10);
  });

  it('counts only rounds that both have', () => {
    const top = series([99, 22, 18, 20], [1, 2, 3, 5]);
    const bottom = series([11, 10, 9, 99], [5, 2, 3, 4]);
    expect(pairedRatio(top, bottom)).toEqual(pairedRatio(series([22, 18, 20]), series([10, 9, 11])));
  });

  it('has no interval below three shared rounds, and no ratio without one', () => {
    expect(pairedRatio(series([2, 4]), series([1, 2]))).toEqual({ ratio: 2, ci95: null, n: 2 });
    expect(pairedRatio(series([2, 4], [1, 2]), series([1, 2], [3, 4]))).toBeNull();
    expect(pairedRatio(series([0, 0, 0]), series([1, 2, 3]))).toBeNull();
  });

  it('ignores a sample whose round is not known', () => {
    expect(pairedRatio(series([2, 4, 6], [1, 2]), series([1, 2, 3], [1, 2]))?.n).toBe(2);
  });

  it('widens where neighbouring rounds resemble each other', () => {
    const flat = series(Array.from({ length: 20 }, () => 10));
    const width = (values: number[]) => {
      const [low, high] = pairedRatio(series(values), flat)?.ci95 ?? [1, 1];
      return Math.log(high / low);
    };
    const drifting = Array.from({ length: 20 }, (_, i) => 10 + i / 10);
    const mixed = drifting.map((_, i) => drifting[(i * 7) % 20] ?? 0);
    expect(width(drifting)).toBeGreaterThan(2 * width(mixed));
  });

  it('of a series with itself is exactly 1, without doubt', () => {
    fc.assert(
      fc.property(latencies, (samples) => {
        const estimate = pairedRatio(series(samples), series(samples));
        expect(estimate).toEqual({ ratio: 1, ci95: [1, 1], n: samples.length });
      }),
    );
  });

  it('scales with its top, turns over with its sides, and holds its own ratio', () => {
    const two = fc
      .array(
        fc.tuple(fc.double({ min: 1, max: 100, noNaN: true }), fc.double({ min: 1, max: 100, noNaN: true })),
        {
          minLength: 3,
          maxLength: 30,
        },
      )
      .map((pairs) => [series(pairs.map(([a]) => a)), series(pairs.map(([, b]) => b))] as const);
    fc.assert(
      fc.property(two, fc.double({ min: 0.01, max: 100, noNaN: true }), ([top, bottom], factor) => {
        const estimate = pairedRatio(top, bottom);
        const scaled = pairedRatio(series(top.samples.map((value) => value * factor)), bottom);
        const turned = pairedRatio(bottom, top);
        const [low, high] = estimate?.ci95 ?? [Number.NaN, Number.NaN];
        const ratio = estimate?.ratio ?? Number.NaN;
        expect(low).toBeLessThanOrEqual(ratio);
        expect(high).toBeGreaterThanOrEqual(ratio);
        expect((scaled?.ratio ?? 0) / (ratio * factor)).toBeCloseTo(1, 10);
        expect((turned?.ratio ?? 0) * ratio).toBeCloseTo(1, 10);
        // Skips cases in which rounding tips the autocorrelation over its threshold.
        fc.pre(Math.abs(Math.log((scaled?.ci95?.[0] ?? 0) / (low * factor))) < 1e-6);
        expect((turned?.ci95?.[0] ?? 0) * high).toBeCloseTo(1, 6);
      }),
    );
  });
});

/** Share of simulated runs whose interval holds the true ratio of 1.1. */
function coverage(runs: number, n: number, noise: () => () => number): number {
  const round = normalRandom(seededRandom(11));
  let held = 0;
  for (let run = 0; run < runs; run++) {
    const own = noise();
    const shared = Array.from({ length: n }, () => Math.exp(0.15 * round()));
    const top = shared.map((factor) => 110 * factor * (1 + 0.05 * own()));
    const bottom = shared.map((factor) => 100 * factor * (1 + 0.05 * own()));
    const [low, high] = pairedRatio(series(top), series(bottom))?.ci95 ?? [0, 0];
    if (low <= 1.1 && 1.1 <= high) held++;
  }
  return held / runs;
}

describe('the 95 % interval of a paired ratio', () => {
  // 2000 runs: one standard deviation of the share is half a per cent.
  it.each([3, 10, 30])('holds the true ratio in about 95 of 100 runs of %d rounds', (n) => {
    const normal = normalRandom(seededRandom(n));
    const share = coverage(2000, n, () => normal);
    expect(share).toBeGreaterThan(0.93);
    expect(share).toBeLessThan(0.97);
  });

  it('is far narrower than an unpaired one where rounds differ', () => {
    const normal = normalRandom(seededRandom(5));
    const shared = Array.from({ length: 20 }, () => Math.exp(0.15 * normal()));
    const top = shared.map((factor) => 110 * factor * (1 + 0.02 * normal()));
    const bottom = shared.map((factor) => 100 * factor * (1 + 0.02 * normal()));
    const width = ([low, high]: readonly [number, number]) => Math.log(high / low);
    const paired = pairedRatio(series(top), series(bottom))?.ci95 ?? [0, 0];
    const unpaired = independentRatio(top, bottom)?.ci95 ?? [0, 0];
    expect(width(paired)).toBeLessThan(width(unpaired) / 3);
  });
});

describe('a ratio of independent series', () => {
  it('has Welch’s interval on the logarithm, by hand', () => {
    // Means 20 and 10, variances 4 and 2/3, n 3 and 4: v = (4/400)/3 = 1/300 and (2/3/100)/4 = 1/600.
    const top = [18, 20, 22];
    const bottom = [9, 10, 10, 11];
    const above = 1 / 300;
    const below = 1 / 600;
    const degrees = (above + below) ** 2 / (above ** 2 / 2 + below ** 2 / 3);
    expect(degrees).toBeCloseTo(27 / 7, 10);
    const { ratio, ci95, n } = independentRatio(top, bottom) ?? {};
    expect([ratio, n]).toEqual([2, 3]);
    // t at 27/7 degrees lies between those at 3 (3.18245) and at 4 (2.77645).
    const t = Math.log((ci95?.[1] ?? 0) / 2) / Math.sqrt(above + below);
    expect(t).toBeGreaterThan(2.77645);
    expect(t).toBeLessThan(3.18245);
    expect((ci95?.[0] ?? 0) * (ci95?.[1] ?? 0)).toBeCloseTo(4, 10);
  });

  it('has no interval from fewer than three a side, and none of no width is widened', () => {
    expect(independentRatio([2, 2], [1, 1, 1])).toEqual({ ratio: 2, ci95: null, n: 2 });
    expect(independentRatio([2, 2, 2], [1, 1, 1])).toEqual({ ratio: 2, ci95: [2, 2], n: 3 });
    expect(independentRatio([], [1, 1, 1])).toBeNull();
    expect(independentRatio([0, 0, 0], [1, 1, 1])).toBeNull();
  });

  it('agrees with a two-sample t statistic where both sides vary alike and the ratio is near 1', () => {
    const normal = normalRandom(seededRandom(8));
    const top = Array.from({ length: 25 }, () => 100 + 0.1 * normal());
    const bottom = Array.from({ length: 25 }, () => 100 + 0.1 * normal());
    const { ratio = 0, ci95 } = independentRatio(top, bottom) ?? {};
    const error = Math.sqrt((sampleStandardDeviation(top) ** 2 + sampleStandardDeviation(bottom) ** 2) / 25);
    // The degrees of freedom are 48 at most and not many fewer, so t is 2.011 to 2.02.
    expect(Math.log((ci95?.[1] ?? 0) / ratio) / (error / 100)).toBeCloseTo(2.011, 1);
    expect(Math.log(ratio) / (error / 100)).toBeCloseTo(tTestTwoSample(top, bottom) ?? 0, 1);
  });

  it('holds the true ratio in about 95 of 100 runs', () => {
    const normal = normalRandom(seededRandom(2));
    let held = 0;
    for (let run = 0; run < 2000; run++) {
      const top = Array.from({ length: 10 }, () => 120 * (1 + 0.1 * normal()));
      const bottom = Array.from({ length: 15 }, () => 100 * (1 + 0.03 * normal()));
      const [low, high] = independentRatio(top, bottom)?.ci95 ?? [0, 0];
      if (low <= 1.2 && 1.2 <= high) held++;
    }
    expect(held / 2000).toBeGreaterThan(0.93);
    expect(held / 2000).toBeLessThan(0.97);
  });
});
