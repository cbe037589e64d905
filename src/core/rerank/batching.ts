import type { BatchOrder } from './devices.ts';
import type { EncodedPair } from './pair-encoding.ts';

/**
 * Puts the pairs of a request into batches of at most `batchSize`.
 * Order `length` takes the longest first, so that pairs of like length share a batch and little is padded; pairs of
 * equal length keep the input's order.
 *
 * @param lengths tokens of each pair
 * @returns batches of places in the input; every place stands in exactly one
 */
export function planBatches(lengths: readonly number[], batchSize: number, order: BatchOrder): number[][] {
  const places = lengths.map((_, place) => place);
  if (order === 'length') {
    places.sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0) || a - b);
  }
  const batches: number[][] = [];
  for (let start = 0; start < places.length; start += batchSize) {
    batches.push(places.slice(start, start + batchSize));
  }
  return batches;
}

/** A batch as the model takes it: three matrices of `pairs` rows and `length` columns, row by row. */
export interface PaddedBatch {
  readonly pairs: number;
  /** Tokens of the longest pair, to which the others are padded. */
  readonly length: number;
  readonly inputIds: BigInt64Array;
  readonly attentionMask: BigInt64Array;
  readonly tokenTypeIds: BigInt64Array;
}

/** Pads pairs on the right to the longest of them. */
export function padBatch(pairs: readonly EncodedPair[], paddingId: number): PaddedBatch {
  const length = pairs.reduce((longest, { ids }) => Math.max(longest, ids.length), 0);
  const size = pairs.length * length;
  const inputIds = new BigInt64Array(size).fill(BigInt(paddingId));
  const attentionMask = new BigInt64Array(size);
  const tokenTypeIds = new BigInt64Array(size);
  pairs.forEach(({ ids, documentStart }, row) => {
    const start = row * length;
    ids.forEach((id, column) => {
      inputIds[start + column] = BigInt(id);
    });
    attentionMask.fill(1n, start, start + ids.length);
    tokenTypeIds.fill(1n, start + documentStart, start + ids.length);
  });
  return { pairs: pairs.length, length, inputIds, attentionMask, tokenTypeIds };
}
