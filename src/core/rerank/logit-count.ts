import { Failure } from './failure.ts';

/**
 * What a pass answered, if it is one value a pair.
 *
 * @throws Failure `not-a-reranker`
 */
export function logitPerPair(logits: ArrayLike<number>, pairs: number): ArrayLike<number> {
  if (logits.length === pairs) return logits;
  throw new Failure(
    'not-a-reranker',
    `The model answered ${logits.length} values for ${pairs} pairs; a reranker answers one a pair.`,
  );
}
