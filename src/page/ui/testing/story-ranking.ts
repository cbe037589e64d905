import { probabilityOf } from '../../../core/rerank/score-request.ts';
import type { AppState } from '../../store/app-state.ts';
import { type RankedRow, type Ranking, rankingBasis } from '../../store/ranking-slice.ts';

/**
 * A made-up ranking of the documents. The scores are hashes, so they are the same every time and mean
 * nothing.
 */
export function storyRanking({ input, inputRevision, settings }: AppState): Ranking {
  const hash = (text: string) =>
    [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1009, 7);
  const rows = input.documents
    .map(({ id, text }, place) => ({ documentId: id, text, oldPlace: place + 1, score: 7 - hash(text) / 60 }))
    .sort((a, b) => b.score - a.score)
    .map((row, place): RankedRow => ({ ...row, probability: probabilityOf(row.score), newPlace: place + 1 }));
  return {
    query: input.query,
    rows,
    latencyMs: 842,
    modelId: settings.model,
    layers: settings.layers,
    deviceUsed: 'wasm',
    dtype: 'fp32',
    maxLength: settings.maxLength,
    batchSize: 8,
    steps: [],
    findings: [],
    scoreCheck: { verdict: 'ok', durationMs: 60 },
    basis: rankingBasis(settings),
    inputRevision,
  };
}
