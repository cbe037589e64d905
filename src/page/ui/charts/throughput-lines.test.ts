import { describe, expect, test } from 'vitest';
import { type DraftCell, type DraftLane, endCell } from '../../../core/document/run-draft.ts';
import { cellAt, lane, measured } from './testing/lanes.ts';
import { throughputLines, throughputScale } from './throughput-lines.ts';

const linesOf = (...cells: DraftCell[]) => throughputLines([lane('a', 'wasm', cells)]);
const pointsOf = (...cells: DraftCell[]) => linesOf(...cells)[0]?.points ?? [];

describe('throughputLines', () => {
  test('gives a line to each lane and pair count, pair counts ascending', () => {
    const lanes: DraftLane[] = [
      lane('a', 'webgpu', [measured(50, 1, 10), measured(10, 1, 10)]),
      lane('b', 'wasm', [measured(10, 1, 5)]),
    ];
    expect(throughputLines(lanes).map(({ id, laneIndex, device }) => [id, laneIndex, device])).toEqual([
      ['a/10', 0, 'webgpu'],
      ['a/50', 0, 'webgpu'],
      ['b/10', 1, 'wasm'],
    ]);
  });

  test('has the line before its first point, so that colours stand still', () => {
    const [line] = linesOf({ ...cellAt(10, 1), state: 'pending' });
    expect(line).toMatchObject({ id: 'a/10', points: [], floor: [] });
  });

  test('orders points by batch size, whatever the plan does', () => {
    expect(pointsOf(measured(10, 8, 3), measured(10, 1, 1)).map((point) => point.batchSize)).toEqual([1, 8]);
  });

  test('turns the interval of the latency into one of the throughput', () => {
    const [point] = pointsOf(measured(10, 1, 20, [400, 625]));
    expect(point).toMatchObject({ pairsPerSecond: 20, latencyMs: 500 });
    // Half of 225 ms over the mean, on the logarithm's scale.
    expect(point?.low).toBeCloseTo(20 / Math.exp(0.225), 12);
    expect(point?.high).toBeCloseTo(20 * Math.exp(0.225), 12);
  });

  test('has no interval where the latency has none', () => {
    expect(pointsOf(measured(10, 1, 20))[0]).toMatchObject({ low: null, high: null });
  });

  test('has an interval above zero and with an end, even where that of the latency reaches below zero', () => {
    const [point] = pointsOf(measured(10, 1, 20, [-200, 1200]));
    expect(point?.low).toBeCloseTo(20 / Math.exp(1.4), 12);
    expect(point?.high).toBeCloseTo(20 * Math.exp(1.4), 12);
  });

  test('has no point where the clock saw nothing of the requests', () => {
    const unseen = measured(10, 2, 0, [0, 0]);
    expect(
      linesOf(measured(10, 1, 20, [400, 625]), unseen)[0]?.points.map((point) => point.batchSize),
    ).toEqual([1]);
    expect(linesOf(unseen)[0]?.points).toEqual([]);
    const scale = throughputScale(linesOf(unseen), 5);
    expect(scale.ticks.every(Number.isFinite)).toBe(true);
  });

  test('marks the best of each lane and pair count, of equals the smaller batch', () => {
    const lines = linesOf(measured(10, 1, 5), measured(10, 2, 7), measured(10, 4, 7), measured(50, 1, 9));
    expect(lines.map(({ points }) => points.map((point) => point.best))).toEqual([
      [false, true, false],
      [true],
    ]);
  });

  test('draws a warmed-up cell as provisional and never as the best', () => {
    const points = pointsOf(
      {
        ...cellAt(10, 1),
        state: 'warmed-up',
        firstRunMs: 900,
        latencyMs: 100,
        gpuBytes: null,
        wasmBytes: null,
      },
      measured(10, 2, 7),
    );
    expect(
      points.map(({ provisional, best, pairsPerSecond }) => [provisional, best, pairsPerSecond]),
    ).toEqual([
      [true, false, 100],
      [false, true, 7],
    ]);
  });

  test('leaves out a warm-up too short for the clock', () => {
    expect(
      pointsOf({
        ...cellAt(10, 1),
        state: 'warmed-up',
        firstRunMs: 0,
        latencyMs: 0,
        gpuBytes: null,
        wasmBytes: null,
      }),
    ).toEqual([]);
  });

  describe('token budgets', () => {
    const budget = (tokenBudget: number, rate: number, passes?: number): DraftCell => ({
      ...measured(10, 1, rate, [400, 625]),
      batchSize: null,
      tokenBudget,
      ...(passes !== undefined && { passes }),
    });

    test('are a line of their own after their pair count’s, at the mean batch they formed', () => {
      const lines = linesOf(budget(512, 7, 4), budget(2048, 9, 2), measured(10, 2, 3), measured(50, 2, 3));
      expect(lines.map(({ id, byTokens }) => [id, byTokens])).toEqual([
        ['a/10', false],
        ['a/10/tokens', true],
        ['a/50', false],
      ]);
      expect(
        lines[1]?.points.map(({ batchSize, tokenBudget, pairsPerSecond }) => [
          batchSize,
          tokenBudget,
          pairsPerSecond,
        ]),
      ).toEqual([
        [2.5, 512, 7],
        [5, 2048, 9],
      ]);
      const [first] = lines[1]?.points ?? [];
      expect(first?.provisional).toBe(false);
      expect((first?.high ?? 0) / 7).toBeCloseTo(7 / (first?.low ?? 0), 9);
    });

    test('are never marked as best, and take the mark from no batch size', () => {
      const [sizes, tokens] = linesOf(budget(512, 9, 2), measured(10, 2, 3));
      expect(sizes?.points.map(({ best }) => best)).toEqual([true]);
      expect(tokens?.points.map(({ best, fastest }) => [best, fastest])).toEqual([[false, false]]);
    });

    test('have no place where their passes are not known', () => {
      const pending: DraftCell = {
        pairCount: 10,
        batchSize: null,
        tokenBudget: 64,
        state: 'failed',
        firstRunMs: null,
      };
      expect(linesOf(budget(512, 9), pending)).toMatchObject([{ id: 'a/10/tokens', points: [], floor: [] }]);
    });
  });

  test('puts cells out of memory and failed ones on the floor, with their reason', () => {
    const [line] = linesOf(
      { ...cellAt(10, 8), state: 'failed', firstRunMs: null },
      { ...cellAt(10, 4), state: 'out-of-memory', reason: 'std::bad_alloc', firstRunMs: null },
      { ...cellAt(10, 16), state: 'skipped', reason: 'batch-exceeds-pairs', firstRunMs: null },
      { ...cellAt(10, 32), state: 'cancelled', firstRunMs: null },
    );
    expect(line?.floor).toEqual([
      { batchSize: 4, state: 'out-of-memory', reason: 'std::bad_alloc' },
      { batchSize: 8, state: 'failed', reason: null },
    ]);
    expect(line?.points).toEqual([]);
  });

  test('keeps the point of a measured cell that ended early, with what ended it', () => {
    const [point] = pointsOf(endCell(measured(10, 4, 5), 'out-of-memory', 'std::bad_alloc'));
    expect(point).toMatchObject({ pairsPerSecond: 5, reason: 'std::bad_alloc' });
  });

  test('marks what is recommended, and apart from it the fastest', () => {
    const cells = [measured(10, 1, 5), measured(10, 2, 7), measured(50, 1, 9)];
    const [ten, fifty] = throughputLines([lane('a', 'wasm', cells)], new Map([['a', new Map([[10, 1]])]]));
    expect(ten?.points.map(({ best, fastest }) => [best, fastest])).toEqual([
      [true, false],
      [false, true],
    ]);
    // Nothing is sure there, so nothing is to be set.
    expect(fifty?.points.map(({ best, fastest }) => [best, fastest])).toEqual([[false, true]]);
  });

  test('takes the fastest so far as best in a lane that nothing is said of yet', () => {
    const [line] = throughputLines([lane('a', 'wasm', [measured(10, 1, 5)])], new Map([['b', new Map()]]));
    expect(line?.points[0]).toMatchObject({ best: true, fastest: false });
  });

  test('marks nothing best on a lane whose scores are suspect', () => {
    const suspect: DraftLane = {
      ...lane('a', 'wasm', [measured(10, 1, 5)]),
      scoreCheck: {
        verdict: 'suspect',
        findings: [],
        tolerance: 0.001,
        largestPaddingDifference: 1,
        scores: [],
        agreement: null,
      },
    };
    const [line] = throughputLines([suspect], new Map([['a', new Map([[10, 1]])]]));
    expect(line).toMatchObject({ suspect: true, points: [{ best: false, fastest: false }] });
  });
});

