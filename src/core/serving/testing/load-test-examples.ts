import type { LoadTestPlan } from '../arrival.ts';
import type { BatchRule } from '../batch-rule.ts';

/** Arrivals of one pair each, ten a second, for ten seconds. */
export const plainPlan: LoadTestPlan = {
  pattern: 'poisson',
  ratePerSecond: 10,
  rampToPerSecond: null,
  burstSize: 4,
  clients: 3,
  pairsPerArrival: [1, 1],
  durationMs: 10_000,
  maxArrivals: 10_000,
  seed: 1,
};

/** One pair at a time, nothing given up, nobody refused. */
export const plainRule: BatchRule = {
  maxBatch: 1,
  maxWaitMs: 0,
  tokenBudget: null,
  lookAhead: 0,
  timeoutMs: null,
  queueLimit: null,
};

/** A plan of so many arrivals however long they take. */
export const planOf = (maxArrivals: number, ratePerSecond: number, seed = 1): LoadTestPlan => ({
  ...plainPlan,
  ratePerSecond,
  maxArrivals,
  durationMs: Number.POSITIVE_INFINITY,
  seed,
});
