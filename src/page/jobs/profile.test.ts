import { describe, expect, it } from 'vitest';
import { traceLines } from '../../core/bench/testing/trace-lines.ts';
import { fastestCell } from '../../core/document/fastest-cell.ts';
import { parseRecordsFile } from '../../core/document/import-record.ts';
import type { ModelRequest } from '../../worker/protocol/messages.ts';
import type { InProcessOptions } from '../../worker/protocol/testing/in-process-worker.ts';
import type { AppStore } from '../store/app-state.ts';
import { setUpSweep } from './testing/sweep-host.ts';
import type { WorkerClient } from './worker-client.ts';

const operators = [
  {
    node: 'query',
    type: 'MatMul',
    us: 30_000,
    inputs: [
      [2, 4],
      [4, 4],
    ],
  },
  { node: 'norm', type: 'LayerNormalization', us: 10_000 },
];

const profiler: NonNullable<InProcessOptions['profiler']> = (passes) =>
  traceLines(Array.from({ length: passes }, () => ({ operators })));

/** Passes that take 50 ms, of which a pair of a larger batch costs less. */
function setUp(options: InProcessOptions = { profiler }, settings: Parameters<typeof setUpSweep>[1] = {}) {
  const loads: ModelRequest[] = [];
  const watched = (client: WorkerClient): WorkerClient => {
    const call = client.call.bind(client);
    client.call = (kind, params) => {
      if (kind === 'load') loads.push(params as ModelRequest);
      return call(kind, params);
    };
    return client;
  };
  const host = setUpSweep(() => ({ passMs: () => 50, ...options }), settings, {}, watched);
  return { ...host, loads };
}

const codesOf = (record: { warnings: readonly { code: string }[] } | null) =>
  record?.warnings.map(({ code }) => code) ?? [];

/** What the page shows of the phase, each change once. */
function phasesOf(store: AppStore): string[] {
  const phases: string[] = [];
  store.subscribe(({ progress }) => {
    if (progress !== null && phases.at(-1) !== progress.phase) phases.push(progress.phase);
  });
  return phases;
}

describe('a profile of the last run', () => {
  it('is of its fastest cell, in a session of its own, and leaves everything measured alone', async () => {
    const { runner, profiles, loads, store } = setUp();
    const sweep = await runner.run();
    const phases = phasesOf(store);
    const record = await profiles.run();
    const { profiles: made, ...rest } = record ?? {};
    expect(rest).toEqual(sweep);
    expect(made).toEqual([
      {
        laneId: 'lane-1',
        pairCount: 4,
        batchSize: 4,
        tokenBudget: null,
        pairs: 4,
        length: 7,
        passes: 20,
        wallMs: 50,
        profiledMs: 50,
        operators: [
          { type: 'MatMul', kind: 'matrix-product', calls: 1, ms: 30 },
          { type: 'LayerNormalization', kind: 'normalisation', calls: 1, ms: 10 },
        ],
      },
    ]);
    expect(loads.map(({ profiled = false }) => profiled)).toEqual([false, true]);
    expect(store.getState()).toMatchObject({ runState: 'done', record, canAddRounds: true, progress: null });
    expect(phases).toContain('profiling');
    expect(parseRecordsFile(JSON.stringify(record)).state).toBe('ok');
  });

  it('takes the place of an earlier one, and more rounds keep it', async () => {
    const { runner, profiles } = setUp();
    await runner.run();
    const first = await profiles.run();
    const again = await profiles.run();
    expect(again?.profiles).toEqual(first?.profiles);
    const longer = await runner.addRounds(2);
    expect(longer?.profiles).toEqual(first?.profiles);
  });

  it('says why where the runtime tells nothing, and takes that back once it does', async () => {
    let told: readonly string[] = [];
    const { runner, profiles, store } = setUp({
      profiler: (passes, device) => (told.length === 0 ? told : profiler(passes, device)),
    });
    await runner.run();
    const record = await profiles.run();
    expect(record?.profiles).toBeUndefined();
    expect(record?.warnings.at(-1)).toEqual({
      code: 'profile-failed',
      message: 'No profile could be made: ONNX Runtime told no times of operators.',
      detail: 'no-profile',
    });
    expect(store.getState().runState).toBe('done');
    told = ['from now on'];
    const second = await profiles.run();
    expect(second?.profiles).toHaveLength(1);
    expect(codesOf(second)).not.toContain('profile-failed');
  });

  it('leaves the run as it was where it is stopped', async () => {
    const { runner, profiles, jobs, store } = setUp();
    const sweep = await runner.run();
    const stopping = store.subscribe(({ progress }) => {
      if (progress?.phase === 'profiling') jobs.stop();
    });
    const record = await profiles.run();
    stopping();
    expect(record).toEqual(sweep);
    expect(store.getState()).toMatchObject({ runState: 'cancelled', canAddRounds: true });
  });

  it('needs a run that measured something', async () => {
    const { profiles, workers } = setUp();
    expect(await profiles.run()).toBeNull();
    expect(workers).toHaveLength(0);
  });
});

describe('the setting `profilePass`', () => {
  it('ends a sweep with a profile', async () => {
    const { runner, loads } = setUp({ profiler }, { profilePass: true });
    const record = await runner.run();
    expect(record?.state).toBe('done');
    expect(record?.profiles).toHaveLength(1);
    expect(loads.map(({ profiled = false }) => profiled)).toEqual([false, true]);
  });

  it('costs a sweep nothing but a warning where there is none to be had', async () => {
    const { runner } = setUp({}, { profilePass: true });
    const record = await runner.run();
    expect(record?.state).toBe('done');
    expect(codesOf(record)).toContain('profile-failed');
  });
});

describe('fastestCell', () => {
  it('passes over lanes whose scores are suspect', async () => {
    const { runner } = setUp();
    const record = await runner.run();
    const [lane] = record?.lanes ?? [];
    if (lane === undefined) throw new Error('There is no lane.');
    const suspect = {
      ...lane,
      id: 'suspect',
      scoreCheck: lane.scoreCheck && { ...lane.scoreCheck, verdict: 'suspect' as const },
      cells: lane.cells.map((cell) => (cell.state === 'measured' ? { ...cell, pairsPerSecond: 1e6 } : cell)),
    };
    expect(fastestCell([suspect, lane])?.lane.id).toBe('lane-1');
    expect(fastestCell([suspect])?.lane.id).toBe('suspect');
    expect(fastestCell([{ ...lane, cells: [] }])).toBeNull();
  });
});
