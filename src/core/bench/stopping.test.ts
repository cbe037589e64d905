import { describe, expect, it } from 'vitest';
import { batchesOf } from '../rerank/testing/batches.ts';
import { largestBatchTokens } from './largest-batch.ts';
import { expectedRounds, isBudgetSpent, needsRound, type SamplingState, stoppingRule } from './stopping.ts';
import { swinging as swingingBy } from './testing/measured.ts';

const steady = (n: number) => Array.from({ length: n }, (_, i) => 100 + (i % 2));
/** Swings by a third around its mean without any trend. */
const swinging = (n: number) => Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 70 : 130));
/** Each cell of a pair count of its own, so that there is no batch size to choose. */
const state = (rounds: number, latencies: number[][], spentMs = 0): SamplingState => ({
  rounds,
  cells: latencies.map((own, i) => ({ pairCount: i + 1, batchSize: 1, latencies: own })),
  spentMs,
});
/**
 * After ten rounds: batch sizes of 1 and 2 of one pair count, the first so fast in comparison, swinging by a
 * share.
 */
const choosing = (ratio: number, share: number, spentMs = 0): SamplingState => ({
  rounds: 10,
  cells: [
    { pairCount: 10, batchSize: 1, latencies: swingingBy(100 / ratio, share) },
    { pairCount: 10, batchSize: 2, latencies: Array.from({ length: 10 }, () => 100) },
  ],
  spentMs,
});
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

  it('is not while the choice of a batch size is open and the rounds left can decide it', () => {
    // Ratio 0.97: after ten rounds its half-width is 1.083 · share, after thirty it would be 0.53 · share;
    // ln(0.97/0.95) is 0.0208.
    expect(needsRound(choosing(0.97, 0.019), null)).toBe(false);
    expect(needsRound(choosing(0.97, 0.03), null)).toBe(true);
    expect(needsRound(choosing(0.97, 0.044), null)).toBe(false);
    expect(needsRound(choosing(0.95, 0.03), null)).toBe(false);
  });

  it('is when the means are narrow where there is nothing to choose from', () => {
    const { rounds, cells, spentMs } = choosing(0.97, 0.03);
    const apart = cells.map((cell, i) => ({ ...cell, pairCount: i + 1 }));
    expect(needsRound({ rounds, cells: apart, spentMs }, null)).toBe(false);
    const budgets = cells.map((cell) => ({ ...cell, batchSize: null }));
    expect(needsRound({ rounds, cells: budgets, spentMs }, null)).toBe(false);
    expect(needsRound(choosing(0.97, 0.03), 10)).toBe(false);
  });

  it('counts only on rounds that the time budget has room for', () => {
    // Ten rounds of 6 s leave ten more, after which the half-width would be 0.673 · share.
    expect(needsRound(choosing(0.97, 0.03, 60_000), null)).toBe(true);
    expect(needsRound(choosing(0.97, 0.035, 60_000), null)).toBe(false);
    expect(needsRound(choosing(0.97, 0.035), null)).toBe(true);
    expect(needsRound(choosing(0.97, 0.03, 115_000), null)).toBe(false);
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

  it('are enough for the choice of a batch size, if it can be decided', () => {
    // Half-width after n rounds: 0.03 · t₀.₉₉₅,ₙ₋₁ · √(10/9) / √n; for n = 19 it is 0.02088 and for 20
    // 0.02023.
    expect(expectedRounds(choosing(0.97, 0.03), null)).toBe(20);
    expect(expectedRounds(choosing(0.97, 0.044), null)).toBe(minRounds);
  });
});

describe('the largest batch', () => {
  it('counts padding, and depends on the order', () => {
    expect(largestBatchTokens([10, 2, 9, 3], batchesOf(2, 64, 'length'))).toBe(20);
    expect(largestBatchTokens([10, 2, 1, 3], batchesOf(3, 64, 'input'))).toBe(30);
  });
});
