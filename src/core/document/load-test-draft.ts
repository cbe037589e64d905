import { toMicroseconds } from '../rerank/pass-times.ts';
import {
  type LoadTestPlan,
  latencyOf,
  latencyTail,
  type Outcome,
  type Settled,
  waitingOf,
} from '../serving/arrival.ts';
import type { BatchRule, Policy } from '../serving/batch-rule.ts';
import type { Prediction } from '../serving/capacity.ts';
import type { FoldedBatch, LoadTestFold } from './load-test-fold.ts';
import type { DraftLoadTest } from './run-draft.ts';
import type { Issue } from './run-record.ts';

/** What is known about a load test besides its workers' reports. */
export interface LoadTestHead {
  readonly laneId: string;
  readonly policy: Policy;
  readonly state: DraftLoadTest['state'];
  readonly error?: Issue;
  /** Since the run began, ms. */
  readonly startedAtMs: number;
  readonly plan: LoadTestPlan;
  readonly rule: BatchRule;
  readonly prediction: Prediction | null;
  readonly events: DraftLoadTest['events'];
}

/** A load test in the record's form, as far as it has come. Arrivals without an outcome are only counted. */
export function draftLoadTest(head: LoadTestHead, fold: LoadTestFold): DraftLoadTest {
  const { rule, plan, startedAtMs, ...rest } = head;
  const settled = [...fold.settled].sort((a, b) => a.arrival.id - b.arrival.id);
  const answered = settled.filter(({ outcome }) => outcome === 'answered');
  const counts = countsOf(settled, fold.arrived);
  const endedAtMs = settled.reduce((last, { atMs }) => Math.max(last, atMs), 0);
  const { lastArrivalAtMs, pausedMs } = fold;
  // While the tab was hidden, nothing could arrive or be answered. If all arrivals came at one moment, their
  // rate is taken over the time it took to answer them.
  const answeringMs = endedAtMs - pausedMs;
  const arrivingMs = lastArrivalAtMs > pausedMs ? lastArrivalAtMs - pausedMs : answeringMs;
  return {
    ...rest,
    startedAtMs: Math.max(0, startedAtMs),
    durationMs: endedAtMs,
    plan: { ...plan },
    rule: { ...rule, maxWaitMs: Number.isFinite(rule.maxWaitMs) ? rule.maxWaitMs : null },
    counts,
    offeredPerSecond: perSecond(counts.arrivals, arrivingMs),
    answeredPerSecond: perSecond(counts.answered, answeringMs),
    pairsPerSecond: perSecond(counts.pairsAnswered, answeringMs),
    latencyMs: latencyTail(answered.map(latencyOf)),
    waitingMs: latencyTail(answered.map((one) => Math.max(0, waitingOf(one)))),
    computingMs: latencyTail(answered.map(({ computingMs }) => computingMs)),
    arrivals: {
      arrivedAtMs: settled.map(({ arrival }) => toMicroseconds(arrival.arrivedAtMs)),
      pairs: settled.map(({ arrival }) => arrival.lengths.length),
      latencyMs: settled.map((one) => toMicroseconds(latencyOf(one))),
      computingMs: settled.map(({ computingMs }) => toMicroseconds(computingMs)),
      outcome: settled.map(({ outcome }) => outcome),
    },
    batches: batchColumns(fold.batches),
  };
}

function countsOf(settled: readonly Settled[], arrivals: number): DraftLoadTest['counts'] {
  const of = (wanted: Outcome) => settled.filter(({ outcome }) => outcome === wanted);
  const answered = of('answered');
  return {
    arrivals,
    answered: answered.length,
    refused: of('refused').length,
    timedOut: of('timed-out').length,
    cancelled: of('cancelled').length,
    failed: of('failed').length,
    pairsAnswered: answered.reduce((sum, { arrival }) => sum + arrival.lengths.length, 0),
  };
}

/** Batches that have ended, in the order in which they left. */
function batchColumns(batches: readonly FoldedBatch[]): DraftLoadTest['batches'] {
  const ended = batches.flatMap(({ endedAtMs, ...batch }) =>
    endedAtMs === null ? [] : [{ ...batch, ms: endedAtMs - batch.startedAtMs }],
  );
  return {
    startedAtMs: ended.map(({ startedAtMs }) => toMicroseconds(startedAtMs)),
    ms: ended.map(({ ms }) => toMicroseconds(ms)),
    pairs: ended.map(({ pairs }) => pairs),
    length: ended.map(({ length }) => length),
    waiting: ended.map(({ waiting }) => waiting),
  };
}

const perSecond = (count: number, ms: number): number => (ms > 0 ? (1000 * count) / ms : 0);
