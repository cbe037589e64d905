import { describe, expect, it } from 'vitest';
import type { LaneRecord } from '../../core/document/run-record.ts';
import { runRecordSchema } from '../../core/document/run-record.ts';
import type { PaddedBatch } from '../../core/rerank/batching.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { adapter, cellStates, setUpSweep } from './testing/sweep-host.ts';

const tokens = (batch: PaddedBatch) => batch.pairs * batch.length;

describe('a sweep', () => {
  it('leaves a record that holds to its schema, with every cell accounted for', async () => {
    const { runner, store } = setUpSweep(() => ({ passMs: (batch) => 10 + tokens(batch) }));
    const record = await runner.run();
    expect(record?.state).toBe('done');
    expect(runRecordSchema.parse(record)).toEqual(record);
    expect(cellStates(record)).toEqual([
      '2/1 measured',
      '2/2 measured',
      '2/4 skipped batch-exceeds-pairs',
      '4/1 measured',
      '4/2 measured',
      '4/4 measured',
    ]);
    const cell = record?.lanes[0]?.cells[0];
    expect(cell).toMatchObject({ latencyMs: { n: 3, rounds: [1, 2, 3] } });
    expect(store.getState().runState).toBe('done');
    expect(record?.warnings.map(({ code }) => code)).toEqual(['repeated-pairs']);
    expect(record?.input).toMatchObject({
      source: 'own',
      pairCount: 3,
      tokenLengths: { min: 5, p50: 6, max: 7 },
    });
  });

  it('gives throughput as all pairs over the sum of all latencies', async () => {
    const { runner } = setUpSweep(() => ({ passMs: () => 50 }), { batchSizes: [2], pairCounts: [4] });
    const record = await runner.run();
    expect(record?.lanes[0]?.cells[0]).toMatchObject({ pairsPerSecond: 40, latencyMs: { mean: 100 } });
  });

  it('measures each lane in a worker of its own, and names the lane that cannot be had', async () => {
    const { runner, workers } = setUpSweep(() => ({ passMs: () => 50 }), { device: ['webgpu', 'wasm'] });
    const record = await runner.run();
    expect(record?.lanes.map(({ device, state, error }) => [device, state, error?.code])).toEqual([
      ['webgpu', 'unavailable', 'no-gpu'],
      ['wasm', 'done', undefined],
    ]);
    expect(record?.state).toBe('done');
    expect(workers).toHaveLength(1);
    expect(workers[0]?.isEnded()).toBe(true);
  });

  it('fails as a whole when no lane gave a result', async () => {
    const { runner, store } = setUpSweep(() => ({}), { device: ['webgpu'] });
    const record = await runner.run();
    expect(record?.state).toBe('failed');
    expect(store.getState().runFailure?.key).toBe('failure.no-gpu');
  });

  it('starts two lanes where there is a GPU, one after the other', async () => {
    const { runner, store, workers } = setUpSweep(() => ({ passMs: () => 50 }), {
      device: ['webgpu', 'wasm'],
    });
    store.getState().setMachine({
      state: 'known',
      probe: {
        adapter: { ...adapter, features: [], limits: {} },
        adapterAbsence: null,
        clockResolutionMs: 1,
        crossOriginIsolated: true,
        hasSharedMemory: true,
        hasJspi: false,
      },
    });
    const record = await runner.run();
    expect(record?.lanes.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(workers).toHaveLength(2);
  });

  it('warns when the model takes less than max length', async () => {
    const { runner } = setUpSweep(() => ({ passMs: () => 50, model: { contextTokens: 128 } }));
    const record = await runner.run();
    expect(record?.warnings.map(({ code }) => code)).toContain('max-length-clamped');
  });

  it('leaves out the batch sizes that the model file does not take, and says why', async () => {
    const graphUse = { fixedPairs: 2, takesMask: false } as const;
    const { runner, store } = setUpSweep(() => ({ passMs: () => 50, model: { graphUse } }), {
      batchSizes: [1, 2, 4],
      pairCounts: [10],
    });
    const record = await runner.run();
    const [lane] = record?.lanes ?? [];
    const outcome = (one: LaneRecord['cells'][number]) => [
      one.batchSize,
      one.state,
      'reason' in one && one.reason,
    ];
    expect(lane?.cells.map(outcome)).toEqual([
      [1, 'measured', false],
      [2, 'measured', false],
      [4, 'skipped', 'batch-exceeds-model'],
    ]);
    expect(lane?.graphUse).toEqual(graphUse);
    expect(record?.warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['fixed-batch', 'no-attention-mask']),
    );
    store.getState().changeSettings({ batchSizes: [4, 8] });
    const none = await runner.run();
    expect(none?.lanes[0]).toMatchObject({ state: 'done', scoreCheck: null });
    expect(none?.lanes[0]?.cells.map(({ state }) => state)).toEqual(['skipped', 'skipped']);
  });
});

