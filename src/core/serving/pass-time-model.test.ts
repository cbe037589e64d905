import { describe, expect, it } from 'vitest';
import type { PassSample } from '../rerank/pass-times.ts';
import { seededRandom } from '../stats/random.ts';
import { passTimeModel } from './pass-time-model.ts';

const costMs = (pairs: number, length: number) => 5 + 0.02 * pairs * length;
const repeated = (count: number, ms: (place: number) => number) =>
  Array.from({ length: count }, (_, i) => ms(i));
const sample = (pairs: number, length: number, ms: readonly number[]): PassSample => ({ pairs, length, ms });

/** Batches of 1 to 16 at a few lengths, each taken so many times, with a scatter of ±10 %. */
const grid = (times: number, factor: (pairs: number, length: number) => number = () => 1): PassSample[] => {
  const random = seededRandom(3);
  return [1, 2, 4, 8, 16].flatMap((pairs) =>
    [30, 60, 120].map((length) =>
      sample(
        pairs,
        length,
        repeated(times, () => costMs(pairs, length) * factor(pairs, length) * (0.9 + 0.2 * random())),
      ),
    ),
  );
};
const draws = (model: ReturnType<typeof passTimeModel>, pairs: number, length: number, count = 4000) => {
  const random = seededRandom(8);
  return repeated(count, () => model.drawMs(pairs, length, random));
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values: readonly number[]) => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2))) / centre;
};

describe('a model of pass times', () => {
  it('draws a measured shape from its own times, and from no other', () => {
    const own = [10, 11, 12, 13, 14, 15, 16, 30];
    const model = passTimeModel({ samples: [...grid(10), sample(3, 33, own)] });
    expect(model.meanMs(3, 33)).toBeCloseTo(mean(own), 9);
    const drawn = new Set(draws(model, 3, 33, 500).map((ms) => Math.round(ms * 1e6) / 1e6));
    expect([...drawn].sort((a, b) => a - b)).toEqual(own);
  });

  it('does not take a few times of a shape for all there is to it', () => {
    const model = passTimeModel({ samples: [...grid(10), sample(3, 33, [70, 70, 70])] });
    const interpolated = passTimeModel({ samples: grid(10) }).meanMs(3, 33);
    expect(model.meanMs(3, 33)).toBeGreaterThan(interpolated);
    expect(model.meanMs(3, 33)).toBeLessThan(70);
    expect(new Set(draws(model, 3, 33, 500)).size).toBeGreaterThan(8);
  });

  it('interpolates within the scatter of what was measured, and scatters as that does', () => {
    const model = passTimeModel({ samples: grid(10) });
    for (const [pairs, length] of [
      [3, 45],
      [6, 100],
      [12, 33],
    ] as const) {
      expect(model.meanMs(pairs, length) / costMs(pairs, length)).toBeGreaterThan(0.96);
      expect(model.meanMs(pairs, length) / costMs(pairs, length)).toBeLessThan(1.04);
      const drawn = draws(model, pairs, length);
      expect(mean(drawn) / model.meanMs(pairs, length)).toBeCloseTo(1, 2);
      // An even scatter of ±10 % has a deviation of 0.2/√12.
      expect(spread(drawn)).toBeGreaterThan(0.045);
      expect(spread(drawn)).toBeLessThan(0.07);
    }
  });

  it('follows what was measured nearby where the fit alone does not, and the fit far from it', () => {
    // Batches of 4 are half as dear again: nothing that four costs could add up to.
    const odd = (pairs: number) => (pairs === 4 ? 1.5 : 1);
    const model = passTimeModel({ samples: grid(16, odd) });
    expect(model.meanMs(4, 66) / costMs(4, 66)).toBeGreaterThan(1.4);
    expect(model.meanMs(2, 66) / costMs(2, 66)).toBeLessThan(1.1);
  });

  it('tells how far off it is at shapes it has not seen', () => {
    const exact = passTimeModel({
      samples: grid(4).map((one) => ({ ...one, ms: [costMs(one.pairs, one.length)] })),
    });
    expect(exact.relativeError).toBeLessThan(1e-6);
    const odd = passTimeModel({ samples: grid(16, (pairs) => (pairs === 4 ? 1.5 : 1)) });
    expect(odd.relativeError).toBeGreaterThan(0.1);
    expect(odd.relativeError).toBeLessThan(0.3);
  });

  it('never scatters where each shape was timed once', () => {
    const model = passTimeModel({ samples: grid(1) });
    expect(new Set(draws(model, 3, 45, 50)).size).toBe(1);
  });

  it('leaves out passes that the clock could not tell from none, and needs one that it could', () => {
    const model = passTimeModel({ samples: [...grid(2), sample(1, 2, [0, 0])] });
    expect(model.meanMs(1, 2)).toBeGreaterThan(0);
    expect(Number.isFinite(model.relativeError)).toBe(true);
    expect(() => passTimeModel({ samples: [sample(1, 2, [0])] })).toThrow(RangeError);
    expect(() => passTimeModel({ samples: [] })).toThrow(RangeError);
  });
});
