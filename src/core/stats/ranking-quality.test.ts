import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ndcg, orderChange, reciprocalRank } from './ranking-quality.ts';

/** Every order of so many things. */
function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n - 1, ...rest.slice(at)]),
  );
}

/** Every order that the scores allow: no document before one of higher score. */
const allowed = (scores: readonly number[]) =>
  permutations(scores.length).filter((order) =>
    order.every((at, i) => i === 0 || (scores[order[i - 1] ?? 0] ?? 0) >= (scores[at] ?? 0)),
  );

/** By the definition, of one order of relevances. */
const plainDcg = (gains: readonly number[], k: number) =>
  gains.slice(0, k).reduce((sum, gain, i) => sum + gain / (Math.log(i + 2) / Math.log(2)), 0);
const plainReciprocal = (gains: readonly number[], k: number) => {
  const first = gains.slice(0, k).findIndex((gain) => gain > 0);
  return first < 0 ? 0 : 1 / (first + 1);
};

/** The mean of a measure over every allowed order. */
function meanOver(
  scores: readonly number[],
  relevance: readonly number[],
  measure: (gains: readonly number[]) => number,
): number {
  const orders = allowed(scores);
  return (
    orders.reduce((sum, order) => sum + measure(order.map((at) => relevance[at] ?? 0)), 0) / orders.length
  );
}

/** Few different values, so that ties are common. */
const judged = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((pairs) => [pairs.map(([score]) => score), pairs.map(([, gain]) => gain)] as const);
const cutOff = fc.integer({ min: 1, max: 7 });

describe('NDCG', () => {
  it('is 1 for the best order, and less for any worse one', () => {
    expect(ndcg([3, 2, 1], [2, 1, 0])).toBe(1);
    expect(ndcg([1, 2, 3], [2, 1, 0])).toBeLessThan(1);
  });

  it('discounts by log₂(place + 1): worked by hand', () => {
    // Relevance in ranked order 3, 2, 3, 0, 1, 2: the example of Wikipedia's "Discounted cumulative gain".
    const gains = [3, 2, 3, 0, 1, 2];
    const dcg = 3 + 2 / Math.log2(3) + 3 / 2 + 0 + 1 / Math.log2(6) + 2 / Math.log2(7);
    expect(dcg).toBeCloseTo(6.861, 3);
    const best = 3 + 3 / Math.log2(3) + 2 / 2 + 2 / Math.log2(5) + 1 / Math.log2(6);
    expect(ndcg([6, 5, 4, 3, 2, 1], gains, 6)).toBeCloseTo(dcg / best, 12);
    expect(ndcg([6, 5, 4, 3, 2, 1], gains, 1)).toBe(1);
    expect(ndcg([6, 5, 4, 3, 2, 1], gains, 2)).toBeCloseTo(
      (3 + 2 / Math.log2(3)) / (3 + 3 / Math.log2(3)),
      12,
    );
  });

  it('looks at the first ten places unless told otherwise', () => {
    const scores = Array.from({ length: 11 }, (_, i) => -i);
    const last = scores.map((_, i) => (i === 10 ? 1 : 0));
    expect(ndcg(scores, last)).toBe(0);
    expect(ndcg(scores, last, 11)).toBeCloseTo(1 / Math.log2(12), 12);
  });

  it('is the mean over all orders that equal scores allow', () => {
    // One of two equals is relevant: it stands first half the time.
    expect(ndcg([1, 1], [1, 0])).toBeCloseTo((1 + 1 / Math.log2(3)) / 2, 12);
    fc.assert(
      fc.property(judged, cutOff, ([scores, relevance], k) => {
        const best = plainDcg(
          relevance.toSorted((a, b) => b - a),
          k,
        );
        const value = ndcg(scores, relevance, k);
        if (best === 0) expect(value).toBeNull();
        else expect(value).toBeCloseTo(meanOver(scores, relevance, (gains) => plainDcg(gains, k)) / best, 10);
      }),
    );
  });

  it('has no value without a relevant document, and counts negative relevance as none', () => {
    expect(ndcg([2, 1], [0, 0])).toBeNull();
    expect(ndcg([], [])).toBeNull();
    expect(ndcg([2, 1], [-1, 1])).toBeCloseTo(1 / Math.log2(3), 12);
  });

  it('refuses lists of different lengths', () => {
    expect(() => ndcg([1], [1, 2])).toThrow(RangeError);
  });
});

describe('the reciprocal rank', () => {
  it('is 1 over the first relevant place, and 0 beyond the first ten', () => {
    expect(reciprocalRank([3, 2, 1], [0, 0, 5])).toBeCloseTo(1 / 3, 12);
    expect(reciprocalRank([3, 2, 1], [0, 1, 1])).toBe(1 / 2);
    const scores = Array.from({ length: 11 }, (_, i) => -i);
    expect(
      reciprocalRank(
        scores,
        scores.map((_, i) => (i === 10 ? 1 : 0)),
      ),
    ).toBe(0);
    expect(reciprocalRank([1, 2], [0, 0])).toBeNull();
  });

  it('is the mean over all orders that equal scores allow', () => {
    // One relevant among three equals: (1 + 1/2 + 1/3) / 3.
    expect(reciprocalRank([1, 1, 1], [0, 1, 0])).toBeCloseTo(11 / 18, 12);
    fc.assert(
      fc.property(judged, cutOff, ([scores, relevance], k) => {
        const value = reciprocalRank(scores, relevance, k);
        if (relevance.every((gain) => gain === 0)) expect(value).toBeNull();
        else
          expect(value).toBeCloseTo(
            meanOver(scores, relevance, (gains) => plainReciprocal(gains, k)),
            10,
          );
      }),
    );
  });
});

describe('how two orders differ', () => {
  it('counts what the top keeps and the furthest move', () => {
    const reference = [9, 8, 7, 6, 5];
    expect(orderChange(reference, reference, 2)).toEqual({ topKept: 2, topOf: 2, largestMove: 0 });
    // The last comes first: it moves by four, the others by one.
    expect(orderChange([9, 8, 7, 6, 10], reference, 2)).toEqual({ topKept: 1, topOf: 2, largestMove: 4 });
    expect(orderChange([1, 2], [2, 1], 10)).toEqual({ topKept: 2, topOf: 2, largestMove: 1 });
  });

  it('keeps equals as they were given', () => {
    expect(orderChange([1, 1, 1], [3, 2, 1], 2)).toEqual({ topKept: 2, topOf: 2, largestMove: 0 });
  });

  it('is the same from either side', () => {
    fc.assert(
      fc.property(judged, cutOff, ([a, b], k) => {
        expect(orderChange(a, b, k)).toEqual(orderChange(b, a, k));
      }),
    );
  });
});
