import { type PaddedBatch, padBatch, planBatches } from './batching.ts';
import type { Clock } from './clock.ts';
import type { BatchOrder } from './devices.ts';
import { Failure } from './failure.ts';
import type { Pair } from './pair.ts';
import { pairEncoder, type TextTokenizer } from './pair-encoding.ts';
import type { TimedRequest } from './timed-request.ts';

/** What scores pairs: a tokenizer and a model, on whatever device. */
export interface PairScorer {
  readonly tokenizer: TextTokenizer;
  /**
   * One pass.
   *
   * @returns one raw logit a row of the batch, on the CPU; it settles only once the device has finished
   */
  forward(batch: PaddedBatch): Promise<ArrayLike<number>>;
}

export interface RequestOptions {
  readonly batchSize: number;
  readonly maxLength: number;
  readonly order: BatchOrder;
}

export interface RequestHooks {
  /** Asked before each pass; answering `true` ends the request as stopped. */
  readonly shouldStop?: () => boolean;
  readonly onPass?: (pairsDone: number) => void;
}

export interface ScoredRequest {
  /** One raw logit a pair, in the input's order. */
  readonly scores: Float32Array;
  readonly cost: TimedRequest;
}

/**
 * Scores all pairs of a request. The timed window is the whole of it: tokenise, ⌈pairs / batch⌉ passes, scores back
 * on the CPU in the input's order.
 *
 * @returns `null` when it was stopped before the last pass
 * @throws Failure `query-too-long` before anything runs; whatever the model throws in a pass
 */
export async function scoreRequest(
  scorer: PairScorer,
  pairs: readonly Pair[],
  { batchSize, maxLength, order }: RequestOptions,
  clock: Clock,
  { shouldStop, onPass }: RequestHooks = {},
): Promise<ScoredRequest | null> {
  const start = clock.now();
  const encoded = pairs.map(pairEncoder(scorer.tokenizer, maxLength));
  const tokenized = clock.now();

  const scores = new Float32Array(pairs.length);
  const batches = planBatches(
    encoded.map(({ ids }) => ids.length),
    batchSize,
    order,
  );
  let tokensComputed = 0;
  let pairsDone = 0;
  let modelMs = 0;
  for (const places of batches) {
    if (shouldStop?.()) return null;
    const batch = padBatch(
      places.flatMap((place) => encoded[place] ?? []),
      scorer.tokenizer.paddingId,
    );
    const passStart = clock.now();
    const logits = await scorer.forward(batch);
    modelMs += clock.now() - passStart;
    if (logits.length !== places.length) {
      throw new Failure(
        'not-a-reranker',
        `The model answered ${logits.length} values for ${places.length} pairs; a reranker answers one a pair.`,
      );
    }
    places.forEach((place, row) => {
      scores[place] = logits[row] ?? Number.NaN;
    });
    tokensComputed += batch.pairs * batch.length;
    pairsDone += batch.pairs;
    onPass?.(pairsDone);
  }
  return {
    scores,
    cost: {
      startedAtMs: start,
      latencyMs: clock.now() - start,
      tokenizeMs: tokenized - start,
      modelMs,
      tokens: encoded.reduce((total, { ids }) => total + ids.length, 0),
      tokensComputed,
      passes: batches.length,
    },
  };
}
