import type { BatchOrder } from './devices.ts';
import type { EncodedPair, RowPadding } from './pair-encoding.ts';

/** What bounds the length of a batch's rows. */
export interface Padding {
  /** Most tokens in a pair, special tokens included. */
  readonly maxLength: number;
  /** A batch's length is rounded up to a multiple of this, though not beyond `maxLength`. */
  readonly paddingMultiple: number;
}

/** How a request's pairs are put into batches. Exactly one of `batchSize` and `tokenBudget` is not `null`. */
export interface BatchingOptions extends Padding {
  /** Most pairs in a batch. */
  readonly batchSize: number | null;
  /** Most tokens in a batch, padding included. A single pair that is longer makes a batch of its own. */
  readonly tokenBudget: number | null;
  readonly order: BatchOrder;
}

/** Tokens to which the pairs of a batch are padded, given the tokens of its longest pair. */
export function paddedLength(longest: number, { paddingMultiple, maxLength }: Padding): number {
  const rounded = Math.ceil(longest / paddingMultiple) * paddingMultiple;
  return Math.max(longest, Math.min(rounded, maxLength));
}

/**
 * How many of the pairs ahead, in their order, make the next batch: as many as its size or its token budget
 * allows, and at least one.
 *
 * @param lengths tokens of the pairs ahead, at least one
 */
export function nextBatchSize(lengths: Iterable<number>, options: BatchingOptions): number {
  const { batchSize, tokenBudget } = options;
  let pairs = 0;
  let longest = 0;
  for (const length of lengths) {
    if (batchSize !== null && pairs >= batchSize) break;
    longest = Math.max(longest, length);
    if (pairs > 0 && tokenBudget !== null && (pairs + 1) * paddedLength(longest, options) > tokenBudget)
      break;
    pairs++;
  }
  return pairs;
}

/**
 * Puts the pairs of a request into batches. Order `length` takes the longest first, so that pairs of similar
 * length share a batch and little is padded. Pairs of equal length keep the input's order.
 *
 * @param lengths tokens of each pair
 * @returns batches of indices of the input; every index is in exactly one
 */
export function planBatches(lengths: readonly number[], options: BatchingOptions): number[][] {
  const places = lengths.map((_, place) => place);
  if (options.order === 'length') {
    places.sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0) || a - b);
  }
  const batches: number[][] = [];
  const lengthsFrom = function* (start: number): Generator<number> {
    for (let at = start; at < places.length; at++) yield lengths[places[at] ?? 0] ?? 0;
  };
  for (let start = 0; start < places.length; ) {
    const end = start + nextBatchSize(lengthsFrom(start), options);
    batches.push(places.slice(start, end));
    start = end;
  }
  return batches;
}

/** A batch as the model takes it: three matrices, [pairs, length], row by row. */
export interface PaddedBatch {
  readonly pairs: number;
  /** Tokens to which every pair is padded. */
  readonly length: number;
  readonly inputIds: BigInt64Array;
  readonly attentionMask: BigInt64Array;
  readonly tokenTypeIds: BigInt64Array;
}

/**
 * Pads pairs to the longest of them, rounded up as `paddedLength` says. Padding has mask 0 and token type 0.
 * The arrays are new and not shared, so a pass may transfer them.
 *
 * @throws RangeError where a token has no id
 */
export function padBatch(
  pairs: readonly EncodedPair[],
  { paddingId, padsLeft = false }: RowPadding,
  bounds: Padding,
): PaddedBatch {
  let longest = 0;
  for (const { ids } of pairs) longest = Math.max(longest, ids.length);
  const length = paddedLength(longest, bounds);
  const size = pairs.length * length;
  const inputIds = new BigInt64Array(size);
  const attentionMask = new BigInt64Array(size);
  const tokenTypeIds = new BigInt64Array(size);
  // Making a BigInt of every id costs three times as much as writing the ids (`benchmarks/request-cost.ts`).
  // Ids are below 2³¹, so only the low half of a 64-bit id is not 0. It comes first: WebAssembly is
  // little-endian by its specification, and so are the platforms that run models in it.
  const halves = new Int32Array(inputIds.buffer);
  for (const [row, { ids, typeRuns }] of pairs.entries()) {
    const padding = length - ids.length;
    const start = row * length + (padsLeft ? padding : 0);
    for (let column = 0; column < ids.length; column++) {
      const id = ids[column];
      if (id === undefined) throw new RangeError('A token has no id in the vocabulary.');
      halves[2 * (start + column)] = id;
    }
    if (paddingId !== 0 && padding > 0) {
      const from = padsLeft ? row * length : start + ids.length;
      for (let place = from; place < from + padding; place++) halves[2 * place] = paddingId;
    }
    attentionMask.fill(1n, start, start + ids.length);
    for (const run of typeRuns) tokenTypeIds.fill(BigInt(run.type), start + run.start, start + run.end);
  }
  return { pairs: pairs.length, length, inputIds, attentionMask, tokenTypeIds };
}
