import { describe, expect, it } from 'vitest';
import { Failure } from '../../core/rerank/failure.ts';
import { fakeScorer } from '../../core/rerank/testing/fake-scorer.ts';
import type { LocalFile, ModelRequest } from '../../worker/protocol/messages.ts';
import {
  type InProcessOptions,
  inProcessHost,
  loadedModel,
} from '../../worker/protocol/testing/in-process-worker.ts';
import { createAppStore } from '../store/app-state.ts';
import { describeTestEnvironment } from './testing/environment.ts';
import { setUpSweep } from './testing/sweep-host.ts';
import { Workbench } from './workbench.ts';
import { WorkerClient, type WorkerListeners } from './worker-client.ts';

const localFile = (size: number): LocalFile => ({ path: 'onnx/model.onnx', file: { size, lastModified: 1 } });

/** A workbench whose workers note what they are asked to load, and may fail at it. */
function setUp(failures: readonly Failure[] = []) {
  const requests: ModelRequest[] = [];
  const load: NonNullable<InProcessOptions['load']> = async (request) => {
    const failure = failures[requests.length];
    requests.push(request);
    if (failure !== undefined) throw failure;
    return { scorer: fakeScorer({ clock: host.clock }), model: loadedModel };
  };
  const host = inProcessHost(() => ({ load }));
  const store = createAppStore();
  const newClient = (listeners: WorkerListeners) => new WorkerClient(host.tools, listeners);
  const { after } = host.tools;
  const workbench = new Workbench({ store, newClient, after, describeEnvironment: describeTestEnvironment });
  return { store, requests, workbench };
}

describe('a model in a folder', () => {
  it('hands its files to the worker, and is loaded anew when they are others', async () => {
    const { store, requests, workbench } = setUp();
    store.getState().changeSettings({ model: 'local:bge' });
    const load = () => workbench.load(store.getState().settings);
    store.getState().addLocalFolder('bge', [localFile(10)]);
    expect((await load()).hadModelBefore).toBe(false);
    expect((await load()).hadModelBefore).toBe(true);
    store.getState().addLocalFolder('bge', [localFile(11)]);
    expect((await load()).hadModelBefore).toBe(false);
    expect(requests.map(({ model, files }) => [model, files?.[0]?.file.size])).toEqual([
      [{ source: 'local', name: 'bge' }, 10],
      [{ source: 'local', name: 'bge' }, 11],
    ]);
  });

  it('that the page does not have is named, and no worker is asked', async () => {
    const { store, requests, workbench } = setUp();
    store.getState().changeSettings({ model: 'local:bge' });
    await expect(workbench.load(store.getState().settings)).rejects.toMatchObject({
      code: 'folder-not-here',
    });
    expect(requests).toEqual([]);
  });

  it('is measured as local', async () => {
    const { store, runner } = setUpSweep(() => ({ passMs: () => 50 }), { model: 'local:bge' });
    store.getState().addLocalFolder('bge', [localFile(10)]);
    const record = await runner.run();
    expect(record?.lanes).toMatchObject([{ state: 'done', model: { id: 'local:bge', source: 'local' } }]);
  });

  it('that the page does not have is no run, and leaves the last one on show', async () => {
    const { store, runner, workers } = setUpSweep(() => ({}), { model: 'local:bge' });
    expect(await runner.run()).toBeNull();
    expect(store.getState()).toMatchObject({
      runState: 'failed',
      runFailure: { key: 'failure.folder-not-here' },
    });
    expect(workers).toEqual([]);
  });
});

describe('a file that changes on the hub while it is downloaded', () => {
  const changed = new Failure('file-changed', 'https://hub.test/model.onnx');

  it('is downloaded again from its beginning, in another worker', async () => {
    const { store, requests, workbench } = setUp([changed]);
    store.getState().changeSettings({ model: 'org/name' });
    await workbench.load(store.getState().settings);
    expect(requests).toHaveLength(2);
    expect(store.getState().model.state).toBe('ready');
  });

  it('is told when it changes again', async () => {
    const { store, requests, workbench } = setUp([changed, changed]);
    store.getState().changeSettings({ model: 'org/name' });
    await expect(workbench.load(store.getState().settings)).rejects.toMatchObject({ code: 'file-changed' });
    expect(requests).toHaveLength(2);
  });

  it('does not end a lane', async () => {
    let loads = 0;
    const { runner } = setUpSweep(
      (worker) => ({
        passMs: () => 50,
        ...(worker === 0 && {
          load: async () => {
            loads++;
            throw changed;
          },
        }),
      }),
      { model: 'org/name' },
    );
    const record = await runner.run();
    expect(loads).toBe(1);
    expect(record?.lanes).toMatchObject([{ state: 'done', events: [{ kind: 'lane-restarted' }] }]);
  });
});
