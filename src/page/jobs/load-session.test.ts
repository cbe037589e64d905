import { describe, expect, it } from 'vitest';
import { watchdogRule } from '../../core/bench/watchdog.ts';
import { Failure } from '../../core/rerank/failure.ts';
import type { LoadTestOrder, PassesOrder } from '../../core/serving/load-test-order.ts';
import { afterMeasuring, expectAccounted, setUpLoad } from './testing/load-host.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Only the dynamic policy, and arrivals that come all at once so that they are batched. */
const bursts = { policies: ['dynamic'], arrivals: 'bursts', burstSize: 8, rate: 8, duration: 2 } as const;

describe('a batch that memory runs out for', () => {
  it('is tried pair by pair in a fresh worker, and every arrival is answered', async () => {
    const host = setUpLoad(
      (worker) => ({
        passMs: () => 20,
        onPass: ({ pairs }) => {
          if (worker > 0 || pairs < 3) return;
          afterMeasuring(host, () => {
            throw new Error('std::bad_alloc');
          });
        },
      }),
      bursts,
    );
    const record = await host.loads.run();
    expectAccounted(record);
    const test = record?.loadTests?.[0];
    expect(test).toMatchObject({ state: 'done', counts: { failed: 0, refused: 0, timedOut: 0 } });
    expect(test?.counts.answered).toBe(test?.counts.arrivals);
    expect(test?.events.map(({ kind }) => kind)).toEqual(['worker-replaced']);
    const [first, second] = host.of<LoadTestOrder>('runLoadTest');
    expect(first?.resume).toBeNull();
    expect(second?.resume).toMatchObject({ maxBatch: 2 });
    expect(second?.resume?.alone.length).toBeGreaterThanOrEqual(3);
    expect(record?.warnings.map(({ code }) => code)).toContain('load-step-down');
    expect(record?.lanes[0]?.state).toBe('done');
  });

  it('fails an arrival that does not fit even alone, and those beside it are answered', async () => {
    let hopeless = 0;
    const host = setUpLoad(
      () => ({
        passMs: () => 20,
        onPass: ({ pairs, length }) => {
          if (pairs > 1 || length < 7) return;
          afterMeasuring(host, () => {
            if (++hopeless <= 2) throw new Error('std::bad_alloc');
          });
        },
      }),
      { policies: ['none'] },
    );
    const record = await host.loads.run();
    expectAccounted(record);
    expect(record?.loadTests?.[0]).toMatchObject({ state: 'done', counts: { failed: 2 } });
  });

  it('is smaller from the start where memory ran out while passes were timed', async () => {
    const host = setUpLoad(
      () => ({
        passMs: () => 20,
        onPass: ({ pairs }) => {
          if (pairs > 3) throw new Error('std::bad_alloc');
        },
      }),
      { policies: ['fixed', 'dynamic'] },
    );
    const record = await host.loads.run();
    expect(host.of<PassesOrder>('measurePasses').map(({ maxBatch }) => maxBatch)).toEqual([32, 16, 8, 4, 2]);
    expect(record?.loadTests?.map(({ rule, state }) => [rule.maxBatch, state])).toEqual([
      [2, 'done'],
      [2, 'done'],
    ]);
    expect(host.of<{ maxBatches: number[] }>('planCapacity')[0]?.maxBatches).toEqual([1, 2]);
  });
});