describe('a sweep that is stopped', () => {
  it('keeps what was measured, and can be run again', async () => {
    let passes = 0;
    const stopLater = () => {
      if (++passes === 200) jobs.stop();
      return 100;
    };
    const { jobs, runner, store } = setUpSweep(() => ({ passMs: stopLater }), { repetitions: 500 });
    const record = await runner.run();
    expect(record?.state).toBe('cancelled');
    expect(record?.lanes[0]?.cells.some(({ state }) => state === 'measured')).toBe(true);
    store.getState().changeSettings({ repetitions: 2 });
    expect((await runner.run())?.state).toBe('done');
  });

  it('once every lane is over is done all the same', async () => {
    const { jobs, runner, store } = setUpSweep(() => ({ passMs: () => 100 }));
    store.subscribe(({ draft }) => {
      if (draft?.lanes[0]?.state === 'done') jobs.stop();
    });
    expect((await runner.run())?.state).toBe('done');
  });

  it('while the model loads ends at once, with nothing measured', async () => {
    const { jobs, runner } = setUpSweep(() => ({ load: () => new Promise(() => {}) }));
    const running = runner.run();
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    jobs.stop();
    expect(await running).toMatchObject({ state: 'cancelled', lanes: [{ state: 'cancelled' }] });
  });
});

describe('a sweep that meets a fault', () => {
  it('replaces the worker whose memory ran out, skips what needs as much, and goes on', async () => {
    const { runner, workers } = setUpSweep(() => ({
      passMs: () => 100,
      onPass: (batch) => {
        if (batch.pairs >= 2) throw new Error('std::bad_alloc');
      },
    }));
    const record = await runner.run();
    expect(cellStates(record)).toEqual([
      '2/1 measured',
      '2/2 out-of-memory cpu-memory',
      '2/4 skipped batch-exceeds-pairs',
      '4/1 measured',
      '4/2 skipped out-of-memory-expected',
      '4/4 skipped out-of-memory-expected',
    ]);
    expect(record?.lanes[0]?.state).toBe('done');
    // The first found no room for the probe set in one batch: single pairs are checked all the same.
    expect(workers).toHaveLength(3);
    expect(record?.lanes[0]?.scoreCheck).toMatchObject({ verdict: 'ok', largestPaddingDifference: null });
  });

  it('survives a lost device: a fresh worker goes on with the next cell', async () => {
    let passes = 0;
    const { runner, workers } = setUpSweep(() => ({
      passMs: () => 100,
      onPass: () => {
        if (++passes === 40) throw new Error('The Device was lost before mapping was resolved');
      },
    }));
    const record = await runner.run();
    const failed = record?.lanes[0]?.cells.filter((cell) => cell.reason === 'device-lost');
    expect(failed).toHaveLength(1);
    expect(record?.lanes[0]?.state).toBe('done');
    expect(record?.lanes[0]?.events[0]?.kind).toBe('lane-restarted');
    expect(workers).toHaveLength(2);
  });

  it('survives a worker that dies without a word', async () => {
    let kill = () => {};
    let passes = 0;
    const host = setUpSweep((worker) => ({
      passMs: () => 100,
      onPass: () => {
        if (worker === 0 && ++passes === 30) kill();
      },
    }));
    kill = () => host.workers[0]?.die();
    const record = await host.runner.run();
    expect(record?.lanes[0]?.state).toBe('done');
    expect(record?.lanes[0]?.cells.filter((cell) => cell.reason === 'worker-died')).toHaveLength(1);
  });

  it('starts no fresh worker for cells that have all their samples', async () => {
    let passes = 0;
    const settings = { batchSizes: [1], pairCounts: [2, 4], repetitions: 1 };
    const { runner, workers } = setUpSweep(
      () => ({
        passMs: () => 200,
        onPass: () => {
          // The score check takes 7 passes; two warm-up requests and a sample of each cell are 18, the last
          // one of the last cell.
          if (++passes === 7 + 18) throw new Error('something odd');
        },
      }),
      settings,
    );
    const record = await runner.run();
    expect(
      cellStates(record)
        ?.map((text) => text.replace(/^\S+ /, ''))
        .sort(),
    ).toEqual(['failed unknown', 'measured']);
    expect(record?.lanes[0]?.state).toBe('done');
    expect(workers).toHaveLength(1);
  });

  it('gives a lane up after two restarts and keeps what it has', async () => {
    let passes = 0;
    const { runner, workers } = setUpSweep(() => ({
      passMs: () => 100,
      onPass: () => {
        if (++passes % 9 === 0) throw new Error('something odd');
      },
    }));
    const record = await runner.run();
    expect(workers).toHaveLength(3);
    expect(record?.lanes[0]).toMatchObject({ state: 'failed', error: { code: 'unknown' } });
  });

  it('does not restart for a query that no worker could take', async () => {
    const { runner, workers, store } = setUpSweep(() => ({}), { maxLength: 8 });
    store.getState().setQuery('one two three four five six seven');
    const record = await runner.run();
    expect(workers).toHaveLength(1);
    expect(record?.lanes[0]).toMatchObject({ state: 'failed', error: { code: 'query-too-long' } });
  });

  it('tells why a model could not be loaded, and takes the next run as if nothing had been', async () => {
    const { runner, store } = setUpSweep((worker) =>
      worker === 0
        ? {
            load: async () => {
              throw new Failure('hub-unreachable', 'https://hub.test/x');
            },
          }
        : { passMs: () => 100 },
    );
    expect((await runner.run())?.state).toBe('failed');
    expect(store.getState().runFailure).toMatchObject({ key: 'failure.hub-unreachable' });
    expect((await runner.run())?.state).toBe('done');
    expect(store.getState().runFailure).toBeNull();
  });

  it('refuses an input without documents, and what was measured before stays', async () => {
    const { runner, store } = setUpSweep(() => ({ passMs: () => 100 }));
    const record = await runner.run();
    store.getState().clearDocuments();
    expect(await runner.run()).toBeNull();
    expect(store.getState().runFailure?.key).toBe('notice.inputProblem.no-documents');
    expect(store.getState().record).toBe(record);
  });
});
