import { describe, expect, it } from 'vitest';
import type { Settings } from '../../core/settings/settings.ts';
import { suiteResult } from '../../core/suite/suite-result.ts';
import type { ModelRequest } from '../../worker/protocol/messages.ts';
import type { InProcessOptions } from '../../worker/protocol/testing/in-process-worker.ts';
import { adapter, setUpSweep } from './testing/sweep-host.ts';
import type { WorkerClient } from './worker-client.ts';

const usual = {
  ...{ batchSizes: [1, 2, 4, 8, 16, 32], pairCounts: [5, 10, 50], repetitions: null },
} satisfies Partial<Settings>;

/** A set-up whose settings are the usual ones, and what its workers were asked to load. */
function setUp(
  settings: Partial<Settings> = {},
  optionsOf: (worker: number) => InProcessOptions = () => ({ passMs: () => 20 }),
  onLoad: (request: ModelRequest) => void = () => undefined,
) {
  const loads: ModelRequest[] = [];
  const watched = (client: WorkerClient): WorkerClient => {
    const call = client.call.bind(client);
    client.call = (kind, params) => {
      if (kind !== 'load') return call(kind, params);
      const request = params as ModelRequest;
      loads.push(request);
      onLoad(request);
      return call(kind, params);
    };
    return client;
  };
  const host = setUpSweep(optionsOf, { ...usual, ...settings }, {}, watched);
  const asked = () =>
    loads.map(({ model, layers, dtype, threads, workers }) => ({ model, layers, dtype, threads, workers }));
  return { ...host, asked };
}

const [small, ettin] = ['ms-marco-MiniLM-L-6-v2', 'ettin-reranker-17m-v1'] as const;

describe('a run of the standard suite', () => {
  it('measures one lane a task, each with its own twin, on the suite’s texts', async () => {
    const { runner, asked } = setUp({ suite: 'quick' });
    const record = await runner.run();
    expect(record?.state).toBe('done');
    expect(asked()).toEqual(
      [small, ettin].map((name, place) => ({
        ...{ model: { source: 'twin', name }, layers: [6, 7][place], dtype: 'q8', threads: 2, workers: 1 },
      })),
    );
    expect(record?.lanes.map(({ task, model, cells }) => [task, model.id, cells.length])).toEqual([
      [small, `twin:${small}`, 3],
      [ettin, `twin:${ettin}`, 3],
    ]);
    expect(record?.input).toMatchObject({ source: 'sample', sample: 'support-search', pairCount: 50 });
    expect(record?.settings).toMatchObject({ suite: 'quick', repetitions: 8, maxLength: 256 });
  });

  it('answers with a headline for each task and their mean, and compares no two models', async () => {
    const { runner } = setUp({ suite: 'quick' });
    const record = await runner.run();
    const result = record && suiteResult(record);
    expect(result?.tasks.map(({ headline }) => headline?.batchSize)).toEqual([16, 16]);
    expect(result?.geometricMean?.pairsPerSecond).toBeGreaterThan(0);
    // The tests' hash is no SHA-256, so that the texts count as others.
    expect(record?.suite).toEqual({
      ...{ id: 'rerank-bench/suite@1', name: 'quick', departures: [{ kind: 'own-documents' }] },
    });
    expect(record?.recommendations.map(({ kind }) => kind)).toEqual(['pair-count', 'pair-count']);
  });

  it('can be had as it is, whatever the set-up says, and leaves that alone', async () => {
    const { runner, store } = setUp({ maxLength: 64, model: 'builtin:coverage', label: 'mine' });
    const before = store.getState().settings;
    const record = await runner.run('quick');
    expect(record?.settings).toMatchObject({ suite: 'quick', maxLength: 256, label: 'mine' });
    expect(store.getState().settings).toBe(before);
  });

  it('departs in what is set beside it', async () => {
    const { runner } = setUp({ suite: 'quick', maxLength: 64, layers: 2, repetitions: 3 });
    const record = await runner.run();
    expect(record?.lanes.map(({ model }) => model.layers)).toEqual([2, 2]);
    const names = record?.suite?.departures.map((one) => ('name' in one ? one.name : one.kind));
    expect(names).toEqual(['maxLength', 'repetitions', 'layers', 'own-documents']);
  });

  it('keeps the tasks that were measured when it is stopped, and says which were not', async () => {
    const { runner, jobs } = setUp({ suite: 'quick' }, undefined, ({ layers }) => {
      if (layers === 7) jobs.stop();
    });
    const record = await runner.run();
    expect(record?.state).toBe('cancelled');
    const result = record && suiteResult(record);
    expect(result?.tasks.map(({ headline }) => headline !== null)).toEqual([true, false]);
    expect(result?.geometricMean).toBeNull();
    expect(record?.suite?.departures).toContainEqual({ kind: 'not-run', task: ettin, reason: 'cancelled' });
  });

  it('tries half of the layers where memory runs out before anything is measured', async () => {
    const { runner, asked } = setUp({ suite: 'quick' }, (worker) =>
      worker === 0 ? { load: () => Promise.reject(new Error('std::bad_alloc')) } : { passMs: () => 20 },
    );
    const record = await runner.run();
    expect(asked().map(({ layers }) => layers)).toEqual([6, 3, 7]);
    expect(record?.lanes[0]?.events.map(({ kind }) => kind)).toEqual(['depth-reduced']);
    expect(record?.suite?.departures).toContainEqual({
      ...{ kind: 'layers', task: small, standard: 6, used: 3 },
    });
  });

  it('runs on the GPU in half precision, at the depth that the device’s memory allows', async () => {
    const { runner, asked, store } = setUp({ suite: 'standard', repetitions: 1 });
    store.getState().setMachine({
      state: 'known',
      probe: {
        adapter: { ...adapter, features: ['shader-f16'] },
        adapterAbsence: null,
        ...{ clockResolutionMs: 0.005, crossOriginIsolated: true, hasSharedMemory: true, hasJspi: true },
      },
    });
    const record = await runner.run();
    expect(asked().map(({ layers, dtype }) => [layers, dtype])).toEqual([
      [6, 'fp16'],
      [7, 'fp16'],
      [22, 'fp16'],
      [24, 'fp16'],
    ]);
    expect(record?.lanes.every(({ device }) => device === 'webgpu')).toBe(true);
  });
});
