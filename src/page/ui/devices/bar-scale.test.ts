import { describe, expect, it } from 'vitest';
import { barScale } from './bar-scale.ts';

describe('barScale', () => {
  it('reaches from the power of ten below every value to the one above', () => {
    expect(barScale([6, 9008]).ticks).toEqual([1, 10, 100, 1000, 10_000]);
    expect(barScale([0.04, 0.2]).ticks).toEqual([0.01, 0.1, 1]);
  });

  it('gives the least value a bar, even where it is a power of ten itself', () => {
    const { ticks, place } = barScale([10, 100]);
    expect(ticks).toEqual([1, 10, 100]);
    expect([place(10), place(100)]).toEqual([0.5, 1]);
    expect(barScale([10]).ticks).toEqual([1, 10]);
  });
});
