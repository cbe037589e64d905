import { describe, expect, it } from 'vitest';
import { loadFigure } from '../../../core/document/load-columns.ts';
import { exampleCapacity, exampleLoadTest } from '../../../core/document/testing/example-load-test.ts';
import { formatOf } from '../../../core/texts/format.ts';
import { loadTestDoubts } from './load-test-content.tsx';
import { batchingGain, loadTestHeadline, loadTestSeries, testToShow } from './load-test-series.ts';
import { quantileName, signedPercent } from './load-test-words.ts';
import { replicaRows } from './planner.tsx';
import { shownFigures } from './policy-table.tsx';
import { predictionRows } from './prediction-table.tsx';
import { rateGrid } from './rate-table.tsx';

const none = exampleLoadTest({ policy: 'none' });
const fixed = exampleLoadTest({ policy: 'fixed' });
const dynamic = exampleLoadTest({ policy: 'dynamic' });
const request = (latencyMs: number) => ({ pairs: 1, latencyMs, computingMs: 1 });

describe('loadTestSeries', () => {
  it('puts policies under the same arrivals together', () => {
    expect(loadTestSeries([none, fixed, dynamic]).map(({ tests }) => tests.length)).toEqual([3]);
  });

  it('begins another series for other arrivals, another lane, or a policy that is there already', () => {
    const faster = { ...fixed, plan: { ...fixed.plan, ratePerSecond: 30 } };
    const elsewhere = { ...fixed, laneId: 'lane-2' };
    expect(loadTestSeries([none, elsewhere])).toHaveLength(2);
    const series = loadTestSeries([none, dynamic, faster, elsewhere, fixed, fixed]);
    expect(series.map(({ tests }) => tests.map(({ policy }) => policy))).toEqual([
      ['none', 'dynamic'],
      ['fixed'],
      ['fixed'],
      ['fixed'],
      ['fixed'],
    ]);
  });
});

describe('testToShow', () => {
  const running = { ...fixed, state: 'running' as const };

  it('is the chosen policy’s, else the one under way, else the dynamic one', () => {
    const of = (...tests: Parameters<typeof loadTestSeries>[0][number][]) => {
      const [series] = loadTestSeries(tests);
      if (series === undefined) throw new Error('There is no series.');
      return series;
    };
    expect(testToShow(of(none, running, dynamic), 'none')).toBe(none);
    expect(testToShow(of(none, running, dynamic), null)).toBe(running);
    expect(testToShow(of(none, dynamic, fixed), null)).toBe(dynamic);
    expect(testToShow(of(none, fixed), 'dynamic')).toBe(fixed);
  });
});

describe('loadTestHeadline', () => {
  const headline = (...tests: Parameters<typeof loadTestSeries>[0][number][]) => {
    const [series] = loadTestSeries(tests);
    return series === undefined ? null : loadTestHeadline(series);
  };

  it('speaks of the dynamic policy, with the highest quantile there is', () => {
    expect(headline(none, dynamic)).toMatchObject({
      kind: 'answered',
      policy: 'dynamic',
      tail: { name: 'P99' },
    });
    const twenty = exampleLoadTest({ arrivals: Array.from({ length: 20 }, (_, i) => request(i)) });
    expect(headline(twenty)).toMatchObject({ tail: { name: 'P95' } });
    expect(headline(exampleLoadTest({ arrivals: [request(7)] }))).toMatchObject({
      tail: { name: 'P50', ms: 7 },
    });
  });

  it('waits for a policy that is under way', () => {
    expect(headline({ ...none, state: 'running' })).toBeNull();
    expect(headline(none, { ...dynamic, state: 'running' })).toMatchObject({ policy: 'none' });
  });

  it('says what went wrong', () => {
    const error = { code: 'device-lost', message: 'lost' };
    expect(headline({ ...dynamic, state: 'overloaded' })).toMatchObject({
      kind: 'overloaded',
      offeredPerSecond: 20,
    });
    expect(headline({ ...dynamic, state: 'failed', error })).toMatchObject({ kind: 'failed', error });
    expect(headline({ ...dynamic, state: 'cancelled' })).toMatchObject({ kind: 'stopped' });
    expect(headline(exampleLoadTest({ arrivals: [] }))).toEqual({ policy: 'dynamic', kind: 'nothing' });
  });

  it('counts who got no answer, but not those that a stop cancelled', () => {
    const arrivals = (['answered', 'refused', 'timed-out', 'failed', 'cancelled'] as const).map(
      (outcome) => ({
        ...request(5),
        outcome,
      }),
    );
    expect(headline(exampleLoadTest({ arrivals }))).toMatchObject({ arrivals: 5, unanswered: 3 });
  });
});

