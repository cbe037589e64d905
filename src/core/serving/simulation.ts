import TinyQueue from 'tinyqueue';
import type { LoadTestPlan, Settled } from './arrival.ts';
import { ArrivalSource } from './arrival-source.ts';
import type { BatchRule } from './batch-rule.ts';
import { type Batch, Batcher, justAfter } from './batcher.ts';
import { OverloadWatch } from './overload.ts';

export interface SimulationOrder {
  readonly plan: LoadTestPlan;
  readonly rule: BatchRule;
  /** Tokens of the pairs that arrivals draw from. */
  readonly lengths: readonly number[];
  /** Passes that may be under way at one time, all from one queue. */
  readonly servers: number;
  /** Time that one of them spends on a batch, ms. */
  readonly serviceMs: (batch: Batch) => number;
  /** Whether it ends when it is overloaded, as a live test does. */
  readonly endsOverloaded: boolean;
}

export interface SimulationHooks {
  /** Each arrival's outcome, in the order of the outcomes. */
  readonly onSettled?: (settled: Settled) => void;
  /** Each batch as it leaves, ms since the test began. */
  readonly onBatch?: (batch: Batch, startedAtMs: number) => void;
  /** Asked after every event. */
  readonly shouldStop?: () => boolean;
}

export interface Simulated {
  readonly arrived: number;
  readonly answered: number;
  readonly refused: number;
  readonly timedOut: number;
  /** Arrivals without an outcome, if it ended early. */
  readonly cancelled: number;
  readonly pairsAnswered: number;
  readonly batches: number;
  readonly lastArrivalAtMs: number;
  readonly lastOutcomeAtMs: number;
  readonly isOverloaded: boolean;
}

interface PassEnd {
  readonly atMs: number;
  /**
   * Its number in the order of beginnings. If passes end at the same moment, the one that began first ends
   * first.
   */
  readonly place: number;
  readonly batch: Batch;
}

/**
 * A load test without a model: the batcher and the arrivals of a live one, and a clock that jumps from event
 * to event (an arrival, a pass that ends, a batch that has waited long enough, an arrival that is given up).
 * At one moment passes end first, then arrivals come in, then batches leave. Once nothing more can arrive the
 * queue is emptied without waiting.
 */
export function simulate(order: SimulationOrder, hooks: SimulationHooks = {}): Simulated {
  const { plan, rule, lengths, servers, serviceMs } = order;
  const { onSettled, onBatch, shouldStop } = hooks;
  const source = new ArrivalSource(plan, lengths.length);
  const batcher = new Batcher(rule);
  const watch = order.endsOverloaded ? new OverloadWatch(plan, rule, servers) : null;
  const ends = new TinyQueue<PassEnd>([], (a, b) => a.atMs - b.atMs || a.place - b.place);
  const counts = { answered: 0, refused: 0, 'timed-out': 0, cancelled: 0, failed: 0 };
  let arrived = 0;
  let pairsAnswered = 0;
  let batches = 0;
  let lastArrivalAtMs = 0;
  let lastOutcomeAtMs = 0;
  let isClosed = false;
  let isOverloaded = false;

  const settle = (settled: Settled): void => {
    counts[settled.outcome]++;
    if (settled.outcome === 'answered') pairsAnswered += settled.arrival.lengths.length;
    if (settled.atMs > lastOutcomeAtMs) lastOutcomeAtMs = settled.atMs;
    source.settled(settled.outcome, settled.atMs);
    onSettled?.(settled);
  };
  const takeIn = (nowMs: number): void => {
    while (source.nextAtMs() <= nowMs && !isOverloaded) {
      const { id, arrivedAtMs, places } = source.next();
      arrived++;
      lastArrivalAtMs = arrivedAtMs;
      const refusal = batcher.arrive({
        id,
        arrivedAtMs,
        lengths: places.map((place) => lengths[place] ?? 0),
      });
      if (refusal !== null) settle(refusal);
      const seen = { arrived, answered: counts.answered, cancelled: counts.cancelled };
      isOverloaded = watch?.isOverloaded(seen) ?? false;
    }
  };
  const start = (nowMs: number): void => {
    while (ends.length < servers) {
      const batch = batcher.take(nowMs);
      if (batch === null) break;
      onBatch?.(batch, nowMs);
      ends.push({ atMs: nowMs + serviceMs(batch), place: batches++, batch });
    }
  };

  const nextEndAtMs = (): number => ends.peek()?.atMs ?? Number.POSITIVE_INFINITY;

  let nowMs = 0;
  while (!isOverloaded && !shouldStop?.()) {
    const leavesAtMs = ends.length < servers ? batcher.leavesAtMs() : Number.POSITIVE_INFINITY;
    // A closed loop sends no request after its end, though its clients may still wait for answers.
    const closesAtMs = isClosed || source.isOver ? Number.POSITIVE_INFINITY : source.endsAtMs;
    const nextAtMs = Math.min(source.nextAtMs(), nextEndAtMs(), leavesAtMs, closesAtMs);
    const expiresAtMs = batcher.expiresAtMs();
    if (expiresAtMs < nextAtMs) {
      // One by one, since each brings an arrival in a closed loop.
      nowMs = expiresAtMs;
      for (const settled of batcher.expire(justAfter(expiresAtMs))) settle(settled);
      if (source.isOver) isClosed = closed(batcher);
      continue;
    }
    if (nextAtMs === Number.POSITIVE_INFINITY) {
      if (batcher.openArrivals === 0 || isClosed) break;
      // Clients of a closed loop that wait for each other, for a batch that will never be full.
      isClosed = closed(batcher);
    } else {
      nowMs = Math.max(nowMs, nextAtMs);
      for (const settled of batcher.expire(nowMs)) settle(settled);
      while (nextEndAtMs() <= nowMs) {
        const end = ends.pop();
        if (end !== undefined) for (const settled of batcher.finish(end.batch, nowMs)) settle(settled);
      }
      takeIn(nowMs);
      if (source.isOver || closesAtMs <= nowMs) isClosed = closed(batcher);
    }
    start(nowMs);
  }
  for (const { id } of batcher.open()) {
    const settled = batcher.cancel(id, nowMs);
    if (settled !== null) settle(settled);
  }
  return {
    arrived,
    answered: counts.answered,
    refused: counts.refused,
    timedOut: counts['timed-out'],
    cancelled: counts.cancelled,
    pairsAnswered,
    batches,
    lastArrivalAtMs,
    lastOutcomeAtMs,
    isOverloaded,
  };
}

function closed(batcher: Batcher): true {
  batcher.close();
  return true;
}
