import { type BatchingOptions, paddedLength, planBatches } from '../rerank/batching.ts';
import type { Pair } from '../rerank/pair.ts';
import { pairEncoder, type TextTokenizer } from '../rerank/pair-encoding.ts';
import { batchingOf, cellAt, type LaneBatching } from './cell-batching.ts';
import { type CellPlan, requestPairs } from './sweep-plan.ts';

/**
 * Tokens of the request's largest batch, padding included: what memory a cell needs grows with it.
 *
 * @param lengths tokens of the request's pairs
 */
export function largestBatchTokens(lengths: readonly number[], options: BatchingOptions): number {
  return planBatches(lengths, options).reduce((most, places) => {
    const longest = places.reduce((length, place) => Math.max(length, lengths[place] ?? 0), 0);
    return Math.max(most, places.length * paddedLength(longest, options));
  }, 0);
}

/**
 * The same for the cells of a lane by place. Pairs are tokenised once, when it is first asked.
 *
 * @throws Failure `query-too-long`
 */
export function largestBatches(
  lane: LaneBatching & {
    readonly cells: readonly CellPlan[];
    readonly living: readonly number[];
    readonly pairs: readonly Pair[];
    readonly seed: number;
  },
  tokenizer: TextTokenizer,
): (place: number) => number {
  let lengths: readonly number[] | null = null;
  const known = new Map<number, number>();
  return (place) => {
    const cell = cellAt(lane.cells, place);
    // The pairs of a small request are the first of every larger one.
    lengths ??= lengthsOfMost(lane, tokenizer);
    const tokens =
      known.get(place) ?? largestBatchTokens(lengths.slice(0, cell.pairCount), batchingOf(lane, cell));
    known.set(place, tokens);
    return tokens;
  };
}

function lengthsOfMost(
  { cells, living, pairs, seed, maxLength }: Parameters<typeof largestBatches>[0],
  tokenizer: TextTokenizer,
): number[] {
  const most = Math.max(...living.map((place) => cellAt(cells, place).pairCount));
  // Input that repeats is tokenised once.
  const distinct = requestPairs(
    pairs,
    seed,
  )(Math.min(most, pairs.length))
    .map(pairEncoder(tokenizer, maxLength))
    .map(({ ids }) => ids.length);
  return Array.from({ length: most }, (_, place) => distinct[place % distinct.length] ?? 0);
}
