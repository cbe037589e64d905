import { describe, expect, it } from 'vitest';
import { capacityGrid } from './capacity-grid.ts';

const question = { maxBatch: 16, maxWaitMs: 100, tailLatencyMs: 300, largestBatch: null };

describe('the grid of a planner', () => {
  it('has the powers of two up to 32 pairs and waits up to a fifth of a second', () => {
    expect(capacityGrid(question)).toMatchObject({
      maxBatches: [1, 2, 4, 8, 16, 32],
      maxWaitsMs: [0, 10, 20, 50, 100, 200],
    });
  });

  it('holds the settings of the moment, and reaches as far as they do', () => {
    expect(capacityGrid({ ...question, maxBatch: 12, maxWaitMs: 35 })).toMatchObject({
      maxBatches: [1, 2, 4, 8, 12, 16, 32],
      maxWaitsMs: [0, 10, 20, 35, 50, 100, 200],
    });
    expect(capacityGrid({ ...question, maxBatch: 100 }).maxBatches).toEqual([1, 2, 4, 8, 16, 32, 64, 100]);
  });

  it('tries no wait beyond the latency that is to be held, and no batch without room', () => {
    const grid = capacityGrid({ ...question, tailLatencyMs: 50, largestBatch: 10 });
    expect(grid).toMatchObject({ maxBatches: [1, 2, 4, 8, 10], maxWaitsMs: [0, 10, 20, 50] });
  });

  it('counts machines up to a thousand, from one', () => {
    expect(capacityGrid(question).replicas[0]).toBe(1);
    expect(capacityGrid(question).replicas.at(-1)).toBe(1024);
  });
});
