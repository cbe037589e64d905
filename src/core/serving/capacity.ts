import type { Padding } from '../rerank/batching.ts';
import type { MeasuredPasses } from '../rerank/pass-times.ts';
import type { LatencyTail, LoadTestPlan } from './arrival.ts';
import type { BatchRule } from './batch-rule.ts';

/** The limit for the tail of the latencies. */
export interface Objective {
  /** Within (0, 1): 0.99 for P99. */
  readonly quantile: number;
  readonly latencyMs: number;
}

/** What a simulation computes with. */
export interface SimulatedService extends Padding {
  readonly passes: MeasuredPasses;
  /** Tokens of the pairs that arrivals draw from. */
  readonly lengths: readonly number[];
}

/** What a simulation of a live test foretells, from pass times alone. */
export interface Prediction {
  readonly answered: number;
  readonly answeredPerSecond: number;
  readonly latencyMs: LatencyTail;
  /**
   * Where four of five simulations end, the machine being as unsteady as in the rehearsal, ms; absent where
   * nothing was rehearsed, and `null` for a quantile of too few answers.
   */
  readonly rangeMs?: { readonly p50: PredictedRange; readonly p95: PredictedRange | null };
}

/** From the 10th to the 90th percentile of simulated tests. */
export type PredictedRange = readonly [low: number, high: number];

export interface CapacityQuestion {
  readonly service: SimulatedService;
  readonly pairsPerArrival: LoadTestPlan['pairsPerArrival'];
  readonly rule: BatchRule;
  readonly seed: number;
}

export interface PredictOrder {
  readonly service: SimulatedService;
  readonly plan: LoadTestPlan;
  readonly rule: BatchRule;
}

export interface PlanOrder {
  readonly service: SimulatedService;
  /** The planner looks for its rate. */
  readonly plan: Omit<LoadTestPlan, 'ratePerSecond' | 'rampToPerSecond' | 'durationMs' | 'maxArrivals'>;
  /** The planner looks for `maxBatch` and `maxWaitMs`. */
  readonly rule: BatchRule;
  readonly objective: Objective;
  readonly maxBatches: readonly number[];
  readonly maxWaitsMs: readonly number[];
  /** How many machines like this one, behind one queue; ascending. */
  readonly replicas: readonly number[];
}

/** The most arrivals a second that one setting takes within the objective; 0 where no rate holds it. */
export interface SustainableRate {
  readonly maxBatch: number;
  readonly maxWaitMs: number;
  readonly ratePerSecond: number;
}

/** What the planner found, all by simulation. */
export interface CapacityPlan {
  readonly objective: Objective;
  readonly rates: readonly SustainableRate[];
  /**
   * The setting with the highest rate. Settings within 2 % of it count as equal; then the shorter wait wins,
   * then the smaller batch. `null` where none holds the objective.
   */
  readonly best: SustainableRate | null;
  /** Without batching: every pair alone. */
  readonly unbatchedRatePerSecond: number;
  /** The best setting on several machines behind one queue. */
  readonly replicas: readonly { readonly replicas: number; readonly ratePerSecond: number }[];
  readonly simulatedArrivals: number;
}
