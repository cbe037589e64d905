import type { Padding } from '../rerank/batching.ts';
import type { FailureData } from '../rerank/failure.ts';
import type { Pair } from '../rerank/pair.ts';
import type { Arrival, LoadTestPlan, Settled } from './arrival.ts';
import type { BatchRule } from './batch-rule.ts';

/**
 * What a worker with a loaded model is asked for: the times of single passes, over the shapes that a load
 * test will have.
 */
export interface PassesOrder extends Padding {
  readonly pairs: readonly Pair[];
  /** Batches of up to so many pairs. */
  readonly maxBatch: number;
  /** Fewest and most pairs of an arrival, whose query is tokenised once. */
  readonly pairsPerArrival: LoadTestPlan['pairsPerArrival'];
  readonly seed: number;
  /** The short load test by which passes are timed as the real one will have them; `null` for none. */
  readonly rehearsal: RehearsalOrder | null;
}

/** How long a rehearsal lasts, and how its batches leave. Its rate follows from the passes timed before. */
export interface RehearsalOrder {
  readonly rule: BatchRule;
  /** Of the tests to come; `null` where they have no certain one. */
  readonly ratePerSecond: number | null;
  readonly durationMs: number;
  readonly maxArrivals: number;
}

/** What a worker with a loaded model is asked to do in a live load test. */
export interface LoadTestOrder extends Padding {
  /**
   * Arrivals draw their documents from these, seeded; the pairs of one arrival may have different queries
   * where the input has.
   */
  readonly pairs: readonly Pair[];
  readonly plan: LoadTestPlan;
  readonly rule: BatchRule;
  /** What an earlier worker of this test already did; `null` for a test that begins. */
  readonly resume: LoadTestResume | null;
}

/** The state of a test whose worker was lost, as events told it. */
export interface LoadTestResume {
  /** When the test began, by the workers' clock (ms since the epoch). */
  readonly startedAtMs: number;
  /** Arrivals there have been so far; the next one has this id. */
  readonly arrived: number;
  /** Arrivals without an outcome, in their order. */
  readonly open: readonly Arrival[];
  /** Ids of those whose pairs are to be tried alone, since memory ran out for a batch of them. */
  readonly alone: readonly number[];
  /** Most pairs in a batch from now on. */
  readonly maxBatch: number;
  /** How long the tab was hidden so far: the schedule waited as long, ms. */
  readonly pausedMs: number;
}

/** A batch that left the queue. Times are ms since the load test began. */
export interface BatchStart {
  /** Counts up from 0 in each worker. */
  readonly id: number;
  readonly startedAtMs: number;
  readonly pairs: number;
  /** Tokens to which its pairs are padded. */
  readonly length: number;
  /** Ids of the arrivals that have pairs in it. */
  readonly arrivals: readonly number[];
  /** Arrivals that were left waiting. */
  readonly waiting: number;
}

export interface BatchEnd {
  readonly id: number;
  readonly endedAtMs: number;
}

/**
 * What happened in a live load test since the last event; told between passes, never within one, before each
 * batch and after it.
 */
export type LoadTestEvent =
  | {
      readonly type: 'progress';
      /** When it was told. */
      readonly atMs: number;
      readonly arrived: readonly Arrival[];
      readonly settled: readonly Settled[];
      readonly started: readonly BatchStart[];
      readonly ended: readonly BatchEnd[];
    }
  /** The test has begun, by the workers' clock (ms since the epoch). */
  | { readonly type: 'began'; readonly startedAtMs: number }
  /** The tab is hidden: nothing arrives; what was open is cancelled. */
  | { readonly type: 'hidden'; readonly atMs: number }
  /** The tab is back, and the schedule goes on where it stopped; paused so far, ms. */
  | { readonly type: 'shown'; readonly atMs: number; readonly pausedMs: number };

/** How a live load test ended. */
export type LoadTestEnd =
  /** Every arrival of the plan has its outcome. */
  | { readonly state: 'done' }
  | { readonly state: 'stopped' }
  /** The queue was growing without bound; what was open is cancelled. */
  | { readonly state: 'overloaded' }
  /**
   * A batch failed. The model is not to be used again: a new worker goes on with what is open. The arrivals
   * of the batch have no outcome yet, and its end was not told. Other passes that were under way have ended;
   * those that failed with it leave their arrivals open too, to be tried again.
   */
  | {
      readonly state: 'batch-failed';
      readonly failure: FailureData;
      readonly batch: number;
      /** Its pairs; where memory ran out and there are several, a new worker tries each alone. */
      readonly pairs: number;
    };
