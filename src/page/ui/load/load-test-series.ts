import type { CapacityPlanRecord } from '../../../core/document/load-test-record.ts';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';

/** Load tests of one lane under the same arrivals, one for each policy. */
export interface LoadTestSeries {
  readonly laneId: string;
  readonly plan: DraftLoadTest['plan'];
  /** At least one, in the order in which they ran. */
  readonly tests: readonly [DraftLoadTest, ...DraftLoadTest[]];
}

/**
 * Groups a run's load tests that can be compared: neighbours with the same lane and arrivals but different
 * policies.
 */
export function loadTestSeries(tests: readonly DraftLoadTest[]): LoadTestSeries[] {
  const series: LoadTestSeries[] = [];
  for (const test of tests) {
    const last = series.at(-1);
    if (last !== undefined && belongs(test, last)) {
      series.splice(-1, 1, { ...last, tests: [...last.tests, test] });
    } else {
      series.push({ laneId: test.laneId, plan: test.plan, tests: [test] });
    }
  }
  return series;
}

const belongs = (test: DraftLoadTest, { laneId, plan, tests }: LoadTestSeries): boolean =>
  test.laneId === laneId &&
  tests.every(({ policy }) => policy !== test.policy) &&
  JSON.stringify(test.plan) === JSON.stringify(plan);

/**
 * The test of a series whose charts are shown: that of the chosen policy, else the one under way, else that
 * of dynamic batching, else the last.
 */
export function testToShow({ tests }: LoadTestSeries, chosen: DraftLoadTest['policy'] | null): DraftLoadTest {
  return (
    tests.find(({ policy }) => policy === chosen) ??
    tests.find(({ state }) => state === 'running') ??
    tests.find(({ policy }) => policy === 'dynamic') ??
    tests.at(-1) ??
    tests[0]
  );
}

/** What the headline says about a series of load tests. */
type LoadTestHeadline = Pick<DraftLoadTest, 'policy'> &
  (
    | {
        /** `stopped`: the visitor ended the test before its time. */
        readonly kind: 'answered' | 'stopped';
        readonly answeredPerSecond: number;
        readonly tail: Tail;
        readonly arrivals: number;
        /** Refused, timed out or failed. */
        readonly unanswered: number;
      }
    | {
        readonly kind: 'overloaded';
        readonly offeredPerSecond: number;
        readonly answeredPerSecond: number;
      }
    /** Nothing was answered. */
    | { readonly kind: 'nothing' }
    | { readonly kind: 'failed'; readonly error: NonNullable<DraftLoadTest['error']> }
  );

/** The highest latency quantile for which there are enough answers. */
export interface Tail {
  readonly name: 'P99' | 'P95' | 'P50';
  readonly ms: number;
}

/**
 * A series' headline: that of dynamic batching if it has ended, else of the last that has; `null` while none
 * has.
 */
export function loadTestHeadline({ tests }: LoadTestSeries): LoadTestHeadline | null {
  const over = tests.filter(({ state }) => state !== 'running');
  const test = over.find(({ policy }) => policy === 'dynamic') ?? over.at(-1);
  return test === undefined ? null : headlineOf(test);
}

function headlineOf(test: DraftLoadTest): LoadTestHeadline {
  const { policy, state, error, counts, offeredPerSecond, answeredPerSecond } = test;
  const tail = tailOf(test);
  if (state === 'failed' && error !== undefined) return { policy, kind: 'failed', error };
  if (state === 'overloaded') return { policy, kind: 'overloaded', offeredPerSecond, answeredPerSecond };
  if (tail === null) return { policy, kind: 'nothing' };
  return {
    policy,
    kind: state === 'done' ? 'answered' : 'stopped',
    answeredPerSecond,
    tail,
    arrivals: counts.arrivals,
    unanswered: counts.refused + counts.timedOut + counts.failed,
  };
}

function tailOf({ latencyMs }: DraftLoadTest): Tail | null {
  if (latencyMs === null) return null;
  const { p50, p95, p99 } = latencyMs;
  if (p99 !== null) return { name: 'P99', ms: p99 };
  return p95 !== null ? { name: 'P95', ms: p95 } : { name: 'P50', ms: p50 };
}

/** How many times more requests batching sustains than one pair at a time; `null` if that sustains none. */
export function batchingGain({ best, unbatchedRatePerSecond }: CapacityPlanRecord): number | null {
  return best === null || !(unbatchedRatePerSecond > 0) ? null : best.ratePerSecond / unbatchedRatePerSecond;
}
