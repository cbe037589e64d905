import { describe, expect, it } from 'vitest';
import { exampleLoadTest } from '../../../core/document/testing/example-load-test.ts';
import { batchBins } from './load-test-batches.tsx';
import { latencyBars } from './load-test-latency.tsx';

describe('batchBins', () => {
  it('counts each number of pairs up to the largest batch allowed', () => {
    expect(batchBins([3, 1, 3], 4).map(({ from, to, batches, pairs }) => [from, to, batches, pairs])).toEqual(
      [
        [1, 1, 1, 1],
        [2, 2, 0, 0],
        [3, 3, 2, 6],
        [4, 4, 0, 0],
      ],
    );
  });

  it('takes ranges where there are many sizes, and none beyond the largest', () => {
    const bins = batchBins([1, 4, 5, 50], 50);
    expect(bins).toHaveLength(13);
    expect(bins[0]).toEqual({ from: 1, to: 4, batches: 2, pairs: 5 });
    expect(bins[1]).toEqual({ from: 5, to: 8, batches: 1, pairs: 5 });
    expect(bins.at(-1)).toEqual({ from: 49, to: 50, batches: 1, pairs: 50 });
  });

  it('has room for a batch that was larger than allowed', () => {
    expect(batchBins([3], 2).at(-1)).toEqual({ from: 3, to: 3, batches: 1, pairs: 3 });
  });
});

describe('latencyBars', () => {
  const request = (latencyMs: number, computingMs: number) => ({ pairs: 1, latencyMs, computingMs });

  it('splits each quantile as the requests around it are', () => {
    // Latencies from 1 to 200 ms. A quarter of each is computing.
    const bars = latencyBars(exampleLoadTest());
    expect(bars.map(({ quantile }) => quantile)).toEqual([0.5, 0.75, 0.9, 0.95, 0.99]);
    const p95 = bars[3];
    expect((p95?.waitingMs ?? 0) + (p95?.computingMs ?? 0)).toBeCloseTo(190.05, 9);
    expect(p95?.computingMs).toBeCloseTo(190.05 / 4, 9);
  });

  it('shows that the slow ones wait though the usual ones do not', () => {
    const arrivals = Array.from({ length: 100 }, (_, i) => (i < 90 ? request(10, 10) : request(110, 10)));
    const bars = latencyBars(exampleLoadTest({ arrivals }));
    expect(bars[0]).toEqual({ quantile: 0.5, waitingMs: 0, computingMs: 10 });
    expect(bars[4]?.waitingMs).toBeCloseTo(100, 9);
    expect(bars[4]?.computingMs).toBeCloseTo(10, 9);
  });

  it('gives no tail of few answers, and leaves out what was not answered', () => {
    const arrivals = [request(10, 5), { ...request(5000, 0), outcome: 'timed-out' as const }];
    const bars = latencyBars(exampleLoadTest({ arrivals }));
    expect(bars).toEqual([{ quantile: 0.5, waitingMs: 5, computingMs: 5 }]);
    expect(latencyBars(exampleLoadTest({ arrivals: [] }))).toEqual([]);
  });
});