const scaleOf = (...cells: DraftCell[]) => throughputScale(throughputLines([lane('a', 'wasm', cells)]), 5);

describe('throughputScale', () => {
  test('says nothing but zero while there is nothing to show', () => {
    expect(throughputScale([], 5)).toEqual({ domain: [0, 1], ticks: [0] });
  });

  test('runs from zero to a round number with room for a label above the highest point', () => {
    expect(scaleOf(measured(10, 1, 45))).toEqual({ domain: [0, 50], ticks: [0, 10, 20, 30, 40, 50] });
    expect(scaleOf(measured(10, 1, 46)).domain).toEqual([0, 60]);
  });

  test('serves slow models and fast ones', () => {
    expect(scaleOf(measured(10, 1, 0.03)).ticks).toEqual([0, 0.01, 0.02, 0.03, 0.04]);
    expect(scaleOf(measured(10, 1, 9000)).ticks).toEqual([0, 2000, 4000, 6000, 8000, 10000]);
  });

  test('makes room for error bars up to a fifth above the highest point', () => {
    expect(scaleOf(measured(10, 1, 45, [172, 272])).domain).toEqual([0, 60]);
  });

  test('is not flattened by an interval that says next to nothing', () => {
    expect(scaleOf(measured(10, 1, 40, [-500, 1000])).domain).toEqual([0, 50]);
  });

  test('is logarithmic where the rates spread over more than five times, and only there', () => {
    expect(scaleOf(measured(10, 1, 10), measured(10, 2, 50)).log).toBeUndefined();
    const log = scaleOf(measured(10, 1, 10), measured(10, 2, 51));
    expect(log).toEqual({ domain: [5, 100], ticks: [5, 10, 20, 50, 100], log: true });
    const wide = scaleOf(measured(10, 1, 0.02), measured(10, 2, 900));
    expect(wide.ticks).toEqual([0.01, 0.1, 1, 10, 100, 1000]);
    expect(wide.domain).toEqual([0.01, 1000]);
  });
});
