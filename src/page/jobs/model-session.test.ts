import { beforeEach, describe, expect, it } from 'vitest';
import { watchdogRule } from '../../core/bench/watchdog.ts';
import { Failure, type FailureData } from '../../core/rerank/failure.ts';
import type { ModelRequest, StartStep } from '../../worker/protocol/messages.ts';
import {
  type InProcessHost,
  type InProcessOptions,
  inProcessHost,
  loadedModel,
} from '../../worker/protocol/testing/in-process-worker.ts';
import { ModelSession } from './model-session.ts';
import { WorkerClient } from './worker-client.ts';

const { firstMs, graceMs, loadMs, startMs, secondStartMs } = watchdogRule;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

const request: ModelRequest = {
  ...{ model: { source: 'hub', repository: 'org/name' }, device: 'wasm', dtype: 'q8' },
  ...{ layers: null, host: 'https://hub.test', threads: 1, workers: 1, runtime: 'plain' },
};
const count = { pairs: [{ query: 'q', document: 'd' }], maxLength: 512 };
let host: InProcessHost;
let session: ModelSession;

/** Time passes, as far as a watchdog that ran out then needs to end the worker. */
const pass = async (ms: number) => {
  // What was asked has reached the worker, and its answer this thread.
  await turn();
  host.passTime(ms);
  host.passTime(graceMs);
  await turn();
};

/** How a call ended; `null` while it is under way. */
const watched = (call: Promise<unknown>) => {
  const end: { code: string | null } = { code: null };
  call.then(
    () => {
      end.code = 'ok';
    },
    (error: unknown) => {
      end.code = error instanceof Failure ? error.code : String(error);
    },
  );
  return end;
};

describe('two calls of one worker', () => {
  let finishLoading: () => void;

  beforeEach(() => {
    host = inProcessHost(() => ({
      load: () =>
        new Promise((resolve) => {
          finishLoading = () => resolve({ scorer: {} as never, model: loadedModel });
        }),
    }));
    session = new ModelSession({
      newClient: (listeners) => new WorkerClient(host.tools, listeners),
      after: host.tools.after,
    });
  });

  it('each have their own patience: a short one does not end the long one before it', async () => {
    const load = watched(session.call('load', request, loadMs));
    const short = watched(session.call('countTokens', count));
    await pass(firstMs);
    expect([load.code, short.code]).toEqual([null, null]);
    await pass(loadMs - firstMs);
    expect([load.code, short.code]).toEqual(['hung', 'hung']);
  });

  it('nor does it give a worker that hangs more time', async () => {
    const load = watched(session.call('load', request, loadMs));
    await pass(loadMs - 10_000);
    const short = watched(session.call('countTokens', count));
    expect(load.code).toBeNull();
    await pass(10_000);
    expect([load.code, short.code]).toEqual(['hung', 'hung']);
  });

  it('wait for each other: the second one’s patience begins once the first was answered', async () => {
    const first = watched(session.call('load', request, loadMs));
    const second = watched(session.call('load', request, firstMs));
    await pass(firstMs + 10_000);
    finishLoading();
    await turn();
    expect([first.code, second.code]).toEqual(['ok', null]);
    await pass(firstMs - 10_000);
    expect(second.code).toBeNull();
    await pass(10_000);
    expect(second.code).toBe('hung');
  });
});

describe('a worker that is silent while it starts', () => {
  type Start = NonNullable<InProcessOptions['start']>;
  const never = new Promise<never>(() => {});
  const hangsIn =
    (step: StartStep): Start =>
    (tell) => {
      tell(step);
      return never;
    };
  let replaced: FailureData[];

  const setUp = (optionsOf: (worker: number) => InProcessOptions, isHidden = () => false) => {
    replaced = [];
    host = inProcessHost(optionsOf);
    session = new ModelSession(
      {
        newClient: (listeners) => new WorkerClient(host.tools, listeners),
        after: host.tools.after,
        isHidden,
      },
      { onReplaced: (failure) => replaced.push(failure) },
    );
  };

  it.each<[string, string, InProcessOptions]>([
    ['its script never runs', 'script', { isSilent: true }],
    ['its modules never come', 'modules', { start: hangsIn('modules') }],
    ['the runtime never starts', 'runtime', { start: hangsIn('runtime') }],
  ])('because %s is replaced, and the other is asked the same', async (_, step, options) => {
    setUp((worker) => (worker === 0 ? options : {}));
    const load = watched(session.load({ model: request, builds: ['plain'] }));
    const short = watched(session.call('countTokens', count));
    await pass(startMs - 1000);
    expect([load.code, host.workers.length]).toEqual([null, 1]);
    await pass(1000);
    expect([load.code, short.code]).toEqual(['ok', 'ok']);
    expect(host.workers.map(({ isEnded }) => isEnded())).toEqual([true, false]);
    expect(replaced).toMatchObject([{ code: 'not-started', detail: step }]);
  });

  it('is given up where the one in its place is silent too, after a longer time', async () => {
    setUp(() => ({ start: hangsIn('runtime') }));
    const load = watched(session.load({ model: request, builds: ['plain'] }));
    await pass(startMs);
    await pass(secondStartMs - 1000);
    expect(load.code).toBeNull();
    await pass(1000);
    expect(load.code).toBe('not-started');
    expect(host.workers.map(({ isEnded }) => isEnded())).toEqual([true, true]);
    expect(replaced).toHaveLength(1);
  });

  it('may be replaced again once one in its place has worked', async () => {
    setUp((worker) => ({ isSilent: worker !== 1 }));
    const order = { model: request, builds: ['plain'] } as const;
    const first = watched(session.load(order));
    await pass(startMs);
    expect(first.code).toBe('ok');
    session.drop();
    const second = watched(session.load(order));
    await pass(startMs);
    expect([second.code, host.workers.length]).toEqual([null, 4]);
    session.drop();
  });

  it('is waited for while the runtime’s file is coming, as long as a model’s files are', async () => {
    let tell: (step: StartStep | null) => void = () => {};
    setUp((worker) =>
      worker > 0
        ? {}
        : {
            start: (told) => {
              tell = told;
              return never;
            },
          },
    );
    const load = watched(session.load({ model: request, builds: ['plain'] }));
    await turn();
    for (let pieces = 0; pieces < 10; pieces++) {
      tell('runtime-file');
      await pass(loadMs - graceMs - 1000);
    }
    expect([load.code, host.workers.length]).toEqual([null, 1]);
    // It is there, and nothing comes of it.
    tell('runtime');
    await pass(startMs);
    expect([load.code, host.workers.length]).toEqual(['ok', 2]);
  });

  it('is waited for while its tab is hidden', async () => {
    setUp(
      () => ({ isSilent: true }),
      () => true,
    );
    const probe = watched(session.call('probe', null));
    await pass(10 * startMs);
    expect([probe.code, host.workers.length]).toEqual([null, 1]);
    session.drop();
  });

  it('is none that has started: its own patience is as long as it was', async () => {
    setUp(() => ({ load: () => never }));
    const load = watched(session.load({ model: request, builds: ['plain'] }));
    await pass(loadMs - 1000);
    expect(load.code).toBeNull();
    await pass(1000);
    expect([load.code, host.workers.length]).toEqual(['hung', 1]);
  });
});
