import { beforeEach, describe, expect, it } from 'vitest';
import { watchdogRule } from '../../core/bench/watchdog.ts';
import { Failure } from '../../core/rerank/failure.ts';
import type { ModelRequest } from '../../worker/protocol/messages.ts';
import {
  type InProcessHost,
  inProcessHost,
  loadedModel,
} from '../../worker/protocol/testing/in-process-worker.ts';
import { ModelSession } from './model-session.ts';
import { WorkerClient } from './worker-client.ts';

const { firstMs, graceMs, loadMs } = watchdogRule;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('two calls of one worker', () => {
  const request: ModelRequest = {
    ...{ model: { source: 'hub', repository: 'org/name' }, device: 'wasm', dtype: 'q8' },
    ...{ layers: null, host: 'https://hub.test', threads: 1, workers: 1, runtime: 'plain' },
  };
  const count = { pairs: [{ query: 'q', document: 'd' }], maxLength: 512 };
  let host: InProcessHost;
  let session: ModelSession;
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

  /** Time passes, as far as a watchdog that ran out then needs to end the worker. */
  const pass = async (ms: number) => {
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
