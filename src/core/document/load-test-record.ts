import * as z from '../schema/zod.ts';
import { arrivalPatterns, outcomes } from '../serving/arrival.ts';
import { policies } from '../serving/batch-rule.ts';

const count = z.number().int().nonnegative();
const ms = z.number().nonnegative();
const perSecond = z.number().nonnegative();
const issue = z.object({ code: z.string(), message: z.string(), detail: z.string().exactOptional() });

/** Times of single passes of one shape, which compute `pairs` × `length` tokens. */
export const passSampleSchema = z.object({
  pairs: count.min(1),
  /** Tokens to which its pairs were padded. */
  length: count,
  ms: z.array(ms).min(1).readonly(),
});

/** Mean and quantiles of a time, ms; a quantile is `null` where there are too few answers for it. */
const tail = z.object({ mean: ms, p50: ms, p95: ms.nullable(), p99: ms.nullable() });

const range = z.tuple([ms, ms]).readonly();

const rule = z.object({
  maxBatch: count.min(1),
  /** `null`: a batch leaves only when it is full. */
  maxWaitMs: ms.nullable(),
  tokenBudget: count.nullable(),
  lookAhead: count,
  timeoutMs: ms.nullable(),
  queueLimit: count.nullable(),
});

const plan = z.object({
  pattern: z.enum(arrivalPatterns),
  /** Arrivals a second; chosen by the test where the settings left it open. */
  ratePerSecond: perSecond,
  rampToPerSecond: perSecond.nullable(),
  burstSize: count,
  clients: count,
  pairsPerArrival: z.tuple([count, count]).readonly(),
  durationMs: ms,
  maxArrivals: count,
  seed: count,
});

const sustainableRate = z.object({ maxBatch: count, maxWaitMs: ms, ratePerSecond: perSecond });

/** What the planner found by simulation. Only the passes that it rests on were measured. */
export const capacityPlanSchema = z.object({
  objective: z.object({ quantile: z.number(), latencyMs: ms }).readonly(),
  rates: z.array(sustainableRate).readonly(),
  best: sustainableRate.nullable(),
  unbatchedRatePerSecond: perSecond,
  replicas: z.array(z.object({ replicas: count, ratePerSecond: perSecond })).readonly(),
  simulatedArrivals: count,
});

/**
 * One policy under one schedule of arrivals, live. Times are ms since the test began unless said otherwise.
 */
export const loadTestSchema = z.object({
  laneId: z.string(),
  policy: z.enum(policies),
  /** `overloaded`: it ended itself because the queue was growing without bound. */
  state: z.enum(['done', 'cancelled', 'overloaded', 'failed']),
  error: issue.exactOptional(),
  /** When the test began, ms since the run began. */
  startedAtMs: ms,
  /** From its start to its last outcome. */
  durationMs: ms,
  plan,
  rule,
  counts: z.object({
    arrivals: count,
    answered: count,
    refused: count,
    timedOut: count,
    cancelled: count,
    failed: count,
    pairsAnswered: count,
  }),
  /**
   * Arrivals ÷ the time from the test's start to the last arrival, and answers ÷ the time to the last
   * outcome.
   */
  offeredPerSecond: perSecond,
  answeredPerSecond: perSecond,
  pairsPerSecond: perSecond,
  /**
   * Latency of answered arrivals, from when they were due; `null` where none was answered. For each arrival,
   * waiting and computing add up to it.
   */
  latencyMs: tail.nullable(),
  waitingMs: tail.nullable(),
  computingMs: tail.nullable(),
  /** Every arrival with an outcome, in the order of ids, column by column. */
  arrivals: z.object({
    arrivedAtMs: z.array(ms).readonly(),
    pairs: z.array(count).readonly(),
    latencyMs: z.array(ms).readonly(),
    computingMs: z.array(ms).readonly(),
    outcome: z.array(z.enum(outcomes)).readonly(),
  }),
  /** Every batch that ended, in the order in which they left, column by column. */
  batches: z.object({
    startedAtMs: z.array(ms).readonly(),
    ms: z.array(ms).readonly(),
    pairs: z.array(count).readonly(),
    length: z.array(count).readonly(),
    /** Arrivals that were left waiting. */
    waiting: z.array(count).readonly(),
  }),
  /**
   * What simulation predicted for this very schedule, from passes measured before the test began; `null`
   * where there is no prediction.
   */
  prediction: z
    .object({
      answered: count,
      answeredPerSecond: perSecond,
      latencyMs: tail,
      /**
       * Where four of five simulations ended, the machine being as unsteady as in the rehearsal; absent
       * where nothing was rehearsed, and in older records.
       */
      rangeMs: z.object({ p50: range, p95: range.nullable() }).readonly().exactOptional(),
    })
    .nullable(),
  events: z.array(z.object({ atMs: ms, kind: z.string(), message: z.string() })),
});

export type LoadTestRecord = z.infer<typeof loadTestSchema>;
export type CapacityPlanRecord = z.infer<typeof capacityPlanSchema>;
