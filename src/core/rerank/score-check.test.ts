import { describe, expect, it } from 'vitest';
import type { Dtype } from './devices.ts';
import { judgeScores, paddingTolerance } from './score-check.ts';

const alone = [1.5, -2, 0.25, 3];
const judge = (change: Partial<Parameters<typeof judgeScores>[0]> = {}) =>
  judgeScores({ dtype: 'fp32', alone, padded: alone, published: new Map(), ...change });
const codes = (change: Parameters<typeof judge>[0]) => judge(change).findings.map(({ code }) => code);

describe('the check of a lane’s scores', () => {
  it('finds nothing wrong with scores that stay the same', () => {
    expect(judge()).toEqual({
      verdict: 'ok',
      findings: [],
      tolerance: 1e-3,
      largestPaddingDifference: 0,
      scores: alone,
    });
  });

  it('finds a score that is no number, alone or padded, and keeps the others', () => {
    const check = judge({ alone: [1, Number.NaN, 2, 3] });
    expect(check.findings.map(({ code }) => code)).toEqual(['not-numbers']);
    expect(check.scores).toEqual([1, null, 2, 3]);
    expect(check.largestPaddingDifference).toBeNull();
    expect(codes({ padded: [1.5, -2, Number.POSITIVE_INFINITY, 3] })).toEqual(['not-numbers']);
  });

  it('finds that all pairs score the same', () => {
    expect(codes({ alone: [2, 2, 2, 2], padded: [2, 2, 2, 2] })).toEqual(['constant']);
    expect(codes({ alone: [2, 2, 2, 2.00001], padded: [2, 2, 2, 2.00001] })).toEqual([]);
  });

  it.each(['fp32', 'fp16', 'q8', 'q4', 'q4f16'] as const)(
    'lets %s move with padding up to its tolerance and no further',
    (dtype) => {
      const moved = (by: number) => alone.map((score, i) => (i === 2 ? score + by : score));
      expect(codes({ dtype, padded: moved(paddingTolerance(dtype, alone) * 0.99) })).toEqual([]);
      expect(codes({ dtype, padded: moved(paddingTolerance(dtype, alone) * 1.01) })).toEqual([
        'batch-dependent',
      ]);
    },
  );

  it('measures what padding may do by how far the model spreads its scores, but for fp32', () => {
    const wide = alone.map((score) => score * 10);
    const tolerance = (dtype: Dtype, scores: readonly number[]) =>
      judgeScores({ dtype, alone: scores, padded: scores, published: new Map() }).tolerance;
    expect(tolerance('fp32', wide)).toBe(1e-3);
    expect(tolerance('q8', alone)).toBeCloseTo(0.2 * 5, 10);
    expect(tolerance('q8', wide)).toBeCloseTo(0.2 * 50, 10);
    // Scores that are all the same, or none at all, tell nothing about their range.
    expect(tolerance('q8', [1, 1])).toBe(1e-3);
    expect(tolerance('q8', [Number.NaN, Number.NaN])).toBe(1e-3);
  });

  it('holds unquantised lanes to published scores, within 0.05', () => {
    expect(codes({ published: new Map([[0, 1.549]]) })).toEqual([]);
    expect(codes({ published: new Map([[0, 1.551]]) })).toEqual(['reference-missed']);
    expect(codes({ dtype: 'q8', published: new Map([[0, 9]]) })).toEqual([]);
  });

  it('tells everything that is wrong at once', () => {
    const check = judge({ alone: [2, 2, 2, 2], padded: [2, 2, 2, 3], published: new Map([[1, 5]]) });
    expect(check.findings.map(({ code }) => code)).toEqual([
      'constant',
      'batch-dependent',
      'reference-missed',
    ]);
    expect(check.verdict).toBe('suspect');
  });
});
