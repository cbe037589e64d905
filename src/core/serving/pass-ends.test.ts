import { describe, expect, it } from 'vitest';
import { seededRandom } from '../stats/random.ts';
import { PassEnds } from './pass-ends.ts';

const batch = (length: number) => ({ pairs: [], length });

describe('passes under way', () => {
  it('end in the order of their times, whatever the order of their beginning', () => {
    const random = seededRandom(9);
    const ends = new PassEnds();
    const expected: number[] = [];
    const found: number[] = [];
    for (let round = 0; round < 2000; round++) {
      // Whole numbers, so that some end at one time; each batch is told by its time.
      const atMs = Math.floor(random() * 500);
      ends.push({ atMs, batch: batch(atMs) });
      expected.push(atMs);
      if (random() < 0.45) {
        expected.sort((a, b) => a - b);
        expect(ends.nextAtMs()).toBe(expected[0]);
        found.push(ends.pop()?.length ?? -1);
        expect(found.at(-1)).toBe(expected.shift());
      }
      expect(ends.size).toBe(expected.length);
    }
    expected.sort((a, b) => a - b);
    for (const atMs of expected) expect(ends.pop()?.length).toBe(atMs);
  });

  it('are none', () => {
    const ends = new PassEnds();
    expect(ends.nextAtMs()).toBe(Number.POSITIVE_INFINITY);
    expect(ends.pop()).toBeNull();
  });
});
