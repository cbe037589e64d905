import { BatchSource, type SourcedBatch } from './batch-source.ts';
import type { BatchingOptions, PaddedBatch } from './batching.ts';
import type { Clock } from './clock.ts';
import { Failure } from './failure.ts';
import { computedTokens, type GraphShape } from './graph-shape.ts';
import type { Pair } from './pair.ts';
import type { TextTokenizer } from './pair-encoding.ts';
import type { PassTime } from './pass-times.ts';
import { passesInFlight } from './passes-in-flight.ts';

/** What one request cost. Times in ms; `tokenizeMs` and `modelMs` may overlap. */
export interface TimedRequest {
  /** A reading of the clock that timed the request. */
  readonly startedAtMs: number;
  readonly latencyMs: number;
  readonly tokenizeMs: number;
  readonly modelMs: number;
  /** Real tokens of all pairs, special tokens included. */
  readonly tokens: number;
  /** Tokens the model computed, padding included. */
  readonly tokensComputed: number;
  /** Σ pairs · length² over the passes, with which attention's operations grow; see `flopsOf`. */
  readonly squaredTokensComputed: number;
  readonly passes: number;
  /**
   * How often the request was made within one timed window; the other figures are then means. Absent where it
   * was made once.
   */
  readonly repeats?: number;
}

/** A request that counts as a measurement of its cell. */
export interface Sample extends TimedRequest {
  /** From 1; round 0 warms up and gives no samples. */
  readonly round: number;
  /** Since the run's start. */
  readonly startedAtMs: number;
}

/** What scores pairs: a tokenizer and a model, on whatever device. */
export interface PairScorer {
  readonly tokenizer: TextTokenizer;
  /**
   * One pass.
   *
   * @returns one raw logit a row of the batch, on the CPU; it settles only once the device has finished
   */
  forward(batch: PaddedBatch): Promise<ArrayLike<number>>;
  /** Most passes that may be under way at one time; 1 unless said. */
  readonly parallelPasses?: number;
  /**
   * Whether this thread is free while a pass is under way, so that the next batch can be tokenised meanwhile.
   */
  readonly tokenizesBeside?: boolean;
  /** Which batches its model takes as they are; those it does not are computed in parts or filled up. */
  readonly graphShape?: GraphShape;
}

/** How a request's pairs are put into batches. */
export type RequestOptions = BatchingOptions;

/** Whether a request's batches are tokenised beside its passes, instead of all before the first. */
export const preparesBeside = ({ parallelPasses = 1, tokenizesBeside = false }: PairScorer): boolean =>
  tokenizesBeside || parallelPasses > 1;

export interface RequestHooks {
  /** Asked before each pass; answering `true` ends the request as stopped. */
  readonly shouldStop?: () => boolean;
  readonly onPass?: (pairsDone: number) => void;
  /**
   * Told what each pass took, including its batch's padding. It is called within the timed window, so it has
   * to be quick.
   */
  readonly onPassTime?: (time: PassTime) => void;
}

export interface ScoredRequest {
  /** One raw logit a pair, in the input's order. */
  readonly scores: Float32Array;
  /** Number of pairs that were cut to max length. */
  readonly cutPairs: number;
  readonly cost: TimedRequest;
}

/**
 * Scores all pairs of a request. The timed window is all of it: tokenising, the passes, and the scores back
 * on the CPU in the input's order.
 *
 * Where the thread is free while a pass runs, or several passes run at one time, pairs are tokenised beside
 * them. `tokenizeMs` then overlaps with `modelMs`, the wall time during which at least one pass was under
 * way. Elsewhere everything is tokenised first. Batches never depend on timing, so the same request always
 * makes the same ones.
 *
 * @returns `null` when it was stopped before the last pass
 * @throws Failure `query-too-long` before anything runs; whatever the model throws in a pass, once no other
 * pass is under way
 */
export async function scoreRequest(
  scorer: PairScorer,
  pairs: readonly Pair[],
  options: RequestOptions,
  clock: Clock,
  { shouldStop = () => false, onPass, onPassTime }: RequestHooks = {},
): Promise<ScoredRequest | null> {
  const start = clock.now();
  const isBeside = preparesBeside(scorer);
  const source = new BatchSource(pairs, scorer.tokenizer, options, isBeside, clock);
  const scores = new Float32Array(pairs.length);
  let tokensComputed = 0;
  let squaredTokensComputed = 0;
  let pairsDone = 0;
  let passes = 0;

  const pass = async ({ places, batch, paddingMs }: SourcedBatch): Promise<void> => {
    // Before the pass, which may transfer the batch's memory.
    const computed = computedTokens(batch, scorer.graphShape);
    const passStart = clock.now();
    const logits = logitPerPair(await scorer.forward(batch), places.length);
    onPassTime?.({ pairs: batch.pairs, length: batch.length, ms: paddingMs + clock.now() - passStart });
    for (const [row, place] of places.entries()) scores[place] = logits[row] ?? Number.NaN;
    const { tokens, squaredTokens } = computed;
    tokensComputed += tokens;
    squaredTokensComputed += squaredTokens;
    passes++;
    pairsDone += places.length;
    onPass?.(pairsDone);
  };

  const { stopped, busyMs } = await passesInFlight(
    () => source.next(),
    pass,
    { most: scorer.parallelPasses ?? 1, preparesBeside: isBeside, shouldStop },
    clock,
  );
  if (stopped) return null;
  return {
    scores,
    cutPairs: source.cutPairs,
    cost: {
      startedAtMs: start,
      latencyMs: clock.now() - start,
      tokenizeMs: source.tokenizeMs,
      modelMs: busyMs,
      tokens: source.tokens,
      tokensComputed,
      squaredTokensComputed,
      passes,
    },
  };
}

/**
 * What a pass answered, checked to be one value a pair.
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

/**
 * The probability a score stands for: its sigmoid, 1 / (1 + e^−score).
 * Both branches keep the exponent's argument at or below zero, so nothing overflows.
 */
export function probabilityOf(score: number): number {
  if (score >= 0) return 1 / (1 + Math.exp(-score));
  const e = Math.exp(score);
  return e / (1 + e);
}

/**
 * Whether a model's scores are probabilities already, by those of its probe set: all lie within [0, 1], where
 * logits of pairs that match and of pairs that do not would lie on both sides. A sigmoid that the graph names
 * is taken off before; this finds one that is written out in other operators.
 *
 * @param scores of different pairs; `null` stands for one that is no number
 */
export const areProbabilities = (scores: readonly (number | null)[]): boolean =>
  scores.length > 0 && scores.every((score) => score !== null && score >= 0 && score <= 1);
