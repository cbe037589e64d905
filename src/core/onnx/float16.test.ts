import { describe, expect, it } from 'vitest';
import { float16Bits, float16Value, toFloat16 } from './float16.ts';

describe('half precision', () => {
  it('has the bit patterns of IEEE 754', () => {
    expect([1, -2, 0.5, 65504, 2 ** -14, 2 ** -24, 0, -0].map(float16Bits)).toEqual([
      0x3c00, 0xc000, 0x3800, 0x7bff, 0x0400, 0x0001, 0x0000, 0x8000,
    ]);
  });

  it('comes back unchanged for every finite bit pattern', () => {
    for (let bits = 0; bits < 0x10000; bits += 1) {
      const value = float16Value(bits);
      if (Number.isNaN(value)) continue;
      expect(float16Bits(value)).toBe(bits);
    }
  });

  it('rounds to the nearest value and ties to the even one', () => {
    expect(float16Bits(1 + 1 / 2048)).toBe(0x3c00);
    expect(float16Bits(1 + 3 / 2048)).toBe(0x3c02);
    expect(float16Bits(1 + 1.01 / 2048)).toBe(0x3c01);
    expect(float16Bits(1.5 * 2 ** -24)).toBe(0x0002);
    expect(float16Bits(2 ** -25)).toBe(0x0000);
    expect(float16Bits(2 ** -25 * 1.01)).toBe(0x0001);
  });

  it('overflows to infinity only past the rounding boundary', () => {
    expect(float16Bits(65519)).toBe(0x7bff);
    expect(float16Bits(65520)).toBe(0x7c00);
    expect(float16Bits(Number.NEGATIVE_INFINITY)).toBe(0xfc00);
    expect(float16Value(float16Bits(Number.NaN))).toBeNaN();
  });

  it('converts arrays element by element', () => {
    expect([...toFloat16(new Float32Array([1, -1]))]).toEqual([0x3c00, 0xbc00]);
  });
});
