import { describe, expect, it } from 'vitest';
import { type RunRecord, runRecordSchema } from '../../core/document/run-record.ts';
import { Failure } from '../../core/rerank/failure.ts';
import type { LoadTestOrder, PassesOrder } from '../../core/serving/load-test-order.ts';
import { foundPlan, setUpLoad } from './testing/load-host.ts';

/** How each policy's test ended. */
const ends = (record: RunRecord | null) =>
  record?.loadTests?.map(({ policy, state }) => `${policy} ${state}`);

describe('a load test', () => {
  it('leaves a record that holds to its schema: every policy under the same arrivals, passes and a plan', async () => {
    const { loads, store, workers } = setUpLoad();
    const record = await loads.run();
    expect(record && runRecordSchema.parse(record)).toEqual(record);
    expect(record).toMatchObject({ state: 'done', lanes: [{ id: 'lane-1', state: 'done', cells: [] }] });
    expect(ends(record)).toEqual(['none done', 'fixed done', 'dynamic done']);
    const tests = record?.loadTests ?? [];
    expect(tests[0]?.counts.arrivals).toBeGreaterThan(0);
    for (const test of tests) {
      expect(test.arrivals.arrivedAtMs).toEqual(tests[0]?.arrivals.arrivedAtMs);
      expect(test.counts.answered).toBe(test.counts.arrivals);
      expect(test.prediction).not.toBeNull();
    }
    expect(record?.lanes[0]?.passes).toMatchObject({ source: 'load-test', servers: 1 });
    expect(record?.lanes[0]?.passes).not.toHaveProperty('lengths');
    expect(record?.lanes[0]?.capacity).toEqual(foundPlan);
    expect(record?.input.tokenLengths).toEqual({ min: 5, p50: 6, max: 7 });
    expect(store.getState()).toMatchObject({ task: 'load-test', runState: 'done', record, progress: null });
    expect(workers.every((worker) => worker.isEnded())).toBe(true);
  });

  it('runs the policies that were asked for, the simplest first, with the rule of each', async () => {
    const { loads } = setUpLoad(undefined, { policies: ['dynamic', 'fixed'], maxWait: 30, timeout: 900 });
    const record = await loads.run();
    expect(
      record?.loadTests?.map(({ policy, rule }) => [policy, rule.maxBatch, rule.maxWaitMs, rule.timeoutMs]),
    ).toEqual([
      ['fixed', 4, null, 900],
      ['dynamic', 4, 30, 900],
    ]);
  });

  it('recommends what the planner found best, for the pairs that requests carried', async () => {
    const { loads } = setUpLoad(undefined, { pairsPerRequest: [1, 2] });
    const record = await loads.run();
    expect(record?.recommendations).toEqual([
      {
        kind: 'capacity',
        laneId: 'lane-1',
        device: 'wasm',
        quantile: 0.99,
        latencyMs: 300,
        pairsPerArrival: [1, 2],
        maxBatch: 8,
        maxWaitMs: 20,
        ratePerSecond: 12,
        unbatchedRatePerSecond: 5,
      },
    ]);
  });

  it('asks for 70 % of what the dynamic rule takes where no rate is set', async () => {
    // A pass of any size takes 40 ms and holds 4 arrivals: 100 a second.
    const { loads } = setUpLoad(() => ({ passMs: () => 40 }), { rate: null, policies: ['dynamic'] });
    const record = await loads.run();
    const rate = record?.loadTests?.[0]?.plan.ratePerSecond ?? 0;
    expect(rate).toBeCloseTo(70, 0);
    expect(rate).toBe(Number(rate.toPrecision(3)));
  });

  it('times passes as large as any that it makes or the planner tries', async () => {
    const { loads, of } = setUpLoad(undefined, { policies: ['none'], maxBatch: 50 });
    await loads.run();
    expect(of<PassesOrder>('measurePasses')[0]?.maxBatch).toBe(50);
    expect(of<{ maxBatches: number[] }>('planCapacity')[0]?.maxBatches).toEqual([1, 2, 4, 8, 16, 32, 50]);
  });

  it('loads the model once, and foretells each policy before it runs', async () => {
    const { loads, asked } = setUpLoad();
    await loads.run();
    expect(asked.map(({ kind }) => kind)).toEqual([
      'load',
      'checkScores',
      'measurePasses',
      'predictLoadTest',
      'runLoadTest',
      'predictLoadTest',
      'runLoadTest',
      'predictLoadTest',
      'runLoadTest',
      'planCapacity',
    ]);
  });

  it('clamps max length to the model’s context, with a warning', async () => {
    const { loads, of } = setUpLoad(() => ({ passMs: () => 20, model: { contextTokens: 6 } }));
    const record = await loads.run();
    expect(of<LoadTestOrder>('runLoadTest')[0]?.maxLength).toBe(6);
    expect(record?.warnings.map(({ code }) => code)).toContain('max-length-clamped');
    // Some pairs were cut, so how long they are is not known.
    expect(record?.input.tokenLengths).toBeNull();
  });

  it('says which lane cannot be had, and runs on the first that can', async () => {
    const none = setUpLoad(undefined, { device: ['webgpu'] });
    expect(await none.loads.run()).toMatchObject({ state: 'failed', lanes: [{ state: 'unavailable' }] });
    expect(none.store.getState().runFailure?.key).toBe('failure.no-gpu');
    expect(none.workers).toHaveLength(0);
    const second = setUpLoad(undefined, { device: ['webgpu', 'wasm'], policies: ['none'] });
    const record = await second.loads.run();
    expect(record?.lanes.map(({ id, device, state }) => [id, device, state])).toEqual([
      ['lane-1', 'wasm', 'done'],
    ]);
  });

  it('keeps the screen awake while it lasts, and says that it ran on battery', async () => {
    const host = setUpLoad(() => ({ passMs: () => 20, onPass: () => awake.add(host.power.awake) }));
    const awake = new Set<number>();
    host.power.onBattery = true;
    const record = await host.loads.run();
    expect([...awake]).toEqual([1]);
    expect(host.power.awake).toBe(0);
    expect(record?.warnings.filter(({ code }) => code === 'on-battery')).toHaveLength(1);
  });

  it('shows what it does while it runs', async () => {
    const host = setUpLoad(() => ({ passMs: () => 20, onPass: () => host.passTime(0) }), {
      policies: ['none', 'dynamic'],
    });
    const seen = new Map<string, unknown>();
    host.store.subscribe(({ progress, runState, draft }) => {
      if (progress !== null)
        seen.set(progress.phase, { runState, load: progress.load, tests: draft?.loadTests });
    });
    // Time passes between passes: timers that are due fire.
    const record = await host.loads.run();
    expect([...seen.keys()]).toEqual(expect.arrayContaining(['measuring-passes', 'load-test']));
    expect(seen.get('load-test')).toMatchObject({
      runState: 'running',
      load: { policy: 'dynamic', place: 2, of: 2 },
      tests: [
        { policy: 'none', state: 'done' },
        { policy: 'dynamic', state: 'running' },
      ],
    });
    expect(record?.state).toBe('done');
  });
});

