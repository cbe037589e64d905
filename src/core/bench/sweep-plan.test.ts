import { describe, expect, it } from 'vitest';
import { bestBatches } from './best-batch.ts';
import { estimateLane } from './estimate.ts';
import { exceedsPairs, planCells, requestPairs, roundOrder, warmUpOrder } from './sweep-plan.ts';

const pairs = Array.from({ length: 5 }, (_, i) => ({ query: 'q', document: `d${i}` }));

describe('the pairs of a request', () => {
  it('repeat in the same order once the input is used up', () => {
    const twelve = requestPairs(pairs, 3)(12);
    expect(new Set(twelve.slice(0, 5).map(({ document }) => document)).size).toBe(5);
    expect(twelve.slice(5, 10)).toEqual(twelve.slice(0, 5));
    expect(twelve.slice(10)).toEqual(twelve.slice(0, 2));
  });

  it('of a small request stand in every larger one', () => {
    const of = requestPairs(pairs, 3);
    expect(of(7).slice(0, 4)).toEqual(of(4));
  });
});

describe('the plan', () => {
  it('skips a batch larger than the request, not one as large', () => {
    expect(planCells([8, 16], [], [10, 16]).map(exceedsPairs)).toEqual([false, true, false, false]);
  });

  it('has batch sizes before token budgets at each pair count, and skips no budget', () => {
    const cells = planCells([1, 8], [512, 2048], [4, 10]);
    expect(cells.map(({ pairCount, batchSize, tokenBudget }) => [pairCount, batchSize, tokenBudget])).toEqual(
      [
        [4, 1, null],
        [4, 8, null],
        [4, null, 512],
        [4, null, 2048],
        [10, 1, null],
        [10, 8, null],
        [10, null, 512],
        [10, null, 2048],
      ],
    );
    expect(cells.map(exceedsPairs)).toEqual([false, true, false, false, false, false, false, false]);
  });

  it('visits a round in the same order however often the lane was interrupted', () => {
    expect(roundOrder([0, 1, 2, 3, 4, 5], 9, 4)).toEqual(roundOrder([0, 1, 2, 3, 4, 5], 9, 4));
  });
});

describe('the warm-up', () => {
  const warmUp = (sizes: number[], budgets: number[], tokens: (batch: number) => number) => {
    const cells = planCells(sizes, budgets, [10, 50]);
    const largest = (place: number) => {
      const { batchSize, tokenBudget } = cells[place] ?? {};
      return batchSize == null ? (tokenBudget ?? 0) : tokens(batchSize);
    };
    const places = cells.map((_, place) => place);
    return warmUpOrder(cells, places.reverse(), largest).map((place) => {
      const { pairCount, batchSize, tokenBudget } = cells[place] ?? {};
      return `${pairCount}/${batchSize ?? `≤${tokenBudget}`}`;
    });
  };
  const never = () => {
    throw new Error('asked for tokens');
  };

  it('visits batch sizes ascending over all pair counts, and tokenises nothing to know that', () => {
    expect(warmUp([1, 2], [], never)).toEqual(['10/1', '50/1', '10/2', '50/2']);
    expect(warmUp([], [200, 900], never)).toEqual(['10/≤200', '50/≤200', '10/≤900', '50/≤900']);
  });

  it('puts a token budget before the batch size that first computes more, so that memory ascends', () => {
    // 100 tokens a pair.
    expect(warmUp([1, 4, 16], [300, 400, 9000], (batch) => 100 * batch)).toEqual([
      ...['10/1', '50/1'],
      ...['10/≤300', '50/≤300'],
      ...['10/4', '50/4'],
      ...['10/≤400', '50/≤400'],
      ...['10/16', '50/16'],
      ...['10/≤9000', '50/≤9000'],
    ]);
  });
});

describe('the best batch', () => {
  it('is the one of highest throughput for each pair count, the smaller of equals', () => {
    const cell = (pairCount: number, batchSize: number, pairsPerSecond: number) => ({
      pairCount,
      batchSize,
      pairsPerSecond,
    });
    const cells = [cell(50, 16, 9), cell(50, 8, 9), cell(50, 1, 8), cell(10, 1, 3)];
    expect(bestBatches(cells)).toEqual([cell(10, 1, 3), cell(50, 8, 9)]);
  });
});

describe('the estimate', () => {
  const cells = planCells([1], [], [10, 20]);
  const outlook = { cells, living: [0, 1], latencies: [[], []], rounds: 0, spentMs: 0, repetitions: 4 };

  it('knows nothing before the first cell', () => {
    expect(estimateLane({ ...outlook, requestMs: [null, null] })).toEqual({ remainingMs: null, fraction: 0 });
  });

  it('takes a cell not yet seen to cost as much a pair as those that were', () => {
    // 100 ms for 10 pairs makes 200 ms for 20: three warm-up requests of it, then four samples of each.
    expect(estimateLane({ ...outlook, requestMs: [100, null] }).remainingMs).toBe(
      3 * 200 + 4 * 100 + 4 * 200,
    );
  });

  it('comes to nothing at the end', () => {
    const latencies = [
      [100, 100, 100, 100],
      [200, 200, 200, 200],
    ];
    const done = { ...outlook, requestMs: [100, 200], latencies, rounds: 4, spentMs: 1200 };
    expect(estimateLane(done)).toEqual({ remainingMs: 0, fraction: 1 });
  });
});
