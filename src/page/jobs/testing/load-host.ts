import { expect } from 'vitest';
import { type RunRecord, runRecordSchema } from '../../../core/document/run-record.ts';
import type { CapacityPlan } from '../../../core/serving/capacity.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import type { InProcessOptions } from '../../../worker/protocol/testing/in-process-worker.ts';
import type { WorkerClient } from '../worker-client.ts';
import { setUpSweep } from './sweep-host.ts';

/** What the planner finds, where a test does not wait for its simulations. */
export const foundPlan: CapacityPlan = {
  objective: { quantile: 0.99, latencyMs: 300 },
  rates: [{ maxBatch: 8, maxWaitMs: 20, ratePerSecond: 12 }],
  best: { maxBatch: 8, maxWaitMs: 20, ratePerSecond: 12 },
  unbatchedRatePerSecond: 5,
  replicas: [{ replicas: 1, ratePerSecond: 12 }],
  simulatedArrivals: 1000,
};

/** A request that a worker was asked, by its kind and what it took. */
export interface Asked {
  readonly kind: string;
  readonly params: unknown;
}

/**
 * A runner of load tests with workers in process: half a second of arrivals of one pair, at 10 a second.
 *
 * @param optionsOf the model of each worker that is asked to load one, counted from 0
 * @param plan what the planner answers; `null` lets it simulate
 */
export function setUpLoad(
  optionsOf: (worker: number) => InProcessOptions = () => ({ passMs: () => 20 }),
  settings: Partial<Settings> = {},
  plan: CapacityPlan | (() => Promise<CapacityPlan>) | null = foundPlan,
  tools: Parameters<typeof setUpSweep>[2] = {},
) {
  const asked: Asked[] = [];
  const host = setUpSweep(
    optionsOf,
    { rate: 10, duration: 1, pairsPerRequest: [1], maxBatch: 4, ...settings },
    tools,
    (client) => noting(client, asked, plan),
  );
  const of = <T>(kind: string) => asked.flatMap((one) => (one.kind === kind ? [one.params as T] : []));
  return { ...host, asked, of };
}

/** The client, which notes what is asked of it and answers for the planner. */
function noting(
  client: WorkerClient,
  asked: Asked[],
  plan: CapacityPlan | (() => Promise<CapacityPlan>) | null,
): WorkerClient {
  const call = client.call.bind(client) as (kind: string, params: unknown) => Promise<unknown>;
  const noted = (kind: string, params: unknown): Promise<unknown> => {
    asked.push({ kind, params });
    if (kind !== 'planCapacity' || plan === null) return call(kind, params);
    return typeof plan === 'function' ? plan() : Promise.resolve(plan);
  };
  return Object.assign(client, { call: noted });
}

/** Every arrival of every test has one outcome, and the counts say the same. */
export function expectAccounted(record: RunRecord | null): void {
  expect(record && runRecordSchema.parse(record)).toEqual(record);
  for (const { counts, arrivals } of record?.loadTests ?? []) {
    const { answered, refused, timedOut, cancelled, failed } = counts;
    expect(answered + refused + timedOut + cancelled + failed).toBe(counts.arrivals);
    expect(arrivals.outcome).toHaveLength(counts.arrivals);
  }
}

/** Acts only once a load test has begun: until then a model's passes work. */
export function afterMeasuring(host: { readonly asked: readonly Asked[] }, act: () => void) {
  if (host.asked.some(({ kind }) => kind === 'runLoadTest')) act();
}
