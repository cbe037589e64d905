import { scoreWeights } from '../coverage/coverage-model.ts';
import { rarityWeight } from '../coverage/features.ts';
import type { CoverageToken } from '../coverage/token-codes.ts';

/** A pair as the tokenizer gives it, without padding and mask. */
export interface SegmentedPair {
  readonly ids: readonly number[];
  /** 0 for the query's half, 1 for the document's. */
  readonly segments: readonly number[];
}

/**
 * The score of `builtin:coverage` by its definition, computed without matrices. The model has to agree with
 * it.
 */
export function coverageScore(pair: SegmentedPair, vocabulary: readonly CoverageToken[]): number {
  const query = new Set(pair.ids.filter((_, place) => pair.segments[place] === 0));
  const document = new Set(pair.ids.filter((_, place) => pair.segments[place] === 1));

  const matchedShare = (segment: number, other: ReadonlySet<number>): number => {
    let matched = 0;
    let total = 0;
    pair.ids.forEach((id, place) => {
      const token = vocabulary[id];
      if (!token || token.kind === 'frame' || pair.segments[place] !== segment) return;
      const weight = rarityWeight(token.rarityLevel);
      total += weight;
      if (token.kind === 'word' && other.has(id)) matched += weight;
    });
    return total === 0 ? 0 : matched / total;
  };

  return (
    scoreWeights.coverage * matchedShare(0, document) +
    scoreWeights.precision * matchedShare(1, query) +
    scoreWeights.constant
  );
}
