import { describe, expect, it } from 'vitest';
import type { PassSample } from '../rerank/pass-times.ts';
import { fitPassTimes } from './pass-time-fit.ts';

const shapes = [1, 2, 4, 8, 16].flatMap((pairs) => [16, 40, 128, 300].map((length) => ({ pairs, length })));
const sampled = (msOf: (pairs: number, length: number) => number): PassSample[] =>
  shapes.map(({ pairs, length }) => ({ pairs, length, ms: [msOf(pairs, length)] }));

describe('a fit of pass times', () => {
  it.each([
    ['all four costs', (p: number, l: number) => 3 + 0.02 * p * l + 5e-5 * p * l * l + 0.4 * p],
    ['tokens alone', (p: number, l: number) => 0.02 * p * l],
    ['a pass and its tokens', (p: number, l: number) => 3 + 0.02 * p * l],
    ['attention and pairs', (p: number, l: number) => 5e-5 * p * l * l + 0.4 * p],
  ])('finds %s again, and foretells shapes that it never saw', (_name, msOf) => {
    const fitted = fitPassTimes(sampled(msOf));
    for (const { pairs, length } of [...shapes, { pairs: 3, length: 77 }, { pairs: 64, length: 512 }]) {
      expect(fitted(pairs, length) / msOf(pairs, length)).toBeCloseTo(1, 6);
    }
  });

  it('has no cost below 0, so that no pass is free', () => {
    // A line through these would start at −20 ms.
    const fitted = fitPassTimes(sampled((pairs, length) => Math.max(0.5, 0.1 * pairs * length - 20)));
    for (const { pairs, length } of shapes) {
      expect(fitted(pairs, length)).toBeGreaterThan(0);
      expect(fitted(pairs + 1, length)).toBeGreaterThanOrEqual(fitted(pairs, length));
      expect(fitted(pairs, length + 1)).toBeGreaterThanOrEqual(fitted(pairs, length));
    }
  });

  it('errs alike, in relation, at small passes and at large ones', () => {
    const fitted = fitPassTimes([
      { pairs: 1, length: 10, ms: [0.9] },
      { pairs: 100, length: 10, ms: [110] },
    ]);
    // No sum of costs grows faster than its tokens: the small one is too dear by as much as the large one is
    // too cheap.
    expect(fitted(1, 10) / 0.9).toBeCloseTo(1.089, 3);
    expect(fitted(100, 10) / 110).toBeCloseTo(0.891, 3);
  });

  it('weighs a shape by its times', () => {
    const often = { pairs: 1, length: 10, ms: Array.from({ length: 15 }, () => 1) };
    const once = { pairs: 1, length: 10, ms: [2] };
    const fitted = fitPassTimes([often, once])(1, 10);
    expect(fitted).toBeGreaterThan(1);
    expect(fitted).toBeLessThan(1.06);
  });

  it('takes a single shape’s cost to be that of its tokens', () => {
    const fitted = fitPassTimes([{ pairs: 2, length: 50, ms: [8, 12] }]);
    expect(fitted(2, 50)).toBeCloseTo(10, 9);
    expect(fitted(4, 50)).toBeCloseTo(20, 9);
  });

  it('needs a pass that took time', () => {
    expect(() => fitPassTimes([])).toThrow(RangeError);
    expect(() => fitPassTimes([{ pairs: 1, length: 1, ms: [0, 0] }])).toThrow(RangeError);
  });
});
