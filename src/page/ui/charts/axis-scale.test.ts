import { describe, expect, test } from 'vitest';
import { batchScale, scaleFromZero } from './axis-scale.ts';

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
