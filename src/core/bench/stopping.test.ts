import { describe, expect, it } from 'vitest';
import { batchesOf } from '../rerank/testing/batches.ts';
import { largestBatchTokens } from './largest-batch.ts';
import { expectedRounds, isBudgetSpent, needsRound, stoppingRule } from './stopping.ts';

const steady = (n: number) => Array.from({ length: n }, (_, i) => 100 + (i % 2));
/** Swings by a third around its mean without any trend. */
const swinging = (n: number) => Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 70 : 130));
const state = (rounds: number, latencies: number[][], spentMs = 0) => ({ rounds, latencies, spentMs });
const { minRounds, maxRounds, laneBudgetMs } = stoppingRule;

describe('when sampling ends', () => {
  it('is after the repetitions that were asked for, whatever the intervals say', () => {
    expect(needsRound(state(4, [swinging(4)], 1e9), 5)).toBe(true);
    expect(needsRound(state(5, [swinging(5)]), 5)).toBe(false);
  });

  it('is not before ten rounds, and then as soon as every interval is narrow', () => {
    expect(needsRound(state(minRounds - 1, [steady(9)]), null)).toBe(true);
    expect(needsRound(state(minRounds, [steady(10)]), null)).toBe(false);
    expect(needsRound(state(minRounds, [steady(10), swinging(10)]), null)).toBe(true);
  });

  it('is after thirty rounds at the latest', () => {
    expect(needsRound(state(maxRounds - 1, [swinging(29)]), null)).toBe(true);
    expect(needsRound(state(maxRounds, [swinging(30)]), null)).toBe(false);
  });

  it('is with the time budget, but not before each cell has a sample', () => {
    expect(needsRound(state(0, [[]], laneBudgetMs), null)).toBe(true);
    expect(needsRound(state(1, [[1]], laneBudgetMs - 1), null)).toBe(true);
    expect(needsRound(state(1, [[1]], laneBudgetMs), null)).toBe(false);
    expect(isBudgetSpent(1, laneBudgetMs, null)).toBe(false);
    expect(isBudgetSpent(2, laneBudgetMs, null)).toBe(true);
    expect(isBudgetSpent(2, laneBudgetMs, 5)).toBe(false);
  });

  it('is at once where no cell lives', () => {
    expect(needsRound(state(0, []), null)).toBe(false);
  });
});

describe('the rounds to expect', () => {
  it('are those asked for, the least there are, or as many as the widest interval needs', () => {
    expect(expectedRounds(state(0, [[]]), 7)).toBe(7);
    expect(expectedRounds(state(3, [steady(3)]), null)).toBe(minRounds);
    expect(expectedRounds(state(10, [swinging(10)]), null)).toBe(maxRounds);
  });
});

describe('the largest batch', () => {
  it('counts padding, and depends on the order', () => {
    expect(largestBatchTokens([10, 2, 9, 3], batchesOf(2, 64, 'length'))).toBe(20);
    expect(largestBatchTokens([10, 2, 1, 3], batchesOf(3, 64, 'input'))).toBe(30);
  });
});
