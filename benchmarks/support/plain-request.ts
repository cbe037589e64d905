import type { Pair } from '../../src/core/rerank/pair.ts';
import { type TextTokenizer, templateLength } from '../../src/core/rerank/pair-encoding.ts';

/** A pair in its own array, put together by spreading. */
export interface PlainPair {
  readonly ids: readonly number[];
  readonly documentStart: number;
}

/** Encodes a pair in the plainest way, which the product used before it was optimised. */
export function plainEncoder(tokenizer: TextTokenizer, maxLength: number): (pair: Pair) => PlainPair {
  const { prefix, middle, suffix } = tokenizer.template;
  const queries = new Map<string, readonly number[]>();
  return ({ query, document }) => {
    const queryIds = queries.get(query) ?? tokenizer.encode(query);
    queries.set(query, queryIds);
    const documentIds = tokenizer.encode(document);
    const kept = documentIds.slice(0, maxLength - templateLength(tokenizer.template) - queryIds.length);
    return {
      ids: [...prefix, ...queryIds, ...middle, ...kept, ...suffix],
      documentStart: prefix.length + queryIds.length + middle.length,
    };
  };
}

export interface PlainBatch {
  readonly inputIds: BigInt64Array;
  readonly attentionMask: BigInt64Array;
  readonly tokenTypeIds: BigInt64Array;
}

/** Pads pairs on the right to the longest one, and makes a BigInt of every id. */
export function plainBatch(pairs: readonly PlainPair[], paddingId: number): PlainBatch {
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
  return { inputIds, attentionMask, tokenTypeIds };
}
