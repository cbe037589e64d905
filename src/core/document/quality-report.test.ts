import { describe, expect, it } from 'vitest';
import { textsOf } from '../texts/create-texts.ts';
import { plainNumbers } from '../texts/format.ts';
import { compareRuns } from './comparison.ts';
import { comparisonReport } from './comparison-report.ts';
import { recordToCsv } from './csv.ts';
import { recordToMarkdown } from './markdown.ts';
import type { QualityRecord } from './quality-record.ts';
import { qualityAdvice, qualityPart, signed, speedRatio, tauWords } from './quality-report.ts';
import type { LaneRecord, RunRecord } from './run-record.ts';
import { gridRecord } from './testing/grid-record.ts';

const agreement = {
  laneId: 'lane-1',
  kendallTau: 0.9,
  topShare: 0.9,
  topOf: 10,
  largestMove: 4,
  queries: 1,
  pairs: 50,
};
const scores = Array.from({ length: 50 }, (_, i) => -i);

/** Two lanes, the second about twice as fast as the first. */
const recordOf = (second: Partial<QualityRecord>, first: Partial<QualityRecord> = {}): RunRecord =>
  gridRecord({
    lanes: 2,
    samples: 2,
    latencyMs: (pairs, batch, lane) => (pairs * (3 + 8 / batch)) / (lane + 1),
    change: (lane: LaneRecord) => ({
      ...lane,
      ...(lane.id === 'lane-2' && { dtype: 'q8' as const }),
      quality: { batchSize: 8, scores, ...(lane.id === 'lane-1' ? first : second) },
    }),
  });
const wordsOf = (language: 'en' | 'zh-CN' = 'en') => ({
  nameOf: (id: string) => id,
  texts: textsOf(language),
  numbers: plainNumbers,
});

describe('what a lane’s speed costs', () => {
  it('is told in one sentence, by the best batch sizes of the largest pair count', () => {
    const { lanes } = recordOf({ agreement });
    expect(speedRatio(lanes[1] as LaneRecord, lanes[0] as LaneRecord)).toBeCloseTo(2, 1);
    expect(qualityAdvice(lanes, wordsOf())).toEqual([
      expect.stringMatching(
        /^lane-2 is (1\.9\d?|2|2\.0\d?) times as fast as lane-1 and keeps 9 of the top 10\.$/,
      ),
    ]);
    expect(qualityAdvice(lanes, wordsOf('zh-CN'))[0]).toContain('前 10 名中的 9 篇');
  });

  it('is a mean over several queries, and has NDCG where relevance is known', () => {
    const relevance = {
      ndcg: 0.7,
      mrr: 0.8,
      queries: 12,
      difference: { laneId: 'lane-1', ndcg: -0.0123, ci95: [-0.03, 0.001] as const },
    };
    const [sentence] = qualityAdvice(
      recordOf({ agreement: { ...agreement, queries: 12 }, relevance }).lanes,
      wordsOf(),
    );
    expect(sentence).toContain('keeps 90% of the top 10, averaged over 12 queries.');
    expect(sentence).toContain('Its NDCG@10 differs by −0.012 (95 % interval −0.03 to +0.001).');
  });

  it('leaves speed out where no pair count was measured in both, and lanes with suspect scores', () => {
    const record = recordOf({ agreement });
    const bare = record.lanes.map((lane) => ({ ...lane, cells: [] }));
    expect(qualityAdvice(bare, wordsOf())).toEqual(['Against lane-1, lane-2 keeps 9 of the top 10.']);
    const check = { tolerance: 0, largestPaddingDifference: null, scores: [], agreement: null, findings: [] };
    const suspect = record.lanes.map((lane) => ({
      ...lane,
      scoreCheck: { ...check, verdict: 'suspect' as const },
    }));
    expect(qualityAdvice(suspect, wordsOf())).toEqual([]);
  });
});

