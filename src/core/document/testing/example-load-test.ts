import type { LoadTestPlan, Outcome } from '../../serving/arrival.ts';
import { latencyTail } from '../../serving/arrival.ts';
import { type BatchRule, type Policy, ruleOf } from '../../serving/batch-rule.ts';
import type { CapacityPlanRecord, LoadTestRecord } from '../load-test-record.ts';
import type { LaneRecord, RunRecord } from '../run-record.ts';
import { exampleRecord } from './example-record.ts';

export const examplePlan: LoadTestPlan = {
  pattern: 'poisson',
  ratePerSecond: 20,
  rampToPerSecond: null,
  burstSize: 8,
  clients: 4,
  pairsPerArrival: [1, 8],
  durationMs: 20_000,
  maxArrivals: 2000,
  seed: 1,
};

export const exampleRule: BatchRule = {
  maxBatch: 16,
  maxWaitMs: 100,
  tokenBudget: null,
  lookAhead: 0,
  timeoutMs: 5000,
  queueLimit: 1000,
};

/** An arrival with its outcome, by default `answered`. */
interface ExampleArrival {
  readonly pairs: number;
  readonly latencyMs: number;
  readonly computingMs: number;
  readonly outcome?: Outcome;
}

interface LoadTestWish {
  readonly policy?: Policy;
  /**
   * By default 200 arrivals of two pairs each, with latencies of 1 to 200 ms, a quarter of which is
   * computing.
   */
  readonly arrivals?: readonly ExampleArrival[];
  /** Pairs in each batch; every batch took 10 ms. */
  readonly batches?: readonly number[];
  readonly change?: Partial<LoadTestRecord>;
}

const usual: readonly ExampleArrival[] = Array.from({ length: 200 }, (_, i) => ({
  pairs: 2,
  latencyMs: i + 1,
  computingMs: (i + 1) / 4,
}));

/**
 * A load test of the lane of `exampleRecord`. Its arrivals come 50 ms apart, and its figures are consistent
 * with them.
 */
export function exampleLoadTest({
  policy = 'dynamic',
  arrivals = usual,
  batches = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 3 : 5)),
  change = {},
}: LoadTestWish = {}): LoadTestRecord {
  const { maxWaitMs, ...rule } = ruleOf(policy, exampleRule, 4);
  const had = (what: Outcome) => arrivals.filter(({ outcome = 'answered' }) => outcome === what).length;
  const answered = arrivals.filter(({ outcome = 'answered' }) => outcome === 'answered');
  const pairsAnswered = answered.reduce((sum, { pairs }) => sum + pairs, 0);
  const seconds = Math.max(arrivals.length * 0.05, 0.05);
  return {
    laneId: 'lane-1',
    policy,
    state: 'done',
    startedAtMs: 1000,
    durationMs: 1000 * seconds,
    plan: examplePlan,
    rule: { ...rule, maxWaitMs: Number.isFinite(maxWaitMs) ? maxWaitMs : null },
    counts: {
      arrivals: arrivals.length,
      answered: answered.length,
      refused: had('refused'),
      timedOut: had('timed-out'),
      cancelled: had('cancelled'),
      failed: had('failed'),
      pairsAnswered,
    },
    offeredPerSecond: arrivals.length / seconds,
    answeredPerSecond: answered.length / seconds,
    pairsPerSecond: pairsAnswered / seconds,
    latencyMs: latencyTail(answered.map(({ latencyMs }) => latencyMs)),
    waitingMs: latencyTail(answered.map(({ latencyMs, computingMs }) => latencyMs - computingMs)),
    computingMs: latencyTail(answered.map(({ computingMs }) => computingMs)),
    arrivals: {
      arrivedAtMs: arrivals.map((_, i) => 50 * i),
      pairs: arrivals.map(({ pairs }) => pairs),
      latencyMs: arrivals.map(({ latencyMs }) => latencyMs),
      computingMs: arrivals.map(({ computingMs }) => computingMs),
      outcome: arrivals.map(({ outcome = 'answered' }) => outcome),
    },
    batches: {
      startedAtMs: batches.map((_, i) => 20 * i),
      ms: batches.map(() => 10),
      pairs: batches,
      length: batches.map(() => 64),
      waiting: batches.map(() => 1),
    },
    prediction: {
      answered: 200,
      answeredPerSecond: 19,
      latencyMs: { mean: 99, p50: 90.45, p95: 209.5, p99: null },
      rangeMs: { p50: [80.5, 101.25], p95: [170, 260.5] },
    },
    events: [],
    ...change,
  };
}

export const exampleCapacity: CapacityPlanRecord = {
  objective: { quantile: 0.99, latencyMs: 300 },
  rates: [
    { maxBatch: 1, maxWaitMs: 0, ratePerSecond: 12 },
    { maxBatch: 8, maxWaitMs: 0, ratePerSecond: 22 },
    { maxBatch: 1, maxWaitMs: 20, ratePerSecond: 11.5 },
    { maxBatch: 8, maxWaitMs: 20, ratePerSecond: 23.1 },
  ],
  best: { maxBatch: 8, maxWaitMs: 20, ratePerSecond: 23.1 },
  unbatchedRatePerSecond: 12,
  replicas: [
    { replicas: 1, ratePerSecond: 23.1 },
    { replicas: 4, ratePerSecond: 101 },
  ],
  simulatedArrivals: 90_000,
};

/** A run with one lane that has a load test and no sweep. */
export function exampleLoadRecord(
  change: Partial<RunRecord> = {},
  laneChange: Partial<LaneRecord> = {},
): RunRecord {
  const record = exampleRecord();
  return {
    ...record,
    lanes: record.lanes.map((lane) => ({
      ...lane,
      state: 'done',
      cells: [],
      passes: {
        source: 'load-test',
        samples: [{ pairs: 4, length: 64, ms: [10, 11] }],
        tokenizeMsPerPair: 0.1,
        servers: 1,
      },
      capacity: exampleCapacity,
      ...laneChange,
    })),
    loadTests: (['none', 'fixed', 'dynamic'] as const).map((policy) => exampleLoadTest({ policy })),
    recommendations: [
      {
        kind: 'capacity',
        laneId: 'lane-1',
        device: 'wasm',
        quantile: 0.99,
        latencyMs: 300,
        pairsPerArrival: [1, 8],
        maxBatch: 8,
        maxWaitMs: 20,
        ratePerSecond: 23.1,
        unbatchedRatePerSecond: 12,
      },
    ],
    ...change,
  };
}