describe('a load test that cannot begin', () => {
  it('is refused without documents, and what was measured before stays', async () => {
    const { loads, store, workers } = setUpLoad();
    const record = await loads.run();
    store.getState().clearDocuments();
    expect(await loads.run()).toBeNull();
    expect(store.getState()).toMatchObject({
      record,
      runState: 'failed',
      runFailure: { key: 'notice.inputProblem.no-documents' },
    });
    expect(workers.length).toBeGreaterThan(0);
  });

  it('is refused while a sweep runs', async () => {
    const { loads, runner, store } = setUpLoad();
    const sweep = runner.run();
    expect(await loads.run()).toBeNull();
    expect((await sweep)?.state).toBe('done');
    expect(store.getState().task).toBe('sweep');
  });

  it('tells of a query that leaves no room, and runs no test', async () => {
    const { loads, store } = setUpLoad(undefined, { maxLength: 8 });
    store.getState().setQuery('one two three four five six seven');
    const record = await loads.run();
    expect(record).toMatchObject({
      state: 'failed',
      lanes: [{ state: 'failed', error: { code: 'query-too-long' } }],
    });
    expect(record?.loadTests).toBeUndefined();
    expect(store.getState().runFailure?.key).toBe('failure.query-too-long');
  });

  it('tells why the model could not be loaded, and takes the next as if nothing had been', async () => {
    const { loads, store } = setUpLoad((worker) =>
      worker === 0
        ? {
            load: async () => {
              throw new Failure('hub-unreachable', 'https://hub.test/x');
            },
          }
        : { passMs: () => 20 },
    );
    expect((await loads.run())?.state).toBe('failed');
    expect(store.getState().runFailure).toMatchObject({ key: 'failure.hub-unreachable' });
    expect((await loads.run())?.state).toBe('done');
    expect(store.getState().runFailure).toBeNull();
  });
});
