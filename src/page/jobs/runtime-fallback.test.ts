import { describe, expect, it } from 'vitest';
import type { RuntimeBuild } from '../../core/rerank/devices.ts';
import { Failure } from '../../core/rerank/failure.ts';
import type { InProcessOptions } from '../../worker/protocol/testing/in-process-worker.ts';
import { setUpSweep } from './testing/sweep-host.ts';

/** A worker in which these builds of the runtime do not start. */
const without = (broken: readonly RuntimeBuild[]): InProcessOptions => ({
  passMs: () => 100,
  canStart: (runtime) => {
    if (broken.includes(runtime)) throw new Failure('runtime-failed', runtime, 'CompileError');
  },
});

const set = (broken: readonly RuntimeBuild[], settings = {}) => {
  const host = setUpSweep(() => without(broken), settings);
  const { machine } = host.store.getState();
  if (machine.state === 'known') {
    host.store.getState().setMachine({ ...machine, probe: { ...machine.probe, hasJspi: true } });
  }
  return host;
};

describe('a lane’s runtime', () => {
  it('is the fastest build that starts', async () => {
    const { runner, workers } = set([]);
    const record = await runner.run();
    expect(record?.lanes[0]?.runtime).toBe('jspi');
    expect(record?.lanes[0]?.events).toEqual([]);
    expect(workers).toHaveLength(1);
  });

  it('gives way to the next where it does not start, and the run says so', async () => {
    const { runner, workers } = set(['jspi']);
    const record = await runner.run();
    expect(record?.lanes[0]).toMatchObject({ state: 'done', runtime: 'plain' });
    expect(record?.lanes[0]?.events.map(({ kind }) => kind)).toEqual(['runtime-fallback']);
    expect(record?.warnings).toContainEqual(
      expect.objectContaining({ code: 'runtime-fallback', detail: 'jspi → plain' }),
    );
    expect(workers).toHaveLength(2);
  });

  it('is unavailable where none starts', async () => {
    const { runner, workers } = set(['jspi', 'plain', 'asyncify']);
    const record = await runner.run();
    expect(record?.lanes[0]).toMatchObject({ state: 'unavailable', error: { code: 'runtime-failed' } });
    expect(workers).toHaveLength(3);
  });

  it('that was asked for by name is never replaced', async () => {
    const { runner, workers } = set(['jspi'], { runtime: ['jspi'] });
    const record = await runner.run();
    expect(record?.lanes[0]).toMatchObject({ state: 'unavailable', runtime: 'jspi' });
    expect(workers).toHaveLength(1);
  });
});

it('a lane whose graph the runtime cannot capture is unavailable, with the runtime’s reason', async () => {
  const message = 'not all nodes are on the GPU';
  const { runner } = setUpSweep(() => ({
    canStart: () => {
      throw new Failure('not-capturable', message);
    },
  }));
  const record = await runner.run();
  expect(record?.lanes[0]).toMatchObject({
    state: 'unavailable',
    error: { code: 'not-capturable', message },
  });
});
