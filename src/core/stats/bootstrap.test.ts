import { describe, expect, it } from 'vitest';
import { bootstrapInterval } from './bootstrap.ts';
import { seededRandom } from './random.ts';

describe('the bootstrap interval of a mean', () => {
  it('has none for a single value, and no width for equal ones', () => {
    expect(bootstrapInterval([])).toBeNull();
    expect(bootstrapInterval([0.4])).toBeNull();
    expect(bootstrapInterval([0.25, 0.25, 0.25])).toEqual([0.25, 0.25]);
  });

  it('is of two values their range', () => {
    expect(bootstrapInterval([-1, 3])).toEqual([-1, 3]);
  });

  it('comes close to the exact distribution of resampled means', () => {
    // Of three draws from {0, 0, 1} the ones are binomial (3, 1/3): 8, 12, 6 and 1 in 27.
    expect(bootstrapInterval([0, 0, 1])).toEqual([0, 1]);
    // Twelve draws from {0, 1} in equal parts: P(at most 2 ones) is 0.0193 and P(at most 3) 0.073.
    const half = Array.from({ length: 12 }, (_, i) => i % 2);
    expect(bootstrapInterval(half)).toEqual([3 / 12, 9 / 12]);
  });

  it('is the same each time, and covers a mean about as often as it says', () => {
    const random = seededRandom(7);
    let covered = 0;
    for (let trial = 0; trial < 60; trial++) {
      const values = Array.from({ length: 40 }, () => random() - 0.5);
      const interval = bootstrapInterval(values);
      expect(bootstrapInterval(values)).toEqual(interval);
      if (interval !== null && interval[0] <= 0 && interval[1] >= 0) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(52);
  });
});
