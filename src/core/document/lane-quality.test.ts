import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Device, Dtype } from '../rerank/devices.ts';
import { kendallTau } from '../stats/kendall.ts';
import {
  judgeOrders,
  ndcgDifference,
  orderAgreement,
  rankingQuality,
  relevanceQuality,
  type ScoredLane,
} from './lane-quality.ts';

const lane = (
  laneId: string,
  dtype: Dtype,
  scores: readonly (number | null)[],
  more: { device?: Device; isSound?: boolean } = {},
): ScoredLane => ({ laneId, device: 'wasm', dtype, isSound: true, scores, ...more });

const falling = (n: number) => Array.from({ length: n }, (_, i) => n - i);

describe('the reference lane', () => {
  const referenceOf = (...lanes: ScoredLane[]) =>
    [...judgeOrders(lanes, { pairCount: 3 }).values()].find(({ agreement }) => agreement)?.agreement?.laneId;

  it('is that of the largest dtype, of the CPU before the GPU', () => {
    const scores = [3, 2, 1];
    expect(referenceOf(lane('a', 'q8', scores), lane('b', 'fp16', scores))).toBe('b');
    expect(referenceOf(lane('a', 'q8', scores), lane('b', 'fp16', scores), lane('c', 'fp32', scores))).toBe(
      'c',
    );
    expect(referenceOf(lane('a', 'fp32', scores, { device: 'webgpu' }), lane('b', 'fp32', scores))).toBe('b');
  });

  it('has sound scores, where any lane has', () => {
    const scores = [3, 2, 1];
    expect(referenceOf(lane('a', 'fp32', scores, { isSound: false }), lane('b', 'q4', scores))).toBe('b');
  });

  it('is compared with no other, nor is a lane whose scores are not all numbers', () => {
    const judged = judgeOrders(
      [lane('a', 'fp32', [3, 2, 1]), lane('b', 'q8', [3, null, 1]), lane('c', 'q4', [1, 2, 3])],
      { pairCount: 3 },
    );
    expect(judged.get('a')).toEqual({});
    expect(judged.has('b')).toBe(false);
    expect(judged.get('c')?.agreement).toMatchObject({ laneId: 'a', kendallTau: -1, largestMove: 2 });
  });
});

describe('the agreement of two orders', () => {
  it('tells τ, what the top ten keeps and the largest move', () => {
    const reference = falling(20);
    // The eleventh passes the tenth.
    const own = reference.with(9, 10).with(10, 11);
    expect(orderAgreement(own, reference)).toEqual({
      kendallTau: kendallTau(own, reference),
      topShare: 0.9,
      topOf: 10,
      largestMove: 1,
      queries: 1,
      pairs: 20,
    });
  });

  it('looks at the first half of up to ten documents, since all of them are kept', () => {
    expect(orderAgreement([1, 2, 3, 4], [4, 3, 2, 1])).toMatchObject({ topShare: 0, topOf: 2 });
    expect(orderAgreement(falling(10), falling(10))).toMatchObject({ topOf: 5 });
    expect(orderAgreement(falling(11), falling(11))).toMatchObject({ topOf: 10 });
  });

  it('is averaged over queries, leaving out those of one document', () => {
    const queries = [0, 0, 0, 1, 2, 2];
    const agreement = orderAgreement([3, 2, 1, 7, 1, 2], [3, 2, 1, 8, 2, 1], queries);
    expect(agreement).toMatchObject({ kendallTau: 0, queries: 2, largestMove: 1 });
    expect(orderAgreement([1], [1])).toBeNull();
    expect(orderAgreement([1, 2], [1, 2], [0, 1])).toBeNull();
  });

  it('counts the pairs that both have', () => {
    expect(orderAgreement([3, 2, 1], [1, 2])).toMatchObject({ kendallTau: -1, pairs: 2 });
  });

  it('is whole for any order with itself', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 2, maxLength: 30 }), (scores) => {
        expect(orderAgreement(scores, scores)).toMatchObject({ kendallTau: 1, topShare: 1, largestMove: 0 });
      }),
    );
  });
});

describe('quality by relevance', () => {
  const input = { pairCount: 4, queries: [0, 0, 1, 1], relevance: [1, 0, 1, null] };

  it('is the mean over queries, a document without judgement counting as not relevant', () => {
    const quality = relevanceQuality([2, 1, 1, 2], input);
    expect(quality?.mrr).toBe((1 + 1 / 2) / 2);
    expect(quality?.ndcg).toBeCloseTo((1 + 1 / Math.log2(3)) / 2, 12);
    expect(quality?.queries).toBe(2);
  });

  it('leaves out queries without a relevant document, and those not scored to their end', () => {
    expect(relevanceQuality([2, 1, 1, 2], { ...input, relevance: [1, 0, 0, 0] })?.queries).toBe(1);
    expect(relevanceQuality([2, 1, 1], input)?.queries).toBe(1);
    expect(relevanceQuality([2], input)).toBeNull();
    // The fifth pair is not among those whose query is known, and may belong to the second.
    expect(relevanceQuality([2, 1, 1, 2], { ...input, pairCount: 5 })?.queries).toBe(1);
    expect(relevanceQuality([2, 1], { pairCount: 2 })).toBeNull();
  });

  it('is compared with the reference’s query by query', () => {
    const one = 1 - 1 / Math.log2(3);
    expect(ndcgDifference([1, 2, 2, 1], [2, 1, 2, 1], input)).toEqual({
      ndcg: -one / 2,
      ci95: [-one, 0],
    });
    expect(ndcgDifference([1, 2], [2, 1], { pairCount: 2, relevance: [1, 0] })?.ci95).toBeNull();
    const judged = judgeOrders([lane('a', 'fp32', [2, 1, 2, 1]), lane('b', 'q8', [1, 2, 2, 1])], input);
    expect(judged.get('a')?.relevance).not.toHaveProperty('difference');
    expect(judged.get('b')?.relevance?.difference).toMatchObject({ laneId: 'a', ndcg: -one / 2 });
  });
});

describe('a ranking', () => {
  it('is judged query by query, and only where relevance is known', () => {
    expect(rankingQuality([{ score: 1 }, { score: 2 }])).toBeNull();
    expect(rankingQuality([{ score: 1, relevance: 1 }, { score: 2 }])).toMatchObject({
      mrr: 0.5,
      queries: 1,
    });
    const mixed = [
      { score: 1, relevance: 1 },
      { score: 2, relevance: 1, query: 'other' },
    ];
    expect(rankingQuality(mixed)).toEqual({ ndcg: 1, mrr: 1, queries: 2 });
  });
});
