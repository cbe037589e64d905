import { expect, test } from 'vitest';
import { latencyLines, paddingLines } from './cell-figures.ts';
import { cellAt, lane, measured } from './testing/lanes.ts';

const lanes = [
  lane('a', 'wasm', [
    measured(50, 4, 20),
    measured(50, 1, 10),
    measured(10, 1, 10),
    { ...cellAt(10, 2), state: 'pending' },
    { ...measured(10, 1, 10), batchSize: null, tokenBudget: 256 },
  ]),
];
const pointsOf = (lines: ReturnType<typeof latencyLines>) =>
  lines.map(({ id, points }) => [
    id,
    points.map(({ batchSize, value, second }) => [batchSize, value, second]),
  ]);

test('latency is the mean of a request, by ascending batch size; budgets and pending cells have no point', () => {
  expect(pointsOf(latencyLines(lanes))).toEqual([
    ['a/10', [[1, 1000, null]]],
    [
      'a/50',
      [
        [1, 5000, null],
        [4, 2500, null],
      ],
    ],
  ]);
  expect(pointsOf(latencyLines([lane('a', 'wasm', [measured(10, 1, 0)])]))).toEqual([['a/10', []]]);
});

test('padding is told by the share of computed tokens that are text', () => {
  const [[, points] = []] = pointsOf(paddingLines(lanes));
  expect(points).toEqual([[1, (100 * 180) / 210, 300]]);
});
