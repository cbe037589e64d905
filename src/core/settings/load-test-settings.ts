import { type ArrivalPattern, arrivalPatterns } from '../serving/arrival.ts';
import { type Policy, policies } from '../serving/batch-rule.ts';
import { decimal, listOf, oneOf, optional, type SettingDefinition, wholeNumber } from './codec.ts';

/** What a load test does: how requests arrive, how they are batched, what the planner is to hold. */
export interface LoadTestSettings {
  readonly arrivals: ArrivalPattern;
  /** Arrivals a second; `null` for 70 % of what the model is found to take. */
  readonly rate: number | null;
  /** Arrivals a second at the end of a ramp from `rate`; `null` for a steady rate. */
  readonly rampTo: number | null;
  /** Arrivals of a burst. */
  readonly burstSize: number;
  /** Clients of a closed loop. */
  readonly clients: number;
  /** Pairs of each arrival; of two numbers, drawn between them. */
  readonly pairsPerRequest: readonly number[];
  /** Of the arrivals, s. */
  readonly duration: number;
  readonly maxArrivals: number;
  /** Most pairs of a batch. */
  readonly maxBatch: number;
  /** ms. */
  readonly maxWait: number;
  /** Most tokens of a batch in a load test, padding included. */
  readonly batchTokens: number | null;
  /** Waiting pairs that are sorted by length; 0 for none. */
  readonly lookAhead: number;
  /** An arrival without an answer is given up after so long, ms. */
  readonly timeout: number;
  /** Most arrivals that wait. */
  readonly queueLimit: number;
  /** Each is run with the same arrivals. */
  readonly policies: readonly Policy[];
  /** Which tail of the latencies the planner holds to `tailLatency`, %. */
  readonly tailPercentile: number;
  /** ms. */
  readonly tailLatency: number;
}

export const rateLimits = { min: 0.01, max: 100_000 } as const;
const loadLimits = {
  burstSize: { min: 1, max: 1000 },
  clients: { min: 1, max: 1000 },
  pairsPerRequest: { min: 1, max: 1000 },
  duration: { min: 1, max: 600 },
  maxArrivals: { min: 1, max: 10_000 },
  maxBatch: { min: 1, max: 1024 },
  maxWait: { min: 0, max: 60_000 },
  batchTokens: { min: 8, max: 1_000_000 },
  lookAhead: { min: 0, max: 10_000 },
  timeout: { min: 1, max: 600_000 },
  queueLimit: { min: 1, max: 100_000 },
  tailPercentile: { min: 50, max: 99 },
  tailLatency: { min: 1, max: 600_000 },
} as const;

export const loadTestSettingDefinitions: {
  readonly [K in keyof LoadTestSettings]: SettingDefinition<LoadTestSettings[K]>;
} = {
  arrivals: { default: 'poisson', codec: oneOf(arrivalPatterns) },
  rate: { default: null, codec: optional(decimal(rateLimits)) },
  rampTo: { default: null, codec: optional(decimal(rateLimits)) },
  burstSize: { default: 8, codec: wholeNumber(loadLimits.burstSize) },
  clients: { default: 4, codec: wholeNumber(loadLimits.clients) },
  pairsPerRequest: {
    default: [1, 8],
    codec: listOf(wholeNumber(loadLimits.pairsPerRequest), { max: 2, compare: (a, b) => a - b }),
  },
  duration: { default: 20, codec: wholeNumber(loadLimits.duration) },
  maxArrivals: { default: 2000, codec: wholeNumber(loadLimits.maxArrivals) },
  maxBatch: { default: 16, codec: wholeNumber(loadLimits.maxBatch) },
  maxWait: { default: 100, codec: wholeNumber(loadLimits.maxWait) },
  batchTokens: { default: null, codec: optional(wholeNumber(loadLimits.batchTokens)) },
  lookAhead: { default: 0, codec: wholeNumber(loadLimits.lookAhead) },
  timeout: { default: 5000, codec: wholeNumber(loadLimits.timeout) },
  queueLimit: { default: 1000, codec: wholeNumber(loadLimits.queueLimit) },
  policies: { default: policies, codec: listOf(oneOf(policies), { max: policies.length }) },
  tailPercentile: { default: 99, codec: wholeNumber(loadLimits.tailPercentile) },
  tailLatency: { default: 300, codec: wholeNumber(loadLimits.tailLatency) },
};

export const loadTestSettingNames = Object.keys(
  loadTestSettingDefinitions,
) as readonly (keyof LoadTestSettings)[];
