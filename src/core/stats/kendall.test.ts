import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kendallTau } from './kendall.ts';

/** Few different values, so that ties are common. */
const paired = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), {
  maxLength: 20,
});
const split = (pairs: readonly (readonly [number, number])[]) =>
  [pairs.map(([a]) => a), pairs.map(([, b]) => b)] as const;

describe('Kendall’s τ-b', () => {
  it('is 1 for one order, −1 for opposite orders', () => {
    expect(kendallTau([1, 5, 9, 20], [-3, 0, 0.5, 7])).toBe(1);
    expect(kendallTau([1, 5, 9, 20], [7, 0.5, 0, -3])).toBe(-1);
  });

  it('counts pairs: of six, five agree and one does not', () => {
    expect(kendallTau([1, 2, 3, 4], [1, 2, 4, 3])).toBeCloseTo(4 / 6, 15);
  });

  it('takes ties into account', () => {
    // C = 2, D = 0, P = 3, one tie in the first: 2 / √(2 · 3).
    expect(kendallTau([1, 1, 2], [1, 2, 3])).toBeCloseTo(2 / Math.sqrt(6), 15);
    // The example in the documentation of scipy.stats.kendalltau.
    expect(kendallTau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.47140452079103173, 14);
  });

  it('sees no agreement where a series puts nothing in order', () => {
    expect(kendallTau([3, 3, 3], [1, 2, 3])).toBe(0);
    expect(kendallTau([1], [1])).toBe(0);
    expect(kendallTau([], [])).toBe(0);
  });

  it('refuses series of different lengths', () => {
    expect(() => kendallTau([1, 2], [1])).toThrow(RangeError);
  });

  it('lies within [−1, 1], is symmetric, and turns its sign with a series', () => {
    fc.assert(
      fc.property(paired.map(split), ([a, b]) => {
        const tau = kendallTau(a, b);
        expect(Math.abs(tau)).toBeLessThanOrEqual(1);
        expect(kendallTau(b, a)).toBe(tau);
        expect(
          kendallTau(
            a,
            b.map((value) => -value),
          ) + tau,
        ).toBe(0);
      }),
    );
  });
});