describe('a worker that is lost', () => {
  it('takes the arrivals of its batch with it, and no others', async () => {
    let kill = () => {};
    let passes = 0;
    const host = setUpLoad(
      (worker) => ({
        passMs: () => 20,
        onPass: () => {
          if (worker > 0) return;
          afterMeasuring(host, () => {
            if (++passes === 2) kill();
          });
        },
      }),
      bursts,
    );
    kill = () => host.workers[0]?.die();
    const record = await host.loads.run();
    expectAccounted(record);
    const test = record?.loadTests?.[0];
    expect(test).toMatchObject({ state: 'done', counts: { failed: 4, cancelled: 0 } });
    expect(test?.events.map(({ kind }) => kind)).toEqual(['lane-restarted']);
    expect(host.of<LoadTestOrder>('runLoadTest')).toHaveLength(2);
    expect(record?.warnings).toContainEqual(
      expect.objectContaining({ code: 'load-restarted', detail: 'worker-died' }),
    );
  });

  it('for the third time ends the test, which has failed, and what was answered stays', async () => {
    let passes = 0;
    const host = setUpLoad(
      () => ({
        passMs: () => 20,
        onPass: () =>
          afterMeasuring(host, () => {
            if (++passes % 3 === 0) throw new Error('something odd');
          }),
      }),
      { policies: ['none', 'dynamic'], rate: 200 },
    );
    const record = await host.loads.run();
    expectAccounted(record);
    expect(record?.loadTests).toHaveLength(1);
    expect(record?.loadTests?.[0]).toMatchObject({ state: 'failed', error: { code: 'unknown' } });
    // Three were lost with their workers; those that waited for a fourth have failed with the test.
    expect(record?.loadTests?.[0]?.counts).toMatchObject({ answered: 6, cancelled: 0 });
    expect(record?.loadTests?.[0]?.counts.failed).toBeGreaterThan(3);
    expect(record).toMatchObject({ state: 'failed', lanes: [{ state: 'failed' }] });
    expect(host.store.getState().runFailure?.key).toBe('failure.unknown');
    expect(host.of('planCapacity')).toHaveLength(0);
  });

  it('leaves a sweep that the test joined in order', async () => {
    const host = setUpLoad(
      () => ({
        passMs: () => 20,
        onPass: () =>
          afterMeasuring(host, () => {
            throw new Error('something odd');
          }),
      }),
      { policies: ['none'], rate: 50 },
    );
    const sweep = await host.runner.run();
    const record = await host.loads.run();
    expect(record).toMatchObject({ id: sweep?.id, state: 'done', lanes: [{ state: 'done' }] });
    expect(record?.loadTests?.[0]?.state).toBe('failed');
    expect(host.store.getState()).toMatchObject({
      runState: 'failed',
      runFailure: { key: 'failure.unknown' },
    });
  });

  it('before anything is under way is replaced', async () => {
    let passes = 0;
    const { loads, workers } = setUpLoad(
      () => ({
        passMs: () => 20,
        onPass: () => {
          if (++passes === 3) throw new Error('The Device was lost before mapping was resolved');
        },
      }),
      { policies: ['none'] },
    );
    const record = await loads.run();
    expect(record?.state).toBe('done');
    expect(record?.lanes[0]?.events.map(({ kind }) => kind)).toEqual(['lane-restarted']);
    expect(workers.length).toBeGreaterThan(1);
  });

  it('because a pass hangs is ended by the watchdog though it goes on telling, and a fresh one goes on', async () => {
    let passes = 0;
    /** Lets timers fire while the worker's own waiting moves the clock. */
    const keepTime = async () => {
      while (host.workers[0]?.isEnded() === false) {
        await turn();
        host.passTime(0);
      }
    };
    const host = setUpLoad(
      () => ({
        passMs: () => 20,
        answer: (own) => {
          let answer: readonly number[] | Promise<readonly number[]> = own;
          afterMeasuring(host, () => {
            if (++passes !== 2) return;
            answer = new Promise<never>(() => {});
            void keepTime();
          });
          return answer;
        },
      }),
      { policies: ['none'], timeout: 60_000 },
    );
    const record = await host.loads.run();
    expectAccounted(record);
    expect(record?.loadTests?.[0]).toMatchObject({ state: 'done', counts: { failed: 1 } });
    expect(record?.warnings).toContainEqual(
      expect.objectContaining({ code: 'load-restarted', detail: 'hung' }),
    );
    const hungMs = record?.loadTests?.[0]?.batches.ms[1] ?? 0;
    expect(hungMs).toBeGreaterThanOrEqual(watchdogRule.floorMs);
    expect(hungMs).toBeLessThan(2 * watchdogRule.floorMs);
  });

  it('gives way to another build of the runtime where one does not start', async () => {
    const host = setUpLoad(
      () => ({
        passMs: () => 20,
        canStart: (runtime) => {
          if (runtime === 'jspi') throw new Failure('runtime-failed', runtime, 'CompileError');
        },
      }),
      { policies: ['none'] },
    );
    const { machine } = host.store.getState();
    if (machine.state === 'known') {
      host.store.getState().setMachine({ ...machine, probe: { ...machine.probe, hasJspi: true } });
    }
    const record = await host.loads.run();
    expect(record?.lanes[0]).toMatchObject({ state: 'done', runtime: 'plain' });
    expect(record?.warnings.map(({ code }) => code)).toContain('runtime-fallback');
  });
});
