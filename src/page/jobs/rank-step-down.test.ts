import { describe, expect, it } from 'vitest';
import { headlineModelId } from '../../core/rerank/catalogue.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { LoadedModel } from '../../worker/protocol/messages.ts';
import { type InProcessOptions, inProcessHost } from '../../worker/protocol/testing/in-process-worker.ts';
import { createAppStore } from '../store/app-state.ts';
import type { Ranking } from '../store/ranking-slice.ts';
import { Jobs } from './job.ts';
import { Ranker } from './rank.ts';
import { describeTestEnvironment } from './testing/environment.ts';
import { Workbench } from './workbench.ts';
import { WorkerClient } from './worker-client.ts';

const noMemory = (bytes: number) =>
  new Error(`ERROR_CODE: 6, ERROR_MESSAGE: failed to allocate a buffer of size ${bytes}`);
const stepMessage = 'ERROR_CODE: 6, ERROR_MESSAGE: failed to allocate a buffer of size 99';

/** Workers whose memory holds so many pairs of a pass. */
const fits = (pairs: number): InProcessOptions => ({
  onPass: (batch) => {
    if (batch.pairs > pairs) throw noMemory(99);
  },
});

/** The client, whose worker makes no passes for score checks, so that all passes counted are of rankings. */
function withoutCheck(client: WorkerClient): WorkerClient {
  const call = client.call.bind(client) as (kind: string, params: unknown) => Promise<unknown>;
  const fine = { verdict: 'ok', findings: [], scores: [], firstRunMs: 0, durationMs: 0 };
  return Object.assign(client, {
    call: (kind: string, params: unknown) =>
      kind === 'checkScores' ? Promise.resolve(fine) : call(kind, params),
  });
}

/** A page with `n` documents of 1 to n words. */
function setUp(n: number, optionsOf: (worker: number) => InProcessOptions = () => ({})) {
  const passes: number[][] = [];
  const host = inProcessHost((worker) => {
    const { onPass, ...options } = optionsOf(worker);
    passes[worker] = [];
    return {
      ...options,
      onPass: (batch) => {
        passes[worker]?.push(batch.pairs);
        onPass?.(batch);
      },
    };
  });
  const store = createAppStore();
  const setDocuments = (count: number) =>
    store.getState().replaceInput({
      query: 'q',
      documents: Array.from({ length: count }, (_, i) => ({ text: 'w '.repeat(i + 1).trim() })),
      source: { kind: 'own' },
    });
  setDocuments(n);
  const jobs = new Jobs({ store, after: host.tools.after, keepAwake: () => () => {} });
  const workbench = new Workbench({
    store,
    newClient: (listeners) => withoutCheck(new WorkerClient(host.tools, listeners)),
    after: host.tools.after,
    describeEnvironment: describeTestEnvironment,
  });
  const job = () => store.getState().rankJob;
  const endedWorkers = () => host.workers.map((worker) => worker.isEnded());
  return {
    ...host,
    store,
    jobs,
    passes,
    setDocuments,
    ranker: new Ranker(store, jobs, workbench),
    job,
    endedWorkers,
  };
}

const brief = (ranking: Ranking | null) =>
  ranking && {
    batchSize: ranking.batchSize,
    steps: ranking.steps.map(({ from, to, reason }) => `${from} → ${to} ${reason}`),
  };
const scoresOf = (ranking: Ranking | null) => ranking?.rows.map(({ text, score }) => [text, score]);

