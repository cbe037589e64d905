import { planBatches } from '../rerank/batching.ts';
import type { BatchOrder } from '../rerank/devices.ts';

/**
 * Tokens of the request's largest batch, padding included: what memory a cell needs grows with it.
 *
 * @param lengths tokens of the request's pairs
 */
export function largestBatchTokens(lengths: readonly number[], batchSize: number, order: BatchOrder): number {
  return planBatches(lengths, batchSize, order).reduce((most, places) => {
    const longest = places.reduce((length, place) => Math.max(length, lengths[place] ?? 0), 0);
    return Math.max(most, places.length * longest);
  }, 0);
}
