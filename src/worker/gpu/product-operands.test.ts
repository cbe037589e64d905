import { describe, expect, it } from 'vitest';
import { operands, productAt } from './product-operands.ts';

const square = (size: number) => ({ rows: size, depth: size, columns: size });

describe('the matrices of the peak', () => {
  it('hold −1, 0 and 1 in like numbers', () => {
    const { a, b } = operands(square(128));
    for (const matrix of [a, b]) {
      const counts = [-1, 0, 1].map((value) => matrix.filter((one) => one === value).length);
      expect(counts.reduce((sum, count) => sum + count)).toBe(128 * 128);
      for (const count of counts) expect(Math.abs(count / 128 ** 2 - 1 / 3)).toBeLessThan(0.05);
    }
    expect(a).not.toEqual(b);
  });

  it('have products that half precision counts exactly, of the largest size too', () => {
    const large = operands(square(4096));
    const rows = [0, 1, 2047, 4095];
    const sums = rows.flatMap((row) => rows.map((column) => productAt(large, row, column)));
    expect(Math.max(...sums.map(Math.abs))).toBeLessThan(1024);
    expect(new Set(sums).size).toBeGreaterThan(8);
  });

  it('are multiplied row by column', () => {
    const a = Float32Array.of(1, 2, 3, 4);
    const b = Float32Array.of(5, 6, 7, 8);
    expect(
      [0, 1].flatMap((row) => [0, 1].map((column) => productAt({ size: square(2), a, b }, row, column))),
    ).toEqual([...[19, 22, 43, 50]]);
    // A row of two by two rows of three.
    const wide = { size: { rows: 1, depth: 2, columns: 3 }, a, b: Float32Array.of(1, 2, 3, 4, 5, 6) };
    expect([0, 1, 2].map((column) => productAt(wide, 0, column))).toEqual([9, 12, 15]);
  });
});
