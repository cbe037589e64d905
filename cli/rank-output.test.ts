import { describe, expect, it } from 'vitest';
import { clampNotice, isSuspectRanking, rankText } from './rank-output.ts';

const ranking = {
  query: 'q',
  modelId: 'org/model',
  layers: null,
  deviceUsed: 'wasm',
  dtype: 'fp32',
  rows: [{ text: 'a', score: 7, probability: 0.999, oldPlace: 1 }],
} as const;
const finding = { code: 'constant', message: 'All 6 different pairs score 7.' } as const;

describe('the JSON of a ranking', () => {
  it('says nothing of suspect scores where there are none, or the page is too old to tell', () => {
    for (const fine of [ranking, { ...ranking, findings: [] }]) {
      expect(isSuspectRanking(fine)).toBe(false);
      expect(Object.keys(JSON.parse(rankText(fine, 'json', 80)))).toEqual([
        ...['query', 'model', 'device', 'dtype', 'results'],
      ]);
    }
  });

  it('and the table say how many documents were cut', () => {
    const cut = { ...ranking, cut: { documents: 1, tokens: 512 } };
    expect(JSON.parse(rankText(cut, 'json', 80)).cut).toEqual({ documents: 1, tokens: 512 });
    expect(rankText(cut, 'table', 80)).toContain(
      '1 of 1 documents was too long and was cut: with the query it has 512 tokens.',
    );
    expect(rankText(ranking, 'table', 80)).not.toContain('cut');
  });

  it('and the table name the weights’ file where it is not the dtype’s own', () => {
    const chosen = { ...ranking, dtype: 'q8', file: 'model_int8.onnx' } as const;
    expect(JSON.parse(rankText(chosen, 'json', 80))).toMatchObject({ dtype: 'q8', file: 'model_int8.onnx' });
    expect(rankText(chosen, 'table', 80)).toContain('org/model · wasm · model_int8.onnx\n');
    expect(rankText(ranking, 'table', 80)).toContain('org/model · wasm · fp32\n');
  });

  it('names what is wrong with suspect scores', () => {
    const suspect = { ...ranking, findings: [finding] };
    expect(isSuspectRanking(suspect)).toBe(true);
    expect(JSON.parse(rankText(suspect, 'json', 80))).toMatchObject({ suspect: true, findings: [finding] });
  });

  it('is suspect with scores that are not numbers, whatever the page says', () => {
    const bad = { ...ranking, rows: [{ ...ranking.rows[0], score: Number.NaN }] };
    expect(JSON.parse(rankText(bad, 'json', 80))).toMatchObject({
      suspect: true,
      results: [{ score: null }],
    });
  });

  it('has NDCG and MRR where documents carry relevance', () => {
    const [row] = ranking.rows;
    const judged = {
      ...ranking,
      rows: [
        { ...row, relevance: 0 },
        { ...row, score: 5, oldPlace: 2, relevance: 1 },
      ],
    };
    const { ndcg10, mrr10 } = JSON.parse(rankText(judged, 'json', 80));
    expect(ndcg10).toBeCloseTo(1 / Math.log2(3), 12);
    expect(mrr10).toBe(0.5);
    expect(rankText(judged, 'table', 80)).toContain('NDCG@10 0.631, MRR@10 0.500');
    expect(rankText(ranking, 'table', 80)).not.toContain('NDCG');
  });
});

it('a max length beyond the model’s context is told where it cut documents', () => {
  const cut = { documents: 1, tokens: 512 };
  expect(clampNotice({ cut, maxLength: 2048 })).toMatch(/2,048.*512|512.*2,048/);
  expect(clampNotice({ cut, maxLength: 512 })).toBeNull();
  expect(clampNotice({ maxLength: 2048 })).toBeNull();
});
