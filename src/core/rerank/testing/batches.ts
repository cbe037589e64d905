import type { BatchingOptions } from '../batching.ts';
import type { BatchOrder } from '../devices.ts';

/** Batches of at most `batchSize` pairs, padded to the longest. */
export const batchesOf = (batchSize: number, maxLength: number, order: BatchOrder): BatchingOptions => ({
  batchSize,
  tokenBudget: null,
  maxLength,
  order,
  paddingMultiple: 1,
});

/** Batches of at most `tokenBudget` tokens, padded to the longest. */
export const budgetOf = (tokenBudget: number, order: BatchOrder, maxLength = 64): BatchingOptions => ({
  batchSize: null,
  tokenBudget,
  maxLength,
  order,
  paddingMultiple: 1,
});