describe('ranking where memory is short', () => {
  it('takes no step where the batch fits exactly', async () => {
    const { ranker, workers } = setUp(10, () => fits(8));
    expect(brief(await ranker.rank())).toEqual({ batchSize: 8, steps: [] });
    expect(workers).toHaveLength(1);
  });

  it('halves a batch that is one too large, and scores all pairs anew in a fresh worker', async () => {
    const { ranker, passes, endedWorkers } = setUp(10, () => fits(7));
    const ranking = await ranker.rank();
    expect(ranking).toMatchObject({
      batchSize: 4,
      steps: [{ from: 8, to: 4, reason: 'cpu-memory', message: stepMessage }],
    });
    expect(passes).toEqual([[8], [4, 4, 2]]);
    expect(endedWorkers()).toEqual([true, false]);
    expect(scoresOf(ranking)).toEqual(scoresOf(await setUp(10).ranker.rank()));
  });

  it('goes down to one pair, each time in a fresh worker', async () => {
    const { ranker, endedWorkers } = setUp(10, () => fits(1));
    expect(brief(await ranker.rank())).toEqual({
      batchSize: 1,
      steps: ['8 → 4 cpu-memory', '4 → 2 cpu-memory', '2 → 1 cpu-memory'],
    });
    expect(endedWorkers()).toEqual([true, true, true, false]);
  });

  it('throws away what a pass before the failure had scored', async () => {
    let passesLeft = 1;
    const { ranker, passes } = setUp(10, (worker) => ({
      onPass: () => {
        if (worker === 0 && passesLeft-- === 0) throw noMemory(99);
      },
    }));
    await ranker.rank();
    expect(passes).toEqual([
      [8, 2],
      [4, 4, 2],
    ]);
  });

  it('begins no larger than there are pairs, so that each step makes passes smaller', async () => {
    const { ranker } = setUp(3, () => fits(2));
    expect(brief(await ranker.rank())).toEqual({ batchSize: 1, steps: ['3 → 1 cpu-memory'] });
  });

  it('does the same where the GPU’s memory is short', async () => {
    const { ranker } = setUp(8, (worker) => ({
      onPass: () => {
        if (worker === 0) throw new Error('Buffer size (9) exceeds the max buffer size limit (8)');
      },
    }));
    expect(brief(await ranker.rank())).toEqual({ batchSize: 4, steps: ['8 → 4 gpu-memory'] });
  });

  it('tells each step while it goes on', async () => {
    const { ranker, store } = setUp(10, () => fits(2));
    const told: string[] = [];
    store.subscribe(({ rankSteps, rankJob }) => {
      const line = `${rankJob.state}: ${rankSteps.map(({ to }) => to).join(' ')}`;
      if (told.at(-1) !== line) told.push(line);
    });
    await ranker.rank();
    expect(told).toEqual([
      'idle: ',
      'loading: ',
      'scoring: ',
      'scoring: 4',
      'loading: 4',
      'scoring: 4',
      'scoring: 4 2',
      'loading: 4 2',
      'scoring: 4 2',
      'checking: 4 2',
      'idle: 4 2',
    ]);
  });
});

describe('the next ranking', () => {
  it('begins with the batch that worked, and takes no step', async () => {
    const { ranker, passes } = setUp(10, () => fits(7));
    await ranker.rank();
    expect(brief(await ranker.rank())).toEqual({ batchSize: 4, steps: [] });
    expect(passes).toEqual([[8], [4, 4, 2, 4, 4, 2]]);
  });

  it.each<{ change: Partial<Settings>; loaded?: Partial<LoadedModel> }>([
    { change: { maxLength: 64 } },
    { change: { model: 'org/other' } },
    { change: { dtype: ['q8'] }, loaded: { dtype: 'q8' } },
    { change: { threads: 2 }, loaded: { deviceUsed: 'webgpu' } },
  ])('begins with the usual batch where it is for $change, $loaded', async ({ change, loaded = {} }) => {
    const { ranker, store } = setUp(10, (worker) =>
      worker === 0 ? fits(7) : worker === 2 ? { model: loaded } : {},
    );
    store.getState().changeSettings({ model: headlineModelId, dtype: ['fp32'] });
    const before = store.getState().settings;
    await ranker.rank();
    store.getState().changeSettings(change);
    expect(brief(await ranker.rank())).toEqual({ batchSize: 8, steps: [] });
    store.getState().changeSettings(before);
    expect(brief(await ranker.rank())).toEqual({ batchSize: 4, steps: [] });
  });

  it('is not held down by one of few documents that took no step', async () => {
    const { ranker, setDocuments } = setUp(3);
    expect(brief(await ranker.rank())).toEqual({ batchSize: 3, steps: [] });
    setDocuments(10);
    expect(brief(await ranker.rank())).toEqual({ batchSize: 8, steps: [] });
  });
});

