import { describe, expect, it } from 'vitest';
import { draftOfLink } from '../document/draft-of-link.ts';
import { parseRecordsFile } from '../document/import-record.ts';
import { fragmentToRun, recordToFragment } from '../document/permalink.ts';
import { criticalT } from '../stats/interval.ts';
import { suiteResult } from './suite-result.ts';
import { suiteRun } from './testing/suite-run.ts';

const [small, ettin] = ['ms-marco-MiniLM-L-6-v2', 'ettin-reranker-17m-v1'] as const;

/** Batch 4 is fastest. Samples alternate by ±`spread`, so that their mean is exact. */
const latencies =
  (spread: number) =>
  (task: string, batchSize: number, round: number): number =>
    (task === small ? 160 : 640) * (batchSize === 4 ? 1 : 2) * (1 + (round % 2 === 0 ? spread : -spread));

describe('the answer of a suite', () => {
  it('is each task’s throughput at its fastest batch size, and their geometric mean', () => {
    const result = suiteResult(suiteRun({ latencyMs: latencies(0.02) }));
    expect(result).toMatchObject({ id: 'rerank-bench/suite@1', name: 'quick', departures: [] });
    expect(result?.tasks.map(({ task, headline }) => [task, headline?.batchSize, headline?.layers])).toEqual([
      [small, 4, 6],
      [ettin, 4, 7],
    ]);
    // 16 pairs in 160 ms and in 640 ms.
    expect(result?.tasks[0]?.headline?.pairsPerSecond).toBeCloseTo(100, 9);
    expect(result?.tasks[1]?.headline?.pairsPerSecond).toBeCloseTo(25, 9);
    expect(result?.geometricMean?.pairsPerSecond).toBeCloseTo(50, 9);
  });

  it('has the intervals that follow from the samples', () => {
    const result = suiteResult(suiteRun({ latencyMs: latencies(0.02) }));
    // Eight samples at ±2 %: sd² = 8 · 0.02² / 7. They alternate, so that nothing widens the interval.
    const error = Math.sqrt((0.02 ** 2 * 8) / 7 / 8);
    expect(result?.tasks[0]?.headline?.halfWidth).toBeCloseTo(criticalT(0.05, 7) * error, 9);
    const [low, high] = result?.tasks[0]?.headline?.ci95 ?? [0, 0];
    expect(low).toBeCloseTo(100 / (1 + criticalT(0.05, 7) * error), 9);
    expect(high).toBeCloseTo(100 / (1 - criticalT(0.05, 7) * error), 9);
    // Two equal variances: V = 2v/4, and Welch's degrees are 7 + 7.
    const half = criticalT(0.05, 14) * Math.sqrt(error ** 2 / 2);
    expect(result?.geometricMean?.halfWidth).toBeCloseTo(Math.exp(half) - 1, 9);
    expect(result?.geometricMean?.ci95?.[0]).toBeCloseTo(50 * Math.exp(-half), 7);
    expect(result?.geometricMean?.ci95?.[1]).toBeCloseTo(50 * Math.exp(half), 7);
  });

  it('has no mean where a task was not measured, since it would be another’s', () => {
    const run = suiteRun();
    const result = suiteResult({ ...run, lanes: run.lanes.slice(0, 1) });
    expect(result?.tasks.map(({ headline }) => headline !== null)).toEqual([true, false]);
    expect(result?.geometricMean).toBeNull();
    expect(result?.departures).toEqual([{ kind: 'not-run', task: ettin, reason: 'missing' }]);
  });

  it('has a mean without an interval where a task has too few rounds for one', () => {
    const result = suiteResult(suiteRun({ asked: { repetitions: 1 }, latencyMs: latencies(0) }));
    expect(result?.geometricMean).toEqual({
      ...{ pairsPerSecond: expect.closeTo(50, 9), ci95: null, halfWidth: null },
    });
  });

  it('leaves out a cell that ended early, and a lane whose scores are suspect', () => {
    const run = suiteRun({
      latencyMs: latencies(0.02),
      change: (lane) => ({
        ...lane,
        cells: lane.cells.map((cell) =>
          cell.state === 'measured' && cell.batchSize === 4 ? { ...cell, reason: 'out-of-memory' } : cell,
        ),
      }),
    });
    expect(suiteResult(run)?.tasks.map(({ headline }) => headline?.batchSize)).toEqual([1, 1]);
    const check = { verdict: 'suspect' as const, findings: [], tolerance: 0, largestPaddingDifference: null };
    const suspect = suiteRun({
      change: (lane) => ({ ...lane, scoreCheck: { ...check, scores: [], agreement: null } }),
    });
    expect(suiteResult(suspect)?.tasks.map(({ headline }) => headline)).toEqual([null, null]);
  });

  it('is none of a run of no suite', () => {
    const { suite: _, ...plain } = suiteRun();
    expect(suiteResult(plain)).toBeNull();
  });

  it('comes out the same from the file of the record', () => {
    const run = suiteRun({ asked: { maxLength: 64 } });
    const parsed = parseRecordsFile(JSON.stringify(run));
    if (parsed.state !== 'ok') throw new Error(JSON.stringify(parsed));
    const read = parsed.runs[0]?.record;
    expect(read?.suite).toEqual(run.suite);
    expect(read?.lanes.map(({ task }) => task)).toEqual([small, ettin]);
    expect(read && suiteResult(read)).toEqual(suiteResult(run));
  });

  it('comes out the same from a link, up to its digits', () => {
    const run = suiteRun({ latencyMs: latencies(0.02), asked: { maxLength: 64 } });
    const packed = recordToFragment(run);
    const opened = packed.state === 'ok' ? fragmentToRun(packed.fragment) : packed;
    if (opened.state !== 'ok' || !('run' in opened)) throw new Error(opened.state);
    const [fromLink, own] = [suiteResult(draftOfLink(opened.run)), suiteResult(run)];
    expect(fromLink?.departures).toEqual(own?.departures);
    expect(fromLink?.tasks.map(({ headline }) => headline?.batchSize)).toEqual([4, 4]);
    expect(fromLink?.geometricMean?.pairsPerSecond).toBeCloseTo(50, 2);
    expect(fromLink?.geometricMean?.halfWidth).toBeCloseTo(own?.geometricMean?.halfWidth ?? 0, 4);
  });
});
