import { expect, test } from 'vitest';
import { spread } from './throughput-captions.ts';

test('leaves what is far enough apart where it is', () => {
  expect(spread([0, 10, 25], 10)).toEqual([0, 10, 25]);
});

test('moves a crowd apart around its middle, in its order', () => {
  expect(spread([50, 51, 52], 10)).toEqual([41, 51, 61]);
});

test('joins crowds that touch after moving', () => {
  expect(spread([0, 2, 10], 10)).toEqual([-6, 4, 14]);
});

test('has nothing to move where there is nothing', () => {
  expect(spread([], 10)).toEqual([]);
});