describe('where even one pair does not fit', () => {
  const failing = () => setUp(2, () => fits(0));

  it('says so, keeps the steps in sight, and offers a shorter max length', async () => {
    const { ranker, job, store } = failing();
    expect(await ranker.rank()).toBeNull();
    expect(job()).toEqual({
      state: 'failed',
      code: 'cpu-memory',
      message: {
        key: 'stepDown.onePair.cpu-memory',
        values: { text: stepMessage, maxLength: 512 },
        detail: `Error: ${stepMessage}`,
      },
      offers: [{ kind: 'max-length', maxLength: 256 }],
    });
    expect(store.getState().rankSteps.map(({ from, to }) => [from, to])).toEqual([[2, 1]]);
  });

  it.each([
    [257, [{ kind: 'max-length', maxLength: 256 }]],
    [256, []],
  ])('at max length %i offers %o', async (maxLength, offers) => {
    const { ranker, job, store } = failing();
    store.getState().changeSettings({ maxLength });
    await ranker.rank();
    expect(job()).toMatchObject({ state: 'failed', offers });
  });

  it('goes by the max length that the model takes', async () => {
    const { ranker, job } = setUp(1, () => ({ ...fits(0), model: { contextTokens: 128 } }));
    await ranker.rank();
    expect(job()).toMatchObject({ message: { values: { maxLength: 128 } }, offers: [] });
  });

  it('offers the next smaller dtype that the model has', async () => {
    const { ranker, job, store } = failing();
    store.getState().changeSettings({ model: headlineModelId, dtype: ['fp16'], maxLength: 256 });
    await ranker.rank();
    expect(job()).toMatchObject({ offers: [{ kind: 'dtype', dtype: 'q8' }] });
  });

  it('ranks once the offer is taken, beginning with the usual batch', async () => {
    const { ranker, store } = setUp(2, (worker) => (worker < 2 ? fits(0) : {}));
    expect(await ranker.rank()).toBeNull();
    store.getState().changeSettings({ maxLength: 256 });
    expect(brief(await ranker.rank())).toEqual({ batchSize: 2, steps: [] });
    expect(store.getState().rankSteps).toEqual([]);
  });
});

describe('where the model itself does not fit', () => {
  it('goes straight to the offer of a smaller dtype', async () => {
    const { ranker, job, store, workers } = setUp(8, () => ({
      load: async () => {
        throw new RangeError('Array buffer allocation failed');
      },
    }));
    store.getState().changeSettings({ model: headlineModelId, dtype: ['fp32'] });
    expect(await ranker.rank()).toBeNull();
    expect(job()).toMatchObject({
      code: 'cpu-memory',
      message: { key: 'stepDown.loading.cpu-memory' },
      offers: [{ kind: 'dtype', dtype: 'fp16' }],
    });
    expect(workers).toHaveLength(1);
  });
});

describe('with stepping down switched off', () => {
  it('the first failure is told as such, and switching it on is offered', async () => {
    const { ranker, job, store, workers } = setUp(8, () => fits(7));
    store.getState().changeSettings({ stepDown: false });
    expect(await ranker.rank()).toBeNull();
    expect(job()).toMatchObject({
      code: 'cpu-memory',
      message: { key: 'failure.cpu-memory' },
      offers: [{ kind: 'step-down' }],
    });
    expect(store.getState().rankSteps).toEqual([]);
    expect(workers).toHaveLength(1);
    store.getState().changeSettings({ stepDown: true });
    expect(brief(await ranker.rank())).toEqual({ batchSize: 4, steps: ['8 → 4 cpu-memory'] });
  });

  it('a batch that worked before is forgotten as long', async () => {
    const { ranker, store } = setUp(8, (worker) => (worker === 0 ? fits(7) : {}));
    await ranker.rank();
    store.getState().changeSettings({ stepDown: false });
    expect(brief(await ranker.rank())).toEqual({ batchSize: 8, steps: [] });
  });
});

