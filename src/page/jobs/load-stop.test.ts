import { describe, expect, it } from 'vitest';
import { watchdogRule } from '../../core/bench/watchdog.ts';
import { runRecordSchema } from '../../core/document/run-record.ts';
import { Failure } from '../../core/rerank/failure.ts';
import type { CapacityPlan } from '../../core/serving/capacity.ts';
import { afterMeasuring, expectAccounted, foundPlan, setUpLoad } from './testing/load-host.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('stopping a load test', () => {
  it('keeps what was measured, and runs no further policy', async () => {
    let passes = 0;
    const host = setUpLoad(
      () => ({
        passMs: () => 20,
        onPass: () =>
          afterMeasuring(host, () => {
            if (++passes === 4) host.jobs.stop();
          }),
      }),
      { rate: 50 },
    );
    const record = await host.loads.run();
    expectAccounted(record);
    expect(record).toMatchObject({ state: 'cancelled', lanes: [{ state: 'cancelled' }] });
    expect(record?.loadTests?.map(({ policy, state }) => [policy, state])).toEqual([['none', 'cancelled']]);
    expect(record?.loadTests?.[0]?.counts.answered).toBeGreaterThanOrEqual(3);
    expect(host.store.getState().runState).toBe('cancelled');
    expect((await host.loads.run())?.state).toBe('done');
  });

  it('leaves the cells of a sweep that it joined', async () => {
    let passes = 0;
    const host = setUpLoad(() => ({
      passMs: () => 20,
      onPass: () =>
        afterMeasuring(host, () => {
          if (++passes === 2) host.jobs.stop();
        }),
    }));
    const sweep = await host.runner.run();
    const record = await host.loads.run();
    expect(record).toMatchObject({ id: sweep?.id, state: 'cancelled', lanes: [{ state: 'done' }] });
    expect(record?.lanes[0]?.cells).toEqual(sweep?.lanes[0]?.cells);
    expect(record?.loadTests).toHaveLength(1);
    // Its lane ended well: the next one joins it all the same.
    expect((await host.loads.run())?.id).toBe(sweep?.id);
  });

  it('while the model loads ends at once, with no test', async () => {
    const { jobs, loads } = setUpLoad(() => ({ load: () => new Promise(() => {}) }));
    const running = loads.run();
    for (let i = 0; i < 3; i++) await turn();
    jobs.stop();
    const record = await running;
    expect(record).toMatchObject({ state: 'cancelled', lanes: [{ state: 'cancelled' }] });
    expect(record?.loadTests).toBeUndefined();
  });

  it('while passes are timed ends between two of them', async () => {
    let passes = 0;
    const host = setUpLoad(() => ({
      passMs: () => 20,
      onPass: () => {
        if (host.of('measurePasses').length > 0 && ++passes === 5) host.jobs.stop();
      },
    }));
    expect((await host.loads.run())?.state).toBe('cancelled');
    expect(passes).toBe(5);
    expect(host.of('runLoadTest')).toHaveLength(0);
  });

  it('while the planner simulates leaves the tests, which were over', async () => {
    const plan = () =>
      new Promise<CapacityPlan>((_, reject) =>
        setImmediate(() => {
          host.jobs.stop();
          reject(new Failure('stopped', ''));
        }),
      );
    const host = setUpLoad(undefined, { policies: ['none'] }, plan);
    const record = await host.loads.run();
    expect(record).toMatchObject({ state: 'done', loadTests: [{ state: 'done' }] });
    expect(record?.lanes[0]).not.toHaveProperty('capacity');
    expect(record?.lanes[0]?.events).toEqual([]);
  });
});

describe('a load test whose tab is hidden', () => {
  it('goes on when it is back, with a doubt and what happened', async () => {
    let passes = 0;
    const host = setUpLoad(
      () => ({
        passMs: () => 20,
        onPass: () =>
          afterMeasuring(host, () => {
            if (++passes === 3) host.setHidden(true);
          }),
      }),
      { policies: ['none'], rate: 20, duration: 2 },
    );
    const running = host.loads.run();
    while (passes < 3) await turn();
    for (let i = 0; i < 20; i++) await turn();
    // The watchdog is patient with a worker that waits.
    for (const ms of [10 * watchdogRule.firstMs, watchdogRule.graceMs]) host.passTime(ms);
    for (let i = 0; i < 20; i++) await turn();
    expect(host.store.getState().record).toBeNull();
    host.setHidden(false);
    const record = await running;
    expectAccounted(record);
    const test = record?.loadTests?.[0];
    expect(test?.state).toBe('done');
    expect(test?.events.map(({ kind }) => kind)).toEqual(['hidden-tab', 'shown-tab']);
    expect(test?.counts.answered).toBeGreaterThan(20);
    expect(record?.warnings.map(({ code }) => code)).toContain('hidden-tab');
    expect(record?.warnings.map(({ code }) => code)).not.toContain('load-restarted');
  });
});

describe('a queue that grows without bound', () => {
  it('ends its test, not the load test: the other policies are run, and the plan is made', async () => {
    const host = setUpLoad(() => ({ passMs: () => 100 }), {
      policies: ['none', 'dynamic'],
      rate: 30,
      duration: 20,
      timeout: 100_000,
    });
    const record = await host.loads.run();
    expectAccounted(record);
    expect(record?.loadTests?.map(({ policy, state }) => [policy, state])).toEqual([
      ['none', 'overloaded'],
      ['dynamic', 'done'],
    ]);
    expect(record?.loadTests?.[0]?.counts.cancelled).toBeGreaterThan(0);
    expect(record?.loadTests?.[0]?.events.map(({ kind }) => kind)).toEqual(['overloaded']);
    expect(record?.state).toBe('done');
    expect(record?.lanes[0]?.capacity).toEqual(foundPlan);
  });
});

describe('the planner', () => {
  it('simulates in a worker without a model; where no setting holds the objective there is nothing to recommend', async () => {
    const { loads } = setUpLoad(undefined, { policies: ['none'], tailLatency: 1, maxWait: 0 }, null);
    const record = await loads.run();
    expect(record?.lanes[0]?.capacity).toMatchObject({
      objective: { quantile: 0.99, latencyMs: 1 },
      best: null,
      replicas: [],
    });
    expect(record?.lanes[0]?.capacity?.rates.map(({ maxBatch }) => maxBatch)).toEqual([1, 2, 4, 8, 16, 32]);
    expect(record?.recommendations).toEqual([]);
    expect(record && runRecordSchema.parse(record)).toEqual(record);
  });

  it('that fails leaves the lane without a plan, and says so', async () => {
    const plan = () => Promise.reject(new Failure('worker-died', 'The worker is gone.'));
    const { loads } = setUpLoad(undefined, { policies: ['none'] }, plan);
    const record = await loads.run();
    expect(record?.state).toBe('done');
    expect(record?.lanes[0]?.events.map(({ kind }) => kind)).toEqual(['capacity-unknown']);
    expect(record?.recommendations).toEqual([]);
  });
});
