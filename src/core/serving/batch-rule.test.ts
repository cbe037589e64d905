import { describe, expect, it } from 'vitest';
import { seededRandom } from '../stats/random.ts';
import { type BatchRule, fittingPairs, pairsAround, ruleOf } from './batch-rule.ts';

const rule: BatchRule = {
  maxBatch: 16,
  maxWaitMs: 100,
  tokenBudget: 2048,
  lookAhead: 64,
  timeoutMs: 5000,
  queueLimit: 1000,
};

describe('the rule of a policy', () => {
  it('scores every pair alone and at once without batching', () => {
    expect(ruleOf('none', rule)).toEqual({
      ...rule,
      maxBatch: 1,
      maxWaitMs: 0,
      tokenBudget: null,
      lookAhead: 0,
    });
  });

  it('waits for a full batch of the fixed size', () => {
    const fixed = { ...rule, maxWaitMs: Number.POSITIVE_INFINITY, tokenBudget: null, lookAhead: 0 };
    expect(ruleOf('fixed', rule, 4)).toEqual({ ...fixed, maxBatch: 4 });
    expect(ruleOf('fixed', rule)).toEqual({ ...fixed, maxBatch: 16 });
  });

  it('is the rule itself where it is dynamic', () => {
    expect(ruleOf('dynamic', rule, 4)).toEqual(rule);
  });
});

const sized = (...lengths: number[]) => lengths.map((length, place) => ({ length, place }));
const limits = (maxBatch: number, tokenBudget: number | null = null) => ({ maxBatch, tokenBudget });

describe('pairs that fit into a batch', () => {
  it.each([
    ['all of fewer than the most', [5, 6, 7], limits(4), 3],
    ['as many as the most', [5, 6, 7, 8], limits(3), 3],
    ['none of none', [], limits(3), 0],
    ['up to the budget exactly, padding included', [10, 20, 20], limits(9, 60), 3],
    ['one less where the next would pass it', [10, 20, 20], limits(9, 59), 2],
    ['less where the next makes all longer', [10, 10, 40], limits(9, 100), 2],
    ['a pair longer than the budget alone', [70, 1], limits(9, 60), 1],
    ['no more than the most, whatever the budget', [1, 1, 1], limits(2, 60), 2],
  ])('%s', (_name, lengths, limit, fitting) => {
    expect(fittingPairs(sized(...lengths), limit)).toBe(fitting);
  });
});

describe('pairs around the oldest', () => {
  const around = (lengths: number[], limit: ReturnType<typeof limits>) =>
    pairsAround(sized(...lengths), limit).map(({ length }) => length);

  it('is a batch of like lengths that holds the oldest', () => {
    expect(around([50, 10, 90, 52, 12, 49], limits(3))).toEqual([52, 50, 49]);
    expect(around([10, 90, 52, 12, 49], limits(2))).toEqual([12, 10]);
    expect(around([90, 10, 11], limits(2))).toEqual([90, 11]);
  });

  it('prefers the fuller, then the less padded, then the shorter', () => {
    // 5 with 5 pads nothing; 5 with 6 and 5 with 4 pad one.
    expect(around([5, 6, 5, 4], limits(2))).toEqual([5, 5]);
    expect(around([5, 6, 4], limits(2))).toEqual([5, 4]);
    // Of 30 tokens: with 10 two more of 10 fit, with 15 only one more.
    expect(around([10, 15, 10, 10], limits(3, 30))).toEqual([10, 10, 10]);
  });

  it('takes those that came first among equals', () => {
    expect(pairsAround(sized(7, 7, 7, 7), limits(2)).map(({ place }) => place)).toEqual([0, 1]);
  });

  it('is nothing of nothing, and the oldest alone where it is longer than the budget', () => {
    expect(around([], limits(4))).toEqual([]);
    expect(around([99, 1, 2], limits(4, 50))).toEqual([99]);
  });

  it('is no worse than any other run around the oldest, and keeps the limits', () => {
    const random = seededRandom(3);
    for (let round = 0; round < 300; round++) {
      const window = sized(
        ...Array.from({ length: 1 + Math.floor(random() * 12) }, () => 1 + Math.floor(random() * 30)),
      );
      const limit = limits(
        1 + Math.floor(random() * 5),
        random() < 0.5 ? null : 20 + Math.floor(random() * 80),
      );
      const chosen = pairsAround(window, limit);
      const longest = chosen[0]?.length ?? 0;
      expect(chosen).toContain(window[0]);
      expect(new Set(chosen).size).toBe(chosen.length);
      expect(chosen.length).toBeLessThanOrEqual(limit.maxBatch);
      if (limit.tokenBudget !== null && chosen.length > 1) {
        expect(longest * chosen.length).toBeLessThanOrEqual(limit.tokenBudget);
      }
      const sorted = [...window].sort((a, b) => b.length - a.length);
      for (let start = 0; start < sorted.length; start++) {
        for (let end = start + 1; end <= Math.min(sorted.length, start + limit.maxBatch); end++) {
          const run = sorted.slice(start, end);
          const top = run[0]?.length ?? 0;
          const fits =
            run.length === 1 || limit.tokenBudget === null || top * run.length <= limit.tokenBudget;
          if (!fits || !run.includes(window[0] ?? { length: 0, place: -1 })) continue;
          expect(chosen.length).toBeGreaterThanOrEqual(run.length);
          if (run.length === chosen.length) expect(padding(chosen)).toBeLessThanOrEqual(padding(run));
        }
      }
    }
  });
});

const padding = (run: readonly { readonly length: number }[]) =>
  run.reduce((sum, { length }) => sum + (run[0]?.length ?? 0) - length, 0);
