import { describe, expect, it } from 'vitest';
import { latencyTail } from './arrival.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, place) => count - place);

describe('the tail of latencies', () => {
  it('is nothing where nobody was answered', () => {
    expect(latencyTail([])).toBeNull();
  });

  it('has quantiles of type 7, each from as many as support it', () => {
    expect(latencyTail(upTo(19))).toEqual({ mean: 10, p50: 10, p95: null, p99: null });
    const twenty = latencyTail(upTo(20));
    expect(twenty).toMatchObject({ mean: 10.5, p50: 10.5, p99: null });
    expect(twenty?.p95).toBeCloseTo(1 + 19 * 0.95, 12);
    expect(latencyTail(upTo(99))?.p99).toBeNull();
    expect(latencyTail(upTo(100))?.p99).toBeCloseTo(1 + 99 * 0.99, 12);
  });
});
