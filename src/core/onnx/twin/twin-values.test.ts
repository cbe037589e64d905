// @module-tag slow
import { describe, expect, it } from 'vitest';
import { float16Value } from '../float16.ts';
import type { BlockType, TwinBlock } from './twin-blocks.ts';
import { fillBlock, integersDeviation, nibblesDeviation } from './twin-values.ts';

const sizes: Readonly<Record<BlockType, number>> = { float32: 4, float16: 2, int8: 1, uint8: 1 };

const block = (type: BlockType, elements: number, gains = 0): TwinBlock => ({
  path: `weights.${type}`,
  type,
  elements,
  bytes: elements * sizes[type],
  gains,
  deviation: 0.05,
});

const deviation = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

/** More than the numbers that are generated, so that they repeat. */
const many = 2_500_000;

describe('a block of a twin’s weights', () => {
  it.each(['float32', 'float16', 'int8', 'uint8'] as const)(
    'of %s is as long as it has to be, and the same each time',
    (type) => {
      const filled = fillBlock(block(type, many));
      expect(filled.length).toBe(many * sizes[type]);
      expect(Buffer.compare(filled, fillBlock(block(type, many)))).toBe(0);
    },
  );

  it('holds numbers of the asked spread to its very end, and no zeros', () => {
    const values = new Float32Array(fillBlock(block('float32', many)).buffer);
    for (const start of [0, 1_200_000, many - 10_000]) {
      const part = [...values.subarray(start, start + 10_000)];
      expect(deviation(part)).toBeCloseTo(0.05, 2);
      expect(part).not.toContain(0);
    }
    const halves = new Uint16Array(fillBlock(block('float16', 20_000)).buffer);
    expect(deviation([...halves].map(float16Value))).toBeCloseTo(0.05, 2);
  });

  it('ends in normalisation scales near 1', () => {
    const values = new Float32Array(fillBlock(block('float32', 20_000, 100)).buffer);
    const ends = values.subarray(-100);
    expect(ends.every((value) => Math.abs(value - 1) < 0.1)).toBe(true);
    expect(Math.max(...values.subarray(0, -100))).toBeLessThan(0.1);
    expect(new Set(ends).size).toBeGreaterThan(90);
  });

  it('repeats no row of a table that is a power of two wide', () => {
    const values = new Float32Array(fillBlock(block('float32', many)).buffer);
    const rows = Array.from({ length: Math.floor(many / 1024) }, (_, row) => values[row * 1024]);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('spreads whole numbers and nibbles as the scales expect', () => {
    const integers = [...new Int8Array(fillBlock(block('int8', 100_000)).buffer)];
    expect(deviation(integers) / integersDeviation).toBeCloseTo(1, 2);
    expect(integers).not.toContain(0);
    expect(integers).not.toContain(-128);
    const nibbles = [...fillBlock(block('uint8', 100_000))].flatMap((byte) => [byte & 15, byte >> 4]);
    expect(deviation(nibbles) / nibblesDeviation).toBeCloseTo(1, 2);
  });
});
