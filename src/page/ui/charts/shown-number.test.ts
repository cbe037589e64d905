import { expect, test } from 'vitest';
import { threeDigits, twoDigits } from './shown-number.ts';

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
