import { devices } from '../rerank/devices.ts';
import * as z from '../schema/zod.ts';

const count = z.number().int().nonnegative();

/** Whether the samples decide, or more rounds are needed. */
const certainty = z.enum(['sure', 'not-yet-sure']);

/**
 * A batch size and the ratio of its throughput to another's. Within one lane the ratio is paired by round;
 * between two lanes it is independent.
 */
const candidate = z.object({
  batchSize: count,
  ratio: z.number().nonnegative(),
  /** Ends of the ratio's 95 % interval; `null` where there are too few rounds for one. */
  ratioLow: z.number().nullable(),
  ratioHigh: z.number().nullable(),
});

/**
 * Nothing else was measured that could be compared. So the recommendation is not sure, and more rounds would
 * not make it so.
 */
const onlyMeasured = z.literal(true).exactOptional();

/** The batch size to set for one pair count of one lane; rule 9 (docs/method.md). */
const pairCountRecommendation = z.object({
  kind: z.literal('pair-count'),
  laneId: z.string(),
  device: z.enum(devices),
  pairCount: count,
  certainty,
  /** The smallest batch size as good as the fastest; while not sure, the smallest that is not ruled out. */
  batchSize: count,
  /** The batch size of highest throughput. */
  fastest: count,
  /** Every batch size measured, ascending. */
  candidates: z.array(candidate),
  onlyMeasured,
});

const contender = z.object({
  laneId: z.string(),
  device: z.enum(devices),
  batchSize: count,
  /** In the criterion's unit: ms, pairs per second, or bytes. */
  value: z.number().nonnegative(),
});

/** What to set for one use, across all lanes whose scores can be trusted. */
const situationRecommendation = z.object({
  kind: z.literal('situation'),
  /** 1 to 10 documents a request; 50 to 200; 1 to 5 with least memory. */
  situation: z.enum(['interactive', 'offline', 'small-device']),
  certainty,
  pairCount: count,
  criterion: z.enum(['p95-latency', 'median-latency', 'throughput', 'memory']),
  ...contender.shape,
  /**
   * The best of the others by the criterion. It may be a larger batch with a slightly better value, which
   * rule 9 does not count as better.
   */
  runnerUp: contender.nullable(),
  onlyMeasured,
});

/** WASM against WebGPU at one pair count, where the run has a lane of each. */
const backendRecommendation = z.object({
  kind: z.literal('backend'),
  pairCount: count,
  wasmLaneId: z.string(),
  webgpuLaneId: z.string(),
  /** Throughput of WASM ÷ throughput of WebGPU at each batch size that both measured, ascending. */
  ratios: z.array(candidate),
  /** Batch sizes at which WASM is faster beyond doubt. */
  wasmWinsAt: z.array(count),
  /**
   * The smallest batch size from which on WASM is no longer faster anywhere; `null` where it is faster at the
   * largest.
   */
  wasmStopsWinningAt: count.nullable(),
});

/**
 * What to set where many requests come at once, and the rate that can then be served: the planner's best
 * setting, by simulation.
 */
const capacityRecommendation = z.object({
  kind: z.literal('capacity'),
  laneId: z.string(),
  device: z.enum(devices),
  /** The objective for the latencies: 0.99 and 300 mean P99 ≤ 300 ms. */
  quantile: z.number(),
  latencyMs: z.number().nonnegative(),
  pairsPerArrival: z.tuple([count, count]).readonly(),
  maxBatch: count,
  maxWaitMs: z.number().nonnegative(),
  /** Arrivals a second. */
  ratePerSecond: z.number().nonnegative(),
  /** Arrivals a second with every pair in a pass of its own. */
  unbatchedRatePerSecond: z.number().nonnegative(),
});

export const recommendationSchema = z.discriminatedUnion('kind', [
  pairCountRecommendation,
  situationRecommendation,
  backendRecommendation,
  capacityRecommendation,
]);

export type RecommendationRecord = z.infer<typeof recommendationSchema>;

/** The recommendations of one kind. */
export type RecommendationOf<K extends RecommendationRecord['kind']> = Extract<
  RecommendationRecord,
  { kind: K }
>;
