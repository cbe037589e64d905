import { describe, expect, it } from 'vitest';
import type { LaneEvent, LaneOrder } from '../../core/bench/lane-run.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { batchesOf } from '../../core/rerank/testing/batches.ts';
import { stopPatienceMs, WorkerClient } from '../../page/jobs/worker-client.ts';
import type { ModelRequest } from './messages.ts';
import { inProcessHost } from './testing/in-process-worker.ts';

const request: ModelRequest = {
  model: { source: 'built-in', name: 'coverage' },
  device: 'wasm',
  dtype: 'fp32',
  host: 'https://hub.test/',
  runtime: 'plain',
  threads: null,
  workers: 1,
  layers: null,
};
const pairs = ['a', 'a b c', 'a b'].map((document) => ({ query: 'q', document }));
const scoring = { pairs, ...batchesOf(2, 32, 'length') };

const lane: LaneOrder = {
  cells: [{ pairCount: 3, batchSize: 1, tokenBudget: null }],
  living: [0],
  pairs,
  maxLength: 32,
  order: 'length',
  paddingMultiple: 1,
  seed: 1,
  repetitions: 2,
  runStartedAtMs: 0,
  resume: { rounds: 0, latencies: [], spentMs: 0 },
};

describe('calls across the protocol', () => {
  it('load, score and count, with scores in the input’s order', async () => {
    const { tools } = inProcessHost();
    const client = new WorkerClient(tools);
    expect(await client.call('load', request)).toMatchObject({ contextTokens: 512 });
    const { scores, cost } = await client.call('score', scoring);
    expect([...scores]).toEqual([27, 49, 38]);
    expect(cost.passes).toBe(2);
    expect(await client.call('countTokens', { pairs, maxLength: 6 })).toEqual([
      { tokens: 5, cutTokens: 0 },
      { tokens: 7, cutTokens: 1 },
      { tokens: 6, cutTokens: 0 },
    ]);
  });

  it('are answered one after another', async () => {
    const { tools } = inProcessHost();
    const client = new WorkerClient(tools);
    const answers: string[] = [];
    await Promise.all([
      client.call('load', request).then(() => answers.push('load')),
      client.call('score', scoring).then(() => answers.push('score')),
      client.call('countTokens', { pairs, maxLength: 9 }).then(() => answers.push('count')),
    ]);
    expect(answers).toEqual(['load', 'score', 'count']);
  });

  it('carry a failure’s code, message and detail', async () => {
    const { tools } = inProcessHost(() => ({
      load: async () => {
        throw new Failure('model-gated', 'org/name', 'status 401');
      },
    }));
    const client = new WorkerClient(tools);
    const failure = await client.call('load', request).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code: 'model-gated', message: 'org/name', detail: 'status 401' });
  });

  it('go on after a failure: it is not remembered as the answer to the next', async () => {
    let tries = 0;
    const { tools } = inProcessHost(() => ({
      onPass: () => {
        if (++tries === 1) throw new Error('std::bad_alloc');
      },
    }));
    const client = new WorkerClient(tools);
    await client.call('load', request);
    await expect(client.call('score', scoring)).rejects.toMatchObject({ code: 'cpu-memory' });
    expect((await client.call('score', scoring)).scores).toHaveLength(3);
  });
});

describe('a worker that dies', () => {
  it('rejects what is pending and everything after, even when no event tells of it', async () => {
    const { tools, workers } = inProcessHost(() => ({ load: () => new Promise(() => {}) }));
    const client = new WorkerClient(tools);
    const pending = client.call('load', request);
    await Promise.resolve();
    workers[0]?.die();
    await expect(pending).rejects.toMatchObject({ code: 'worker-died' });
    await expect(client.call('probe', null)).rejects.toMatchObject({ code: 'worker-died' });
    expect(client.isAlive).toBe(false);
  });

  it('says why where its script threw', async () => {
    const { tools, workers } = inProcessHost(() => ({ load: () => new Promise(() => {}) }));
    const client = new WorkerClient(tools);
    const pending = client.call('load', request);
    workers[0]?.fail('out of luck');
    await expect(pending).rejects.toMatchObject({ code: 'worker-died', message: 'out of luck' });
  });
});

describe('stopping', () => {
  it('ends a lane between passes and keeps the samples that were posted', async () => {
    const events: LaneEvent[] = [];
    const { tools, workers } = inProcessHost(() => ({ passMs: () => 200 }));
    const client = new WorkerClient(tools, {
      lane: (event) => {
        events.push(event);
        if (event.type === 'sample') client.stop();
      },
    });
    await client.call('load', request);
    expect(await client.call('runLane', { ...lane, repetitions: 1000 })).toEqual({ state: 'stopped' });
    expect(events.filter(({ type }) => type === 'sample').length).toBeGreaterThan(0);
    expect(events.filter(({ type }) => type === 'sample').length).toBeLessThan(10);
    expect(workers[0]?.isEnded()).toBe(false);
  });

  it('ends a worker that has not obeyed after a second', async () => {
    const { tools, workers, passTime } = inProcessHost(() => ({ load: () => new Promise(() => {}) }));
    const client = new WorkerClient(tools);
    const pending = client.call('load', request);
    client.stop();
    passTime(stopPatienceMs - 1);
    expect(workers[0]?.isEnded()).toBe(false);
    passTime(1);
    expect(workers[0]?.isEnded()).toBe(true);
    await expect(pending).rejects.toMatchObject({ code: 'stopped' });
  });
});
