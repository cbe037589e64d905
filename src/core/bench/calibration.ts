import type { BatchingOptions } from '../rerank/batching.ts';
import type { Clock } from '../rerank/clock.ts';
import { Failure } from '../rerank/failure.ts';
import type { Pair } from '../rerank/pair.ts';
import { type PairScorer, scoreRequest } from '../rerank/score-request.ts';
import { median } from '../stats/quantile.ts';
import { isSamples, sortSamples } from '../stats/samples.ts';
import type { ThreadPlan } from './calibration-candidates.ts';
import { requestPairs } from './sweep-plan.ts';

/**
 * How a candidate is timed. A calibration is short, since it only decides between plans and publishes
 * nothing.
 */
export const calibrationRule = {
  /** Fewest pairs of a request. */
  minPairs: 16,
  /** On a CPU the best batch is small, and many small passes can be shared out evenly. */
  batchSize: 2,
  /**
   * Passes that each worker of the largest plan gets in one request. With fewer, the wait for the last pass
   * would weigh more than it does in larger requests.
   */
  passesPerWorker: 4,
  warmUpRequests: 2,
  /**
   * A plan is warm when a request is at most this share faster than the one before. Browsers recompile
   * WebAssembly while it runs, and sessions that keep all cores busy wait longest for that.
   */
  steady: 0.05,
  warmUpMaxMs: 5000,
  minRequests: 3,
  minMs: 300,
  /** Most time spent on timed requests. One request is timed however long it takes. */
  maxMs: 2000,
  /** So few requests cannot tell throughputs apart that are within this share of each other. */
  tie: 0.03,
} as const;

/** The requests of the visitor's own pairs that every candidate is timed with. */
export interface CalibrationOrder extends BatchingOptions {
  readonly pairs: readonly Pair[];
  /** Pairs of one request. */
  readonly pairCount: number;
  /** Of the shuffle, so that a request holds long and short pairs as the input does. */
  readonly seed: number;
}

export interface CalibrationResult {
  /** One latency a timed request, ms. */
  readonly latenciesMs: readonly number[];
  /** Pairs of each request. */
  readonly pairs: number;
}

/**
 * What all of these plans are timed with: sorted batches without more padding than they need, whatever the
 * lane's order and padding, so that lanes can share one calibration.
 */
export function calibrationOrder(
  pairs: readonly Pair[],
  plans: readonly ThreadPlan[],
  { seed, maxLength }: Pick<CalibrationOrder, 'seed' | 'maxLength'>,
): CalibrationOrder {
  const { minPairs, batchSize, passesPerWorker } = calibrationRule;
  const mostWorkers = Math.max(1, ...plans.map(({ workers }) => workers));
  const pairCount = Math.max(minPairs, mostWorkers * passesPerWorker * batchSize);
  return {
    pairs,
    pairCount,
    seed,
    batchSize,
    tokenBudget: null,
    maxLength,
    order: 'length',
    paddingMultiple: 1,
  };
}

export interface TimingTools {
  readonly clock: Clock;
  /** Asked between passes. */
  readonly shouldStop: () => boolean;
  /** Lets messages in; awaited between requests, outside every timed window. */
  readonly breathe: () => Promise<void>;
}

/**
 * Times requests on a loaded model: warm-ups until they get no faster, or five seconds of them, then at least
 * three requests and 300 ms, or what two seconds hold.
 *
 * @throws Failure `stopped` where it was stopped; whatever the model throws in a pass
 */
export async function timeRequests(
  scorer: PairScorer,
  order: CalibrationOrder,
  { clock, shouldStop, breathe }: TimingTools,
): Promise<CalibrationResult> {
  const { pairCount, pairs, seed, ...options } = order;
  const { warmUpRequests, steady, warmUpMaxMs, minRequests, minMs, maxMs } = calibrationRule;
  const requested = requestPairs(pairs, seed)(pairCount);

  const warmUpStart = clock.now();
  const isTimeUp = () => clock.now() - warmUpStart >= warmUpMaxMs;
  let before = Number.POSITIVE_INFINITY;
  for (let done = 1; !isTimeUp(); done++) {
    await breathe();
    // A slow model is warm before its request ends. The longest batch, which needs the most memory, comes
    // first.
    const mayEnd = () => shouldStop() || isTimeUp();
    const scored = await scoreRequest(scorer, requested, options, clock, { shouldStop: mayEnd });
    if (shouldStop()) throw stopped();
    const latencyMs = scored?.cost.latencyMs ?? 0;
    if (done >= warmUpRequests && latencyMs >= before * (1 - steady)) break;
    before = latencyMs;
  }

  const latenciesMs: number[] = [];
  let spentMs = 0;
  while (
    latenciesMs.length === 0 ||
    (spentMs < maxMs && (latenciesMs.length < minRequests || spentMs < minMs))
  ) {
    await breathe();
    const scored = await scoreRequest(scorer, requested, options, clock, { shouldStop });
    if (scored === null) throw stopped();
    latenciesMs.push(scored.cost.latencyMs);
    spentMs += scored.cost.latencyMs;
  }
  return { latenciesMs, pairs: pairCount };
}

const stopped = () => new Failure('stopped', 'The calibration was stopped.');

/**
 * Pairs per second by the median latency, so that a single disturbed request decides nothing. `null` without
 * requests.
 */
export function calibratedThroughput({ latenciesMs, pairs }: CalibrationResult): number | null {
  if (!isSamples(latenciesMs)) return null;
  const ms = median(sortSamples(latenciesMs));
  return ms > 0 ? (1000 * pairs) / ms : null;
}

/** A plan and what came of trying it. */
export interface TriedPlan extends ThreadPlan {
  /** `null` where it could not be measured. */
  readonly pairsPerSecond: number | null;
}

/**
 * The plan to take. Among those within 3 % of the highest throughput it is the one with the fewest workers,
 * which needs the least memory, and then the one with the fewest threads.
 *
 * @returns `null` where none could be measured
 */
export function chooseCandidate<T extends TriedPlan>(tried: readonly T[]): T | null {
  const best = Math.max(...tried.map(({ pairsPerSecond }) => pairsPerSecond ?? 0));
  const [chosen = null] = tried
    .filter(({ pairsPerSecond }) => (pairsPerSecond ?? 0) > 0)
    .filter(({ pairsPerSecond }) => (pairsPerSecond ?? 0) >= best * (1 - calibrationRule.tie))
    .sort((a, b) => a.workers - b.workers || a.threads - b.threads);
  return chosen;
}
