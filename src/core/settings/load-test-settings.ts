import { arrivalPatterns } from '../serving/arrival.ts';
import { policies } from '../serving/batch-rule.ts';
import { decimal, listOf, oneOf, optional, type SettingsOf, setting, wholeNumber } from './codec.ts';

export const rateLimits = { min: 0.01, max: 100_000 } as const;

/** Visitors set times in whole units; a record may hold fractions of them. */
const time = (min: number, max: number) => wholeNumber({ min, max }, (build) => build.number().nonnegative());

/** What a load test does: how requests arrive, how they are batched, and the objective of the planner. */
export const loadTestSettingDefinitions = {
  arrivals: setting(oneOf(arrivalPatterns), 'poisson'),
  /** Arrivals a second; `null` for 70 % of the capacity that is found. */
  rate: setting(optional(decimal(rateLimits)), null),
  /** Arrivals a second at the end of a ramp from `rate`; `null` for a steady rate. */
  rampTo: setting(optional(decimal(rateLimits)), null),
  /** Arrivals of a burst. */
  burstSize: setting(wholeNumber({ min: 1, max: 1000 }), 8),
  /** Clients of a closed loop. */
  clients: setting(wholeNumber({ min: 1, max: 1000 }), 4),
  /** Pairs of each arrival: one number, or the two ends of the range that they are drawn from. */
  pairsPerRequest: setting(
    listOf(wholeNumber({ min: 1, max: 1000 }), { max: 2, compare: (a, b) => a - b }),
    [1, 8],
  ),
  /** How long requests arrive, s. */
  duration: setting(time(1, 600), 20),
  maxArrivals: setting(wholeNumber({ min: 1, max: 10_000 }), 2000),
  /** Most pairs of a batch. */
  maxBatch: setting(wholeNumber({ min: 1, max: 1024 }), 16),
  /** How long the oldest request of a batch that is not full waits at most, ms. */
  maxWait: setting(time(0, 60_000), 100),
  /** Most tokens of a batch in a load test, padding included. */
  batchTokens: setting(optional(wholeNumber({ min: 8, max: 1_000_000 })), null),
  /** Waiting pairs that are sorted by length; 0 for none. */
  lookAhead: setting(wholeNumber({ min: 0, max: 10_000 }), 0),
  /** How long an arrival may go without an answer before it is given up, ms. */
  timeout: setting(time(1, 600_000), 5000),
  /** Most arrivals that wait. */
  queueLimit: setting(wholeNumber({ min: 1, max: 100_000 }), 1000),
  /** Each policy is run with the same arrivals. */
  policies: setting(listOf(oneOf(policies), { max: policies.length }), policies),
  /** The percentile of the latencies that the planner keeps within `tailLatency`. */
  tailPercentile: setting(
    wholeNumber({ min: 50, max: 99 }, (build) => build.number()),
    99,
  ),
  /** The planner's limit on that percentile of the latencies, ms. */
  tailLatency: setting(time(1, 600_000), 300),
};

export type LoadTestSettings = SettingsOf<typeof loadTestSettingDefinitions>;

export const loadTestSettingNames = Object.keys(
  loadTestSettingDefinitions,
) as readonly (keyof LoadTestSettings)[];
