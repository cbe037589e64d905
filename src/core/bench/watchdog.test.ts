import { describe, expect, it } from 'vitest';
import { patienceMs, watchdogRule } from './watchdog.ts';

const cells = [
  { pairCount: 10, batchSize: 1, tokenBudget: null },
  { pairCount: 100, batchSize: 1, tokenBudget: null },
  { pairCount: 100, batchSize: 8, tokenBudget: null },
];
const none = [null, null, null];

describe('how long a silent worker is waited for', () => {
  it('is the longest there is while nothing is known', () => {
    expect(patienceMs({ cells, requestMs: none, firstRunMs: none }, 0, 0)).toBe(watchdogRule.firstMs);
  });

  it('is never less than the floor', () => {
    const requestMs = [5, null, null];
    expect(patienceMs({ cells, requestMs, firstRunMs: [5, null, null] }, 0, 1)).toBe(watchdogRule.floorMs);
    // 20 × 500 ms is the floor exactly; a little more lies above it.
    expect(patienceMs({ cells, requestMs: [500, null, null], firstRunMs: none }, 0, 1)).toBe(10_000);
    expect(patienceMs({ cells, requestMs: [501, null, null], firstRunMs: none }, 0, 1)).toBe(10_020);
  });

  it('takes a cell not yet seen to cost as much a pair as the slowest seen', () => {
    const requestMs = [1000, null, 20_000];
    // 200 ms a pair, 100 pairs.
    expect(patienceMs({ cells, requestMs, firstRunMs: none }, 1, 3)).toBe(20 * 20_000);
  });

  it('allows a warm-up its requests, its least time and as much compiling as the worst so far', () => {
    const outlook = { cells, requestMs: [1000, null, null], firstRunMs: [4000, null, null] };
    expect(patienceMs(outlook, 1, 0)).toBe(20 * (3000 + 2 * 10_000 + 300));
  });
});
