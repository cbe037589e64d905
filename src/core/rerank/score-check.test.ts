import { describe, expect, it } from 'vitest';
import { type Dtype, dtypes } from './devices.ts';
import { judgeScores, largestDifference, paddingTolerance } from './score-check.ts';

/** Numbers from 0 to 1, always the same (Park and Miller's generator). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

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

  it('explains what padding moves by rounding, up to a quarter of what an ignored mask would', () => {
    const padded = alone.map((score, i) => (i === 2 ? score + 0.11 : score));
    for (const dtype of ['fp16', 'q4', 'q4f16'] as const) {
      // By the range alone it would be suspect, as it is where an ignored mask would move no more.
      expect(codes({ dtype, padded })).toEqual(['batch-dependent']);
      expect(codes({ dtype, padded, ignoredMask: 0.45 })).toEqual([]);
      expect(judge({ dtype, padded, ignoredMask: 0.48 }).tolerance).toBeCloseTo(0.12, 10);
      expect(codes({ dtype, padded, ignoredMask: 0.43 })).toEqual(['batch-dependent']);
      expect(codes({ dtype, padded, ignoredMask: Number.NaN })).toEqual(['batch-dependent']);
    }
    // Single precision has nothing to explain.
    expect(codes({ dtype: 'fp32', padded, ignoredMask: 100 })).toEqual(['batch-dependent']);
  });

  it('finds every model that ignores its mask, whatever its scores and dtype', () => {
    const random = seededRandom(5);
    for (let model = 0; model < 500; model++) {
      const scale = 10 ** (4 * random() - 2);
      const scores = Array.from({ length: 6 }, () => scale * (2 * random() - 1));
      const range = Math.max(...scores) - Math.min(...scores);
      // The least by which an ignored mask moved scores, and more.
      const moved = scores.map((score, i) => score + (i === 0 ? 0.34 + random() : random()) * range);
      const ignoredMask = largestDifference(scores, moved);
      for (const dtype of dtypes) {
        expect(codes({ dtype, alone: scores, padded: moved, ignoredMask })).toEqual(['batch-dependent']);
      }
    }
  });

  it('suspects no model that rounding moves by a fifth of an ignored mask', () => {
    const random = seededRandom(6);
    for (let model = 0; model < 500; model++) {
      const scale = 10 ** (4 * random() - 2);
      const scores = Array.from({ length: 6 }, () => scale * (2 * random() - 1));
      const ignoredMask = scale * (0.1 + 9 * random());
      const padded = scores.map((score) => score + (2 * random() - 1) * 0.2 * ignoredMask);
      for (const dtype of ['fp16', 'q4f16'] as const) {
        expect(codes({ dtype, alone: scores, padded, ignoredMask })).toEqual([]);
      }
    }
  });

  it('allows a published score what half precision rounds', () => {
    const off = { published: new Map([[0, 1.58]]), padded: alone.map((score) => score + 0.021) };
    expect(codes({ dtype: 'fp16', ...off })).toEqual([]);
    expect(codes({ dtype: 'fp16', ...off, published: new Map([[0, 1.59]]) })).toEqual(['reference-missed']);
    expect(codes({ dtype: 'fp32', ...off })).toContain('reference-missed');
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
