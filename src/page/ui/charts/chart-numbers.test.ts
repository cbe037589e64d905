import { describe, expect, test } from 'vitest';
import { batchScale, nearestTick, scaleFromZero, threeDigits, twoDigits } from './chart-numbers.ts';

describe('scaleFromZero', () => {
  test('ends on the first round number that reaches', () => {
    expect(scaleFromZero(101, 5)).toEqual({ domain: [0, 125], ticks: [0, 25, 50, 75, 100, 125] });
  });

  test('has an axis where there is nothing to reach', () => {
    expect(scaleFromZero(0, 5)).toEqual({ domain: [0, 1], ticks: [0] });
  });
});

describe('batchScale', () => {
  test('ticks at each batch size once, ascending', () => {
    expect(batchScale([8, 1, 8, 2])).toEqual({ domain: [1, 8], ticks: [1, 2, 8] });
  });

  test('spans an octave to both sides of a single batch size', () => {
    expect(batchScale([8])).toEqual({ domain: [4, 16], ticks: [8] });
  });

  test('has an axis even without a plan', () => {
    expect(batchScale([])).toEqual({ domain: [1, 32], ticks: [] });
  });
});

describe('what stands between the batch sizes', () => {
  test('stretches the axis and adds no tick', () => {
    expect(batchScale([2, 8], [5, 12.5])).toEqual({ domain: [2, 12.5], ticks: [2, 8] });
    expect(batchScale([2, 8], [1.5])).toEqual({ domain: [1.5, 8], ticks: [2, 8] });
  });

  test('belongs to the nearest tick on the logarithm', () => {
    expect([1, 2.7, 2.9, 4, 100].map((size) => nearestTick(size, [2, 4, 8]))).toEqual([2, 2, 4, 4, 8]);
    expect(nearestTick(3, [])).toBeUndefined();
  });
});

test('three digits, and all of a whole number', () => {
  expect([0.12345, 5.678, 57.349, 999.6, 1234.5, Infinity].map(threeDigits)).toEqual([
    0.123,
    5.68,
    57.3,
    1000,
    1235,
    Infinity,
  ]);
});

test('two digits where there is little room', () => {
  expect([0.12345, 5.678, 57.349, 1234.5, Infinity].map(twoDigits)).toEqual([0.12, 5.7, 57, 1235, Infinity]);
});