describe('a stop', () => {
  it('while the model loads again ends the ranking, and is no failure', async () => {
    const set = setUp(8, (worker) => (worker === 0 ? fits(7) : { load: () => new Promise(() => {}) }));
    const ranking = set.ranker.rank();
    await expect.poll(() => set.workers.length).toBe(2);
    expect(set.job()).toEqual({ state: 'loading' });
    set.jobs.stop();
    expect(await ranking).toBeNull();
    expect(set.job()).toEqual({ state: 'idle' });
    expect(set.endedWorkers()).toEqual([true, true]);
    expect(set.store.getState().rankSteps).toEqual([]);
  });

  it('between the passes of a smaller batch ends the ranking', async () => {
    let cancel = () => {};
    const set = setUp(8, (worker) => (worker === 0 ? fits(7) : { onPass: () => cancel() }));
    cancel = () => set.jobs.stop();
    expect(await set.ranker.rank()).toBeNull();
    expect(set.passes).toEqual([[8], [4]]);
    expect(set.job()).toEqual({ state: 'idle' });
  });

  it('during a pass that runs out of memory takes no step', async () => {
    let cancel = () => {};
    const set = setUp(8, () => ({
      onPass: () => {
        cancel();
        throw noMemory(99);
      },
    }));
    cancel = () => set.jobs.stop();
    expect(await set.ranker.rank()).toBeNull();
    expect(set.workers).toHaveLength(1);
    expect(set.job()).toEqual({ state: 'idle' });
  });

  it('that comes too late leaves the ranking, and no stopped worker to the next', async () => {
    let cancel = () => {};
    const set = setUp(8, (worker) => ({ onPass: () => worker === 0 && cancel() }));
    cancel = () => set.jobs.stop();
    expect((await set.ranker.rank())?.rows).toHaveLength(8);
    cancel = () => {};
    expect((await set.ranker.rank())?.rows).toHaveLength(8);
    expect(set.endedWorkers()).toEqual([true, false]);
  });
});

describe('a worker that had its model from before', () => {
  /** The second ranking's passes fail in the first worker. */
  const failsLater = (fail: () => void, later: (worker: number) => InProcessOptions = () => ({})) => {
    let isLater = false;
    const set = setUp(8, (worker) => (worker === 0 ? { onPass: () => isLater && fail() } : later(worker)));
    return {
      ...set,
      rankTwice: async () => {
        await set.ranker.rank();
        isLater = true;
        return set.ranker.rank();
      },
    };
  };
  const loseDevice = () => {
    throw new Error('The Device was lost before mapping was resolved');
  };

  it('and lost its GPU is replaced once, which the ranking tells', async () => {
    const { rankTwice, endedWorkers, job } = failsLater(loseDevice);
    expect(brief(await rankTwice())).toEqual({ batchSize: 8, steps: ['8 → 8 device-lost'] });
    expect(endedWorkers()).toEqual([true, false]);
    expect(job()).toEqual({ state: 'idle' });
  });

  it('and died is replaced once', async () => {
    let die = () => {};
    const { rankTwice, workers } = failsLater(() => die());
    die = () => workers[0]?.die();
    expect(brief(await rankTwice())).toEqual({ batchSize: 8, steps: ['8 → 8 worker-died'] });
  });

  it('is not replaced twice', async () => {
    const { rankTwice, job, workers } = failsLater(loseDevice, () => ({ onPass: loseDevice }));
    expect(await rankTwice()).toBeNull();
    expect(job()).toMatchObject({ code: 'device-lost', message: { key: 'failure.device-lost' }, offers: [] });
    expect(workers).toHaveLength(2);
  });

  it('and its successor, short of memory, both step', async () => {
    const { rankTwice } = failsLater(loseDevice, () => fits(7));
    expect(brief(await rankTwice())).toEqual({
      batchSize: 4,
      steps: ['8 → 8 device-lost', '8 → 4 cpu-memory'],
    });
  });

  it('that was loaded for this very ranking is not replaced', async () => {
    const { ranker, job, workers } = setUp(8, () => ({ onPass: loseDevice }));
    expect(await ranker.rank()).toBeNull();
    expect(job()).toMatchObject({ code: 'device-lost' });
    expect(workers).toHaveLength(1);
  });

  it('that dies for a large batch is not taken to be out of memory', async () => {
    let die = () => {};
    const { ranker, job, workers } = setUp(8, () => ({ onPass: (batch) => batch.pairs > 4 && die() }));
    die = () => workers[0]?.die();
    expect(await ranker.rank()).toBeNull();
    expect(job()).toMatchObject({ code: 'worker-died', offers: [] });
  });
});
