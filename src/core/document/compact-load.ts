import { z } from '../schema/zod.ts';
import { type CapacityPlanRecord, type LoadTestRecord, loadTestSchema } from './load-test-record.ts';
import type { DraftLoadTest } from './run-draft.ts';
import { significant } from './significant.ts';

const { policy, state, durationMs, plan, rule, counts, offeredPerSecond, answeredPerSecond } =
  loadTestSchema.shape;
const { pairsPerSecond, latencyMs, waitingMs, computingMs, prediction } = loadTestSchema.shape;

/** Most load tests that a link speaks of, the last of a run, and most settings of the planner's grid. */
export const maxCompactLoadTests = 64;
export const maxCompactRates = 1024;

/** A load test as a link carries it: its figures without the arrivals and batches behind them, and without words. */
export const compactLoadTestSchema = z.object({
  /** Place of its lane. */
  lane: z.number().int().nonnegative(),
  policy,
  state,
  durationMs,
  plan,
  rule,
  counts,
  offeredPerSecond,
  answeredPerSecond,
  pairsPerSecond,
  latencyMs,
  waitingMs,
  computingMs,
  prediction,
});

export type CompactLoadTest = z.infer<typeof compactLoadTestSchema>;

type Tail = NonNullable<LoadTestRecord['latencyMs']>;

const figure = (value: number) => significant(value, 5);
const figureOrNull = (value: number | null) => (value === null ? null : figure(value));
const tail = ({ mean, p50, p95, p99 }: Tail): Tail => ({
  mean: figure(mean),
  p50: figure(p50),
  p95: figureOrNull(p95),
  p99: figureOrNull(p99),
});

/** @param laneIds of the run's lanes, in their order */
export function compactLoadTest(test: LoadTestRecord, laneIds: readonly string[]): CompactLoadTest {
  const { latencyMs: latency, waitingMs: waiting, computingMs: computing, prediction: foretold } = test;
  return {
    lane: Math.max(0, laneIds.indexOf(test.laneId)),
    policy: test.policy,
    state: test.state,
    durationMs: figure(test.durationMs),
    plan: test.plan,
    rule: test.rule,
    counts: test.counts,
    offeredPerSecond: figure(test.offeredPerSecond),
    answeredPerSecond: figure(test.answeredPerSecond),
    pairsPerSecond: figure(test.pairsPerSecond),
    latencyMs: latency && tail(latency),
    waitingMs: waiting && tail(waiting),
    computingMs: computing && tail(computing),
    prediction: foretold && {
      answered: foretold.answered,
      answeredPerSecond: figure(foretold.answeredPerSecond),
      latencyMs: tail(foretold.latencyMs),
    },
  };
}

export function compactCapacity(capacity: CapacityPlanRecord): CapacityPlanRecord {
  const { best, rates, replicas, unbatchedRatePerSecond } = capacity;
  const rated = <T extends { readonly ratePerSecond: number }>(one: T): T => ({
    ...one,
    ratePerSecond: figure(one.ratePerSecond),
  });
  return {
    ...capacity,
    rates: rates.slice(0, maxCompactRates).map(rated),
    best: best && rated(best),
    unbatchedRatePerSecond: figure(unbatchedRatePerSecond),
    replicas: replicas.slice(0, maxCompactRates).map(rated),
  };
}

/**
 * The load tests of a compact run as the page draws them. They hold no arrivals and no batches: those columns are empty whatever `counts` says, so
 * nothing may be computed from them.
 */
export function compactLoadTests({
  lanes,
  loadTests = [],
}: {
  readonly lanes: readonly { readonly id: string }[];
  readonly loadTests?: readonly CompactLoadTest[];
}): DraftLoadTest[] {
  return loadTests.map(({ lane, ...test }) => ({
    ...test,
    laneId: lanes[lane]?.id ?? '',
    startedAtMs: 0,
    arrivals: { arrivedAtMs: [], pairs: [], latencyMs: [], computingMs: [], outcome: [] },
    batches: { startedAtMs: [], ms: [], pairs: [], length: [], waiting: [] },
    events: [],
  }));
}
