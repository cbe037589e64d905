import { describe, expect, it } from 'vitest';
import type { LoadTestEvent, LoadTestOrder, PassesOrder } from '../../core/serving/load-test-order.ts';
import { pool } from '../../core/serving/testing/live-test.ts';
import { plainPlan, plainRule } from '../../core/serving/testing/load-test-examples.ts';
import { WorkerClient } from '../../page/jobs/worker-client.ts';
import type { EventMap, ModelRequest } from './messages.ts';
import { type InProcessHost, type InProcessOptions, inProcessHost } from './testing/in-process-worker.ts';

const request: ModelRequest = {
  model: { source: 'built-in', name: 'coverage' },
  device: 'wasm',
  dtype: 'fp32',
  host: 'https://hub.test/',
  runtime: 'plain',
  threads: null,
  workers: 1,
  layers: null,
};
const passesOrder: PassesOrder = {
  pairs: pool,
  maxLength: 64,
  paddingMultiple: 1,
  maxBatch: 8,
  pairsPerArrival: [1, 1],
  seed: 1,
  rehearsal: null,
};
const rule = { ...plainRule, maxBatch: 8, pairsPerArrival: [1, 1], maxWaitMs: 20 };
const plan = { ...plainPlan, ratePerSecond: 20, pairsPerArrival: [1, 3] } as const;
const order: LoadTestOrder = { pairs: pool, maxLength: 64, paddingMultiple: 1, plan, rule, resume: null };

async function loaded(
  options: InProcessOptions = { passMs: ({ pairs }) => 10 + 5 * pairs },
  onEvent: (
    client: WorkerClient,
    host: InProcessHost,
    event: LoadTestEvent,
    count: number,
  ) => void = () => {},
) {
  const host = inProcessHost(() => options);
  const events: LoadTestEvent[] = [];
  const progress: EventMap['planProgress'][] = [];
  const client: WorkerClient = new WorkerClient(host.tools, {
    loadTest: (event) => onEvent(client, host, event, events.push(event)),
    planProgress: (event) => progress.push(event),
  });
  await client.call('load', request);
  return { ...host, client, events, progress };
}

describe('load tests across the protocol', () => {
  it('measure passes, foretell a test, run it and plan', async () => {
    const { client, events, progress } = await loaded();
    const { lengths, ...passes } = await client.call('measurePasses', passesOrder);
    const service = { passes, lengths, maxLength: 64, paddingMultiple: 1 };
    expect(passes.samples.find(({ pairs }) => pairs === 8)?.ms[0]).toBe(50);

    const capacity = await client.call('estimateCapacity', {
      service,
      pairsPerArrival: [1, 3],
      rule,
      seed: 1,
    });
    // Full batches of 8 pairs take 50 ms: 160 pairs, 80 arrivals a second.
    expect(capacity).toBeGreaterThan(72);
    expect(capacity).toBeLessThan(88);

    const foretold = await client.call('predictLoadTest', { service, plan, rule });
    expect(await client.call('runLoadTest', order)).toEqual({ state: 'done' });
    const answered = events.flatMap((event) =>
      event.type === 'progress' ? event.settled.filter(({ outcome }) => outcome === 'answered') : [],
    );
    expect(answered).toHaveLength(foretold?.answered ?? 0);
    const meanMs =
      answered.reduce((sum, { arrival, atMs }) => sum + atMs - arrival.arrivedAtMs, 0) / answered.length;
    expect(meanMs / (foretold?.latencyMs.mean ?? 0)).toBeCloseTo(1, 1);

    const planned = await client.call('planCapacity', {
      service,
      plan,
      rule,
      objective: { quantile: 0.95, latencyMs: 200 },
      maxBatches: [1, 8],
      maxWaitsMs: [0],
      replicas: [1],
    });
    expect(planned.best?.maxBatch).toBe(8);
    expect(progress.at(-1)?.done).toBe(progress.at(-1)?.of);
  });

  it('rehearse a load test by events of its own, which are none of a test', async () => {
    const host = inProcessHost(() => ({ passMs: ({ pairs }) => 10 + 5 * pairs }));
    const events: LoadTestEvent[] = [];
    const client = new WorkerClient(host.tools, {
      loadTest: () => {
        throw new TypeError('No test has begun.');
      },
      rehearsal: (event) => events.push(event),
    });
    await client.call('load', request);
    const { rehearsal } = await client.call('measurePasses', {
      ...passesOrder,
      rehearsal: { rule, ratePerSecond: null, durationMs: 4000, maxArrivals: 500 },
    });
    expect(rehearsal?.ms.length).toBeGreaterThan(20);
    expect(rehearsal?.ms).toEqual(rehearsal?.pairs.map((pairs) => 10 + 5 * pairs));
    expect(events[0]?.type).toBe('began');
  });

  it('need a model to run, and none to plan', async () => {
    const { tools } = inProcessHost();
    const client = new WorkerClient(tools);
    await expect(client.call('runLoadTest', order)).rejects.toThrow('No model is loaded');
    await expect(client.call('measurePasses', passesOrder)).rejects.toThrow('No model is loaded');
    const passes = { samples: [{ pairs: 1, length: 5, ms: [10] }], tokenizeMsPerPair: 0, servers: 1 };
    const service = { passes, lengths: [5], maxLength: 64, paddingMultiple: 1 };
    const question = { service, pairsPerArrival: [1, 1], rule: plainRule, seed: 1 } as const;
    expect(await client.call('estimateCapacity', question)).toBeCloseTo(100, 0);
  });

  it('stop, and tell what became of those that were open', async () => {
    const { client, events } = await loaded({ passMs: () => 400 }, (own, _, __, count) => {
      if (count === 4) own.stop();
    });
    expect(await client.call('runLoadTest', order)).toEqual({ state: 'stopped' });
    const loads = events.filter((event) => event.type === 'progress');
    expect(loads.flatMap(({ settled }) => settled)).toHaveLength(
      loads.flatMap(({ arrived }) => arrived).length,
    );
  });

  it('answer a failed batch as what it is', async () => {
    const { client } = await loaded({
      passMs: () => 10,
      onPass: ({ pairs }) => {
        if (pairs > 2) throw new Error('std::bad_alloc');
      },
    });
    const end = await client.call('runLoadTest', order);
    expect(end).toMatchObject({ state: 'batch-failed', failure: { code: 'cpu-memory' } });
  });

  it('wait while the tab is hidden', async () => {
    const { client, events } = await loaded({ passMs: () => 40 }, (_, { setHidden }, { type }, count) => {
      if (count === 4) setHidden(true);
      if (type === 'hidden') setHidden(false);
    });
    expect(await client.call('runLoadTest', order)).toEqual({ state: 'done' });
    expect(events.filter(({ type }) => type !== 'progress').map(({ type }) => type)).toEqual([
      'began',
      'hidden',
      'shown',
    ]);
  });
});
