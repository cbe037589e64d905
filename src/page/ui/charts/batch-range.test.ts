import { expect, test } from 'vitest';
import { withinRange } from './batch-range.ts';

const at = (batchSize: number) => ({ batchSize });

test('a range keeps the points and floor marks from one end to the other', () => {
  const line = { id: 'a', points: [1, 2, 3.5, 4, 8].map(at), floor: [4, 16].map(at) };
  expect(withinRange([line], [2, 4])).toEqual([{ id: 'a', points: [2, 3.5, 4].map(at), floor: [at(4)] }]);
  expect(withinRange([{ points: [at(1)] }], [2, 4])).toEqual([{ points: [] }]);
});

test('without a range everything stays as it is', () => {
  const lines = [{ points: [at(1)] }];
  expect(withinRange(lines, null)).toBe(lines);
});
