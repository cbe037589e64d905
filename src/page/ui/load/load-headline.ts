import type { CapacityPlanRecord } from '../../../core/document/load-test-record.ts';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import type { LoadSeries } from './load-series.ts';

/** What the one sentence says of a series of load tests. */
export type LoadHeadline = Pick<DraftLoadTest, 'policy'> &
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

/** The highest quantile of the latency that there are enough answers for. */
export interface Tail {
  readonly name: 'P99' | 'P95' | 'P50';
  readonly ms: number;
}

/** What a series comes to, by its dynamic policy where that is over, else by the last one that is; `null` while none is. */
export function loadHeadline({ tests }: LoadSeries): LoadHeadline | null {
  const over = tests.filter(({ state }) => state !== 'running');
  const test = over.find(({ policy }) => policy === 'dynamic') ?? over.at(-1);
  return test === undefined ? null : headlineOf(test);
}

function headlineOf(test: DraftLoadTest): LoadHeadline {
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

/** "P99" of 0.99. */
export const quantileName = (quantile: number): string => `P${Number((100 * quantile).toPrecision(4))}`;

/** Whether batching pays: how many times the requests that every pair alone would allow; `null` where that is none. */
export function batchingGain({ best, unbatchedRatePerSecond }: CapacityPlanRecord): number | null {
  return best === null || !(unbatchedRatePerSecond > 0) ? null : best.ratePerSecond / unbatchedRatePerSecond;
}
