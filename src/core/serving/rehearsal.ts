import { Failure, failureFrom } from '../rerank/failure.ts';
import { type MeasuredPasses, type RehearsedPasses, toMicroseconds } from '../rerank/pass-times.ts';
import { mean } from '../stats/moments.ts';
import { isSamples } from '../stats/samples.ts';
import type { SimulatedService } from './capacity.ts';
import { type LoadTestTools, runLoadTest } from './live-load-test.ts';
import type {
  BatchStart,
  LoadTestEvent,
  LoadTestOrder,
  PassesOrder,
  RehearsalOrder,
} from './load-test-order.ts';
import { estimateCapacity } from './predict.ts';

/** How a load test is rehearsed. */
export const rehearsalRule = {
  /**
   * Share of the capacity at which requests arrive where the test has no rate of its own: passes and pauses
   * alternate, as in a test.
   */
  shareOfCapacity: 0.7,
  /** A test near or beyond the capacity is rehearsed at this share, so that the queue comes to an end. */
  mostOfCapacity: 0.95,
  /** Fewer passes say too little of how long they take in a row. */
  fewestPasses: 20,
  /** More are not kept. */
  mostPasses: 400,
} as const;

/**
 * Runs a short load test by the loop that runs the real ones, and tells how long its passes took, in their
 * order. Passes that were timed one after another miss what a load test adds to them: pauses between them,
 * messages, and the work of the page.
 *
 * @param service the passes that were timed before
 * @returns `null` where too few passes were run, or the tab was hidden meanwhile
 * @throws Failure `stopped`, or why a batch failed
 */
export async function rehearse(
  { rehearsal, ...order }: PassesOrder,
  service: SimulatedService,
  tools: LoadTestTools,
): Promise<RehearsedPasses | null> {
  if (rehearsal === null) return null;
  const { pairsPerArrival, seed } = order;
  const { rule, durationMs, maxArrivals } = rehearsal;
  const capacity = estimateCapacity({ service, pairsPerArrival, rule, seed });
  const ratePerSecond = rehearsalRate(rehearsal, capacity);
  if (!(ratePerSecond > 0 && Number.isFinite(ratePerSecond))) return null;
  const rehearsed: LoadTestOrder = {
    ...order,
    plan: {
      pattern: 'poisson',
      ratePerSecond,
      rampToPerSecond: null,
      burstSize: 1,
      clients: 1,
      pairsPerArrival,
      durationMs,
      maxArrivals,
      // Other arrivals than the test will have, so that its prediction knows nothing of them.
      seed: seed + 1,
    },
    rule,
    resume: null,
  };
  const log = new RehearsalLog();
  const emit = (event: LoadTestEvent) => {
    log.take(event);
    tools.emit(event);
  };
  const end = await runLoadTest(rehearsed, { ...tools, emit });
  if (end.state === 'stopped') throw new Failure('stopped', 'The rehearsal was stopped.');
  if (end.state === 'batch-failed') throw failureFrom(end.failure);
  return log.passes(service.passes, rule.maxWaitMs);
}

/**
 * The test's own rate, since how long passes take depends on how busy the machine is. A slow test is rehearsed
 * at a rate that gives enough passes.
 */
function rehearsalRate({ ratePerSecond, durationMs }: RehearsalOrder, capacity: number): number {
  const { shareOfCapacity, mostOfCapacity, fewestPasses } = rehearsalRule;
  const usual = shareOfCapacity * capacity;
  if (ratePerSecond === null) return usual;
  const least = Math.min(usual, (2 * fewestPasses * 1000) / durationMs);
  return Math.min(Math.max(ratePerSecond, least), mostOfCapacity * capacity);
}

/** What a rehearsal's events tell of its passes. Times are ms since it began. */
class RehearsalLog {
  readonly #arrivedAtMs = new Map<number, number>();
  readonly #started: BatchStart[] = [];
  readonly #endedAtMs = new Map<number, number>();
  #wasHidden = false;

  take(event: LoadTestEvent): void {
    if (event.type === 'hidden') this.#wasHidden = true;
    if (event.type !== 'progress') return;
    for (const { id, arrivedAtMs } of event.arrived) this.#arrivedAtMs.set(id, arrivedAtMs);
    this.#started.push(...event.started);
    for (const { id, endedAtMs } of event.ended) this.#endedAtMs.set(id, endedAtMs);
  }

  passes(
    { servers, tokenizeMsPerPair }: Pick<MeasuredPasses, 'servers' | 'tokenizeMsPerPair'>,
    maxWaitMs: number,
  ): RehearsedPasses | null {
    const ended = this.#started
      .flatMap((batch) => {
        const endedAtMs = this.#endedAtMs.get(batch.id);
        return endedAtMs === undefined ? [] : [{ ...batch, endedAtMs }];
      })
      .slice(0, rehearsalRule.mostPasses);
    if (this.#wasHidden || ended.length < rehearsalRule.fewestPasses) return null;
    // With several passes at one time, one ends while others keep the queue moving.
    const between =
      servers > 1
        ? []
        : ended.slice(1).flatMap(({ startedAtMs, arrivals, pairs }, i) => {
            const freeAtMs = ended[i]?.endedAtMs ?? Number.POSITIVE_INFINITY;
            const oldest = Math.min(...arrivals.map((id) => this.#arrivedAtMs.get(id) ?? startedAtMs));
            if (oldest + maxWaitMs > freeAtMs) return [];
            // The pairs that were tokenised then are another batch's; on average they are as many.
            return [startedAtMs - freeAtMs - tokenizeMsPerPair * pairs];
          });
    return {
      pairs: ended.map(({ pairs }) => pairs),
      length: ended.map(({ length }) => length),
      ms: ended.map(({ startedAtMs, endedAtMs }) => toMicroseconds(endedAtMs - startedAtMs)),
      betweenMs: isSamples(between) ? toMicroseconds(mean(between)) : 0,
    };
  }
}