describe('the table of orders', () => {
  it('has a row a lane, and columns of relevance where it is known', () => {
    const part = qualityPart(recordOf({ agreement }).lanes, { pairCount: 60 }, wordsOf());
    expect(part?.table?.head).toEqual(['Lane', 'Kendall’s τ', 'Top kept', 'Largest move']);
    expect(part?.table?.rows).toEqual([
      ['lane-1', 'reference', '', ''],
      ['lane-2', '0.9', '9/10', '4'],
    ]);
    expect(part?.lines.at(-1)).toContain('in batches of 8: the first 50 of 60 pairs');
    const relevance = { ndcg: 0.71234, mrr: 1, queries: 3 };
    const judged = qualityPart(recordOf({ agreement }, { relevance }).lanes, { pairCount: 60 }, wordsOf());
    expect(judged?.table?.rows[0]).toEqual(['lane-1', 'reference', '', '', '0.712', '1.000']);
    expect(judged?.table?.rows[1]?.slice(4)).toEqual(['', '']);
  });

  it('tells what the batch itself does, where it does anything', () => {
    const { laneId: _, ...effect } = { ...agreement, kendallTau: 0.8951 };
    const part = qualityPart(recordOf({ batchEffect: effect }).lanes, { pairCount: 50 }, wordsOf());
    expect(part?.table).toBeNull();
    expect(part?.lines[0]).toBe(
      'The batch itself moves the scores of lane-2: in batches of 8 as given, its order agrees with that of single pairs by Kendall’s τ 0.895 and keeps 9 of the top 10.',
    );
    const none = recordOf({ batchEffect: { ...effect, kendallTau: 1 } });
    expect(qualityPart(none.lanes, { pairCount: 50 }, wordsOf())).toBeNull();
  });

  it('is in the CSV, after the usual columns', () => {
    const [head, first, ...rest] = recordToCsv(recordOf({ agreement })).trimEnd().split('\r\n');
    expect(head).toMatch(/,percentOfPeak,kendallTau,topShare,largestMove,ndcg10,mrr10$/);
    expect(first).toMatch(/,,,,,$/);
    expect(rest.at(-1)).toMatch(/,0\.9,0\.9,4,,$/);
  });

  it('is in the Markdown, and the sentence among its recommendations', () => {
    const text = recordToMarkdown(recordOf({ agreement }));
    expect(text).toContain('### Order beside speed');
    expect(text).toMatch(/times as fast as .* and keeps 9 of the top 10\./);
    expect(recordToMarkdown(gridRecord({ samples: 2 }))).not.toContain('Order beside speed');
  });
});

describe('a figure of agreement', () => {
  it('never reads as whole where it is not', () => {
    expect([1, 0.99996, 0.8951, 0, -0.5].map(tauWords)).toEqual(['1', '> 0.999', '0.895', '0', '−0.5']);
    expect([0.0123, -0.3, 0.0001].map(signed)).toEqual(['+0.012', '−0.3', '0']);
  });
});

describe('the comparison of two runs', () => {
  const relevance = { ndcg: 0.5, mrr: 0.5, queries: 1 };
  const sides = (head: Partial<QualityRecord>, sha256 = 'abc') => {
    const base = recordOf({ agreement, relevance });
    const changed = recordOf({ agreement: { ...agreement, kendallTau: 0.8 }, ...head });
    return [base, { ...changed, id: 'run-2', input: { ...changed.input, sha256 } }] as const;
  };
  const linesOf = ([base, head]: readonly [RunRecord, RunRecord]) => {
    const comparison = compareRuns([base], [head]);
    return comparisonReport({ comparison, base: [base], head: [head], gate: null }).parts[1]?.lines;
  };

  it('lists how their orders agree, and what each found by relevance', () => {
    const swapped = scores.with(0, -1).with(1, 0);
    expect(linesOf(sides({ scores: swapped, relevance: { ...relevance, ndcg: 0.75 } }))).toEqual([
      'Order against the base: Kendall’s τ 0.998, 10 of the top 10 kept, largest move 1 (50 pairs).',
      'NDCG@10: 0.500 in the base, 0.750 in the head.',
      'MRR@10: 0.500 in the base, 0.500 in the head.',
      'Kendall’s τ against the run’s own reference lane: 0.9 in the base, 0.8 in the head.',
    ]);
  });

  it('holds no order against another of other texts, and is silent where a side says nothing', () => {
    expect(linesOf(sides({}, 'other'))).toEqual([
      'Kendall’s τ against the run’s own reference lane: 0.9 in the base, 0.8 in the head.',
    ]);
    const [base] = sides({});
    const plain = { ...gridRecord({ lanes: 2, samples: 2 }), id: 'run-3' };
    expect(compareRuns([base], [plain]).lanes[0]).not.toHaveProperty('quality');
  });
});