describe('loadFigure', () => {
  it('reads each figure off the test', () => {
    expect(loadFigure('meanBatch', dynamic)).toBe(4);
    expect(loadFigure('p50', dynamic)).toBe(100.5);
    expect(loadFigure('waitingP95', dynamic)).toBeCloseTo(0.75 * 190.05, 9);
    expect(loadFigure('meanBatch', exampleLoadTest({ arrivals: [], batches: [] }))).toBeNull();
    expect(loadFigure('p99', exampleLoadTest({ arrivals: [] }))).toBeNull();
  });

  it('shows failed and cancelled requests only where there are any', () => {
    expect(shownFigures([none, dynamic])).not.toContain('failed');
    const failing = exampleLoadTest({ arrivals: [{ ...request(1), outcome: 'failed' }] });
    expect(shownFigures([none, failing])).toContain('failed');
    expect(shownFigures([none, failing])).not.toContain('cancelled');
  });
});

describe('predictionRows', () => {
  it('says how far off each prediction was, from what came', () => {
    const rows = predictionRows(dynamic);
    expect(rows.map(({ figure }) => figure)).toEqual(['answered', 'p50', 'p95']);
    expect(rows[0]?.difference).toBeCloseTo(-0.05, 9);
    expect(rows[1]?.difference).toBeCloseTo(-0.1, 9);
    expect(rows[2]?.difference).toBeCloseTo(209.5 / 190.05 - 1, 9);
  });

  it('compares nothing of a test that did not reach its end, nor without a prediction', () => {
    expect(predictionRows({ ...dynamic, state: 'cancelled' })).toEqual([]);
    expect(predictionRows({ ...dynamic, state: 'running' })).toEqual([]);
    expect(predictionRows({ ...dynamic, prediction: null })).toEqual([]);
    expect(predictionRows({ ...dynamic, state: 'overloaded' })).toHaveLength(3);
  });

  it('has no difference where either side is missing', () => {
    const few = exampleLoadTest({ arrivals: [request(5)] });
    expect(predictionRows(few)[2]).toEqual({
      figure: 'p95',
      predicted: 209.5,
      measured: null,
      range: [170, 260.5],
      difference: null,
    });
  });
});

describe('rateGrid', () => {
  it('is a table of batches and waits with the best marked', () => {
    const { maxWaitsMs, rows } = rateGrid(exampleCapacity);
    expect(maxWaitsMs).toEqual([0, 20]);
    expect(rows.map(({ maxBatch }) => maxBatch)).toEqual([1, 8]);
    const marked = rows.flatMap(({ maxBatch, cells }) =>
      cells.flatMap((cell) => (cell.isBest ? [[maxBatch, cell.maxWaitMs, cell.share]] : [])),
    );
    expect(marked).toEqual([[8, 20, 1]]);
    expect(rows[0]?.cells[0]?.share).toBeCloseTo(12 / 23.1, 9);
  });

  it('leaves a gap where the planner did not look, and stands nothing holding the objective', () => {
    const rates = [
      { maxBatch: 1, maxWaitMs: 0, ratePerSecond: 0 },
      { maxBatch: 2, maxWaitMs: 5, ratePerSecond: 0 },
    ];
    const { rows } = rateGrid({ ...exampleCapacity, rates, best: null });
    expect(rows[0]?.cells).toEqual([
      { maxWaitMs: 0, ratePerSecond: 0, share: 0, isBest: false },
      { maxWaitMs: 5, ratePerSecond: null, share: 0, isBest: false },
    ]);
  });

  it('says what each machine takes against one alone', () => {
    const [one, four] = replicaRows(exampleCapacity);
    expect(one).toEqual({ replicas: 1, ratePerSecond: 23.1, perReplica: 23.1, gain: 0 });
    expect(four?.perReplica).toBe(25.25);
    expect(four?.gain).toBeCloseTo(25.25 / 23.1 - 1, 9);
  });
});

describe('words and signs', () => {
  it('name quantiles, gains and changes', () => {
    expect([quantileName(0.99), quantileName(0.5), quantileName(0.999)]).toEqual(['P99', 'P50', 'P99.9']);
    expect(batchingGain(exampleCapacity)).toBeCloseTo(23.1 / 12, 9);
    expect(batchingGain({ ...exampleCapacity, best: null })).toBeNull();
    expect(batchingGain({ ...exampleCapacity, unbatchedRatePerSecond: 0 })).toBeNull();
    const format = formatOf('en');
    expect([0.042, -0.15, 0, 2.5].map((share) => signedPercent(share, format))).toEqual([
      '+4%',
      '−15%',
      '0%',
      '+250%',
    ]);
  });
});

describe('loadTestDoubts', () => {
  const doubt = (code: string, laneId: string | null) => ({ code, laneId, message: '', figures: '' });
  const doubts = [
    doubt('repeated-pairs', null),
    doubt('on-battery', null),
    doubt('hidden-tab', 'a'),
    doubt('drift', 'a'),
    doubt('hidden-tab', 'b'),
  ];

  it('are those of the run and of the lane, without those about a sweep’s cells', () => {
    const codes = (hasCells: boolean) =>
      loadTestDoubts(doubts, 'a', hasCells).map(({ code, laneId }) => `${code} ${laneId}`);
    expect(codes(true)).toEqual(['on-battery null', 'hidden-tab a']);
    expect(codes(false)).toEqual(['on-battery null', 'hidden-tab a', 'drift a']);
  });
});
