import type { CapacityPlanRecord } from '../../../core/document/load-test-record.ts';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import { quantile } from '../../../core/stats/quantile.ts';
import { isSamples, sortSamples } from '../../../core/stats/samples.ts';
import type { LoadTestSeries } from './load-test-series.ts';

/**
 * The answer to a load test's question. It is simulated, because only a simulation can try every setting and
 * rate; `check` says what the live tests make of the simulation.
 */
export type LoadVerdict =
  | {
      readonly kind: 'kept';
      readonly best: NonNullable<CapacityPlanRecord['best']>;
      readonly check: SimulationCheck;
    }
  /** No setting keeps the limit at any rate. `null`: no live test has enough answers to be near it. */
  | { readonly kind: 'not-kept'; readonly nearest: NearestTest | null };

/** A live test against its simulation. */
export type SimulationCheck =
  /**
   * The measured P95 (the median, with fewer than 100 answers) is within a quarter of the simulated one, or
   * within its range.
   */
  | { readonly kind: 'agrees' }
  /** `times`: measured ÷ simulated. */
  | { readonly kind: 'differs'; readonly times: number }
  /** It did not keep up with a rate that the simulation allows for its own setting. */
  | { readonly kind: 'overloaded'; readonly ratePerSecond: number }
  /** Nothing live to compare with. */
  | { readonly kind: 'unchecked' };

/** The live test that came closest to the limit. */
export interface NearestTest {
  readonly policy: DraftLoadTest['policy'];
  /** The latency at the quantile of the limit, ms. */
  readonly latencyMs: number;
  readonly answeredPerSecond: number;
}

/**
 * How far a measured latency may be from the simulated one, either way. At 30 and 70 % of capacity the
 * measured P95 of docs/benchmarks.md is within 0.80 and 1.21 times the predicted one.
 */
const agreement = 1.25;

export function verdictOf({ tests }: LoadTestSeries, capacity: CapacityPlanRecord): LoadVerdict {
  const { best, objective } = capacity;
  if (best !== null) return { kind: 'kept', best, check: checkOf(tests, capacity) };
  const near = tests
    .flatMap((test): NearestTest[] => {
      const latencyMs = latencyAt(test, objective.quantile);
      const { policy, answeredPerSecond } = test;
      return latencyMs === null ? [] : [{ policy, latencyMs, answeredPerSecond }];
    })
    .sort((a, b) => a.latencyMs - b.latencyMs);
  return { kind: 'not-kept', nearest: near[0] ?? null };
}

/** The dynamic policy's test decides, because the planner's setting is one of that policy; else the last. */
function checkOf(tests: LoadTestSeries['tests'], { rates }: CapacityPlanRecord): SimulationCheck {
  const over = tests.filter(({ state }) => state === 'done' || state === 'overloaded');
  const test = over.find(({ policy }) => policy === 'dynamic') ?? over.at(-1);
  if (test === undefined) return { kind: 'unchecked' };
  const { rule, plan, state } = test;
  if (state === 'overloaded') {
    const own = rates.find((one) => one.maxBatch === rule.maxBatch && one.maxWaitMs === rule.maxWaitMs);
    const { ratePerSecond } = plan;
    return own !== undefined && ratePerSecond < own.ratePerSecond
      ? { kind: 'overloaded', ratePerSecond }
      : { kind: 'unchecked' };
  }
  const { latencyMs: measured, prediction } = test;
  if (measured === null || prediction === null) return { kind: 'unchecked' };
  // The P95 of fewer answers scatters by more than what would be called a difference.
  const figure = measured.p99 === null || prediction.latencyMs.p95 === null ? 'p50' : 'p95';
  const times = (measured[figure] ?? 0) / (prediction.latencyMs[figure] ?? 0);
  if (!(times > 0) || !Number.isFinite(times)) return { kind: 'unchecked' };
  const [low, high] = prediction.rangeMs?.[figure] ?? [Number.NaN, Number.NaN];
  const isInRange = (measured[figure] ?? 0) >= low && (measured[figure] ?? 0) <= high;
  const isNear = times <= agreement && times >= 1 / agreement;
  return isNear || isInRange ? { kind: 'agrees' } : { kind: 'differs', times };
}

/**
 * A quantile of a test's latency (type 7), ms; `null` with fewer answers than 1 / (1 − p), which are 20 for
 * P95 and 100 for P99. A test from a link has the usual quantiles but no single requests.
 */
export function latencyAt(
  { arrivals, latencyMs }: Pick<DraftLoadTest, 'arrivals' | 'latencyMs'>,
  p: number,
): number | null {
  const usual = new Map([
    [0.5, latencyMs?.p50],
    [0.95, latencyMs?.p95],
    [0.99, latencyMs?.p99],
  ]).get(p);
  if (usual !== undefined) return usual;
  const answered = arrivals.latencyMs.filter((_, i) => arrivals.outcome[i] === 'answered');
  if (!isSamples(answered) || answered.length < Math.round(1 / (1 - p))) return null;
  return quantile(sortSamples(answered), p);
}
