import { z } from '../schema/zod.ts';
import { arrivalPatterns } from '../serving/arrival.ts';
import { policies } from '../serving/batch-rule.ts';
import { loadTestSettingDefinitions } from '../settings/load-test-settings.ts';

const count = z.number().int().nonnegative();
const standard = <K extends keyof typeof loadTestSettingDefinitions>(name: K) =>
  loadTestSettingDefinitions[name].default;

/** The settings of load tests, as the record's `settings` hold them; records of before there were any have the defaults. */
export const loadTestSettingsShape = {
  arrivals: z.enum(arrivalPatterns).default(standard('arrivals')),
  rate: z.number().positive().nullable().default(null),
  rampTo: z.number().positive().nullable().default(null),
  burstSize: count.default(standard('burstSize')),
  clients: count.default(standard('clients')),
  pairsPerRequest: z
    .array(count)
    .readonly()
    .default([...standard('pairsPerRequest')]),
  duration: z.number().nonnegative().default(standard('duration')),
  maxArrivals: count.default(standard('maxArrivals')),
  maxBatch: count.default(standard('maxBatch')),
  maxWait: z.number().nonnegative().default(standard('maxWait')),
  batchTokens: count.nullable().default(null),
  lookAhead: count.default(standard('lookAhead')),
  timeout: z.number().nonnegative().default(standard('timeout')),
  queueLimit: count.default(standard('queueLimit')),
  policies: z
    .array(z.enum(policies))
    .readonly()
    .default([...standard('policies')]),
  tailPercentile: z.number().default(standard('tailPercentile')),
  tailLatency: z.number().nonnegative().default(standard('tailLatency')),
};
