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

test('latency has the 95 % interval of its mean as a bar, above 0 however far samples scatter', () => {
  const barOf = (ci95: [number, number]) =>
    latencyLines([lane('a', 'wasm', [measured(10, 1, 20, ci95)])])[0]?.points[0]?.bar ?? null;
  const [low, high] = barOf([400, 625]) ?? [0, 0];
  expect(Math.sqrt(low * high)).toBeCloseTo(500);
  expect(high / low).toBeCloseTo(Math.exp(225 / 500));
  expect(barOf([-700, 1700])?.[0]).toBeGreaterThan(0);
  expect(latencyLines([lane('a', 'wasm', [measured(10, 1, 20)])])[0]?.points[0]?.bar).toBeNull();
});

test('padding is told by the share of computed tokens that are text', () => {
  const [[, points] = []] = pointsOf(paddingLines(lanes));
  expect(points).toEqual([[1, (100 * 180) / 210, 300]]);
});
