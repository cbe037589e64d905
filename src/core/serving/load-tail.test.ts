import { describe, expect, it } from 'vitest';
import { loadTail } from './load-tail.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, place) => count - place);

describe('the tail of latencies', () => {
  it('is nothing where nobody was answered', () => {
    expect(loadTail([])).toBeNull();
  });

  it('has quantiles of type 7, each from as many as support it', () => {
    expect(loadTail(upTo(19))).toEqual({ mean: 10, p50: 10, p95: null, p99: null });
    const twenty = loadTail(upTo(20));
    expect(twenty).toMatchObject({ mean: 10.5, p50: 10.5, p99: null });
    expect(twenty?.p95).toBeCloseTo(1 + 19 * 0.95, 12);
    expect(loadTail(upTo(99))?.p99).toBeNull();
    expect(loadTail(upTo(100))?.p99).toBeCloseTo(1 + 99 * 0.99, 12);
  });
});
