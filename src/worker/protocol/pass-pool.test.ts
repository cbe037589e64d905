import { describe, expect, it } from 'vitest';
import { padBatch } from '../../core/rerank/batching.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { scoreRequest } from '../../core/rerank/score-request.ts';
import { FakeClock, fakeScorer, wordTokenizer } from '../../core/rerank/testing/fake-scorer.ts';
import { PooledEngine } from '../pool/pass-pool.ts';
import type { Engine } from '../worker-server.ts';
import type { FileProgress, ModelRequest } from './messages.ts';
import { inProcessPassWorkers, type PassWorkerOptions } from './testing/in-process-pass-workers.ts';
import { loadedModel } from './testing/in-process-worker.ts';

const request: ModelRequest = {
  model: { source: 'built-in', name: 'coverage' },
  device: 'wasm',
  dtype: 'fp32',
  host: 'https://hub.test/',
  runtime: 'plain',
  threads: 2,
  workers: 2,
  layers: null,
};

const pairs = ['a', 'a b c', 'a b', 'd e f g', 'h'].map((document) => ({ query: 'q', document }));
const scoring = {
  batchSize: 1,
  tokenBudget: null,
  maxLength: 32,
  order: 'length',
  paddingMultiple: 1,
} as const;

const aBatch = () =>
  padBatch(
    [{ ids: [1, 11, 2, 11, 2], typeRuns: [{ type: 1, start: 3, end: 5 }], cutTokens: 0 }],
    { paddingId: 0 },
    {
      paddingMultiple: 1,
      maxLength: 32,
    },
  );

/** A gate that passes wait at until it is opened. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

function setUp(optionsOf: (worker: number) => PassWorkerOptions = () => ({}), singleTokenizer = true) {
  const host = inProcessPassWorkers(optionsOf);
  const clock = new FakeClock();
  const singleLoads: ModelRequest[] = [];
  const starts: (string | null)[] = [];
  let singleForgotten = 0;
  const single: Engine = {
    load: async (one) => {
      singleLoads.push(one);
      return { scorer: fakeScorer(), model: loadedModel };
    },
    loadTokenizer: async () => {
      if (!singleTokenizer) throw new Failure('model-not-found', 'tokenizer.json');
      return wordTokenizer;
    },
    forgetFiles: async () => {
      singleForgotten++;
    },
  };
  const engine = new PooledEngine(single, {
    ...{ ...host.tools, clock, onDownload: () => {} },
    onStart: (step) => starts.push(step),
  });
  return { ...host, engine, clock, starts, singleLoads, singleForgotten: () => singleForgotten };
}

describe('a lane with several pass workers', () => {
  it('loads the model in each, one worker first and the others together after it', async () => {
    const first = gate();
    const { engine, workers, clock, singleLoads } = setUp((worker) => ({
      load: async (one, onProgress) => {
        onProgress({ file: `of ${worker}`, loadedBytes: 1, totalBytes: 1, done: true });
        if (worker === 0) await first.opened;
        return {
          scorer: fakeScorer(),
          model: { ...loadedModel, threads: one.threads ?? 1, coldMs: { download: 30, session: 5 } },
        };
      },
    }));
    const told: FileProgress[] = [];
    const loading = engine.load({ ...request, workers: 3 }, (progress) => told.push(progress));
    await expect.poll(() => told.length).toBe(1);
    expect(workers).toHaveLength(1);
    clock.advance(100);
    first.open();
    const { model, scorer } = await loading;

    expect(workers).toHaveLength(3);
    expect(workers.flatMap(({ requests }) => requests)).toEqual(
      [0, 1, 2].map(() => ({ ...request, workers: 1 })),
    );
    expect(singleLoads, 'sessions beside the tokenizer').toEqual([]);
    expect(told.map(({ file }) => file)).toEqual(['of 0']);
    expect(model).toMatchObject({ workers: 3, threads: 2, bytes: loadedModel.bytes });
    expect(model.coldMs).toEqual({ download: 30, session: 70 });
    expect(scorer).toMatchObject({ parallelPasses: 3, tokenizesBeside: true });
  });

  it('is starting as long as any of its workers is', async () => {
    const gates = [gate(), gate(), gate()];
    const { engine, starts } = setUp((worker) => ({
      start: async (tell) => {
        tell('runtime');
        await gates[worker]?.opened;
        tell(null);
      },
    }));
    const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
    const loading = engine.load({ ...request, workers: 3 }, () => {});
    await turn();
    expect(starts.at(-1)).toBe('runtime');
    gates[0]?.open();
    await turn();
    gates[2]?.open();
    await turn();
    expect(starts.at(-1), 'the second is not there').toBe('runtime');
    gates[1]?.open();
    await loading;
    expect(starts.at(-1)).toBeNull();
  });

  it('scores as one worker does', async () => {
    const { engine, clock } = setUp();
    const { scorer } = await engine.load(request, () => {});
    const pooled = await scoreRequest(scorer, pairs, scoring, clock);
    const alone = await scoreRequest(fakeScorer(), pairs, scoring, clock);
    expect(pooled?.scores).toEqual(alone?.scores);
    expect(new Set(pooled?.scores).size).toBeGreaterThan(3);
  });

  it('has one pass under way in each worker, and hands over batches without a copy', async () => {
    const gates = [gate(), gate()];
    const { engine, workers } = setUp((worker) => ({ beforePass: () => gates[worker]?.opened }));
    const { scorer } = await engine.load(request, () => {});
    const batches = [aBatch(), aBatch(), aBatch()] as const;
    const answers = batches.map((batch) => scorer.forward(batch));
    await expect.poll(() => workers.map(({ passes }) => passes())).toEqual([1, 1]);
    expect(batches.map(({ inputIds }) => inputIds.length)).toEqual([0, 0, 5]);

    gates[1]?.open();
    expect(await answers[1]).toEqual(Float32Array.of(27));
    expect(await answers[2], 'taken by the worker that was free').toEqual(Float32Array.of(27));
    expect(workers.map(({ passes }) => passes())).toEqual([1, 2]);
    gates[0]?.open();
    expect(await answers[0]).toEqual(Float32Array.of(27));
  });

  it('gives single passes to the same worker, which is warm', async () => {
    const { engine, workers } = setUp();
    const { scorer } = await engine.load(request, () => {});
    for (const batch of [aBatch(), aBatch(), aBatch()]) await scorer.forward(batch);
    expect(workers.map(({ passes }) => passes())).toEqual([3, 0]);
  });

  it('needs the memory of all of them together, as they last told', async () => {
    const bytes = [100, 10];
    const { engine } = setUp((worker) => ({ wasmBytes: () => bytes[worker] ?? null }));
    expect(engine.wasmBytes()).toBeNull();
    const { scorer } = await engine.load(request, () => {});
    expect(engine.wasmBytes()).toBe(110);
    bytes[0] = 150;
    bytes[1] = 20;
    await scorer.forward(aBatch());
    expect(engine.wasmBytes()).toBe(160);
  });

  it('drops files of the browser’s cache in the worker that loaded them', async () => {
    const { engine, workers, singleForgotten } = setUp();
    await engine.load(request, () => {});
    await engine.forgetFiles();
    expect(workers.map(({ forgotten }) => forgotten())).toEqual([1, 0]);
    expect(singleForgotten()).toBe(0);
  });
});

describe('a lane with one worker, or on a GPU,', () => {
  it.each([{ workers: 1 }, { workers: 4, device: 'webgpu' }] as const)(
    'has no pass workers: %o',
    async (change) => {
      const { engine, workers, singleLoads, singleForgotten } = setUp();
      const { scorer } = await engine.load({ ...request, ...change }, () => {});
      expect(singleLoads).toHaveLength(1);
      expect(workers).toEqual([]);
      expect(scorer.parallelPasses ?? 1).toBe(1);
      await engine.forgetFiles();
      expect(singleForgotten()).toBe(1);
    },
  );
});

describe('what goes wrong in a pass worker', () => {
  it('keeps its kind, and leaves the others’ passes alone', async () => {
    const { engine } = setUp((worker) => ({
      onPass: () => {
        if (worker === 0) throw new Error('std::bad_alloc');
      },
    }));
    const { scorer } = await engine.load(request, () => {});
    const [broken, sound] = [scorer.forward(aBatch()), scorer.forward(aBatch())];
    await expect(broken).rejects.toMatchObject({ code: 'cpu-memory' });
    expect(await sound).toEqual(Float32Array.of(27));
  });

  it('while it loads ends them all and fails the load', async () => {
    const { engine, workers } = setUp((worker) => ({
      ...(worker === 1 && {
        load: async () => {
          throw new Failure('cpu-memory', 'no room for a second one', 'detail');
        },
      }),
    }));
    await expect(engine.load(request, () => {})).rejects.toMatchObject({
      code: 'cpu-memory',
      detail: 'detail',
    });
    expect(workers.map((worker) => worker.isEnded())).toEqual([true, true]);
  });

  it('is not needed for a load to fail: no tokenizer ends them all, too', async () => {
    const { engine, workers } = setUp(() => ({}), false);
    await expect(engine.load(request, () => {})).rejects.toMatchObject({ code: 'model-not-found' });
    expect(workers.map((worker) => worker.isEnded())).toEqual([true, true]);
  });

  it('may kill it without a word: what it was at, what waits and what comes after rejects', async () => {
    const stuck = gate();
    const { engine, workers } = setUp(() => ({ beforePass: () => stuck.opened }));
    const { scorer } = await engine.load(request, () => {});
    const passes = [aBatch(), aBatch(), aBatch()].map((batch) => scorer.forward(batch));
    const ends = Promise.allSettled(passes);
    await expect.poll(() => workers[1]?.passes()).toBe(1);
    workers[1]?.die();
    await expect(passes[1]).rejects.toMatchObject({ code: 'worker-died' });
    await expect(passes[2]).rejects.toMatchObject({ code: 'worker-died' });
    stuck.open();
    expect((await ends).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    await expect(scorer.forward(aBatch())).rejects.toMatchObject({ code: 'worker-died' });
  });

  it('may kill it with a word, which is passed on', async () => {
    const { engine, workers } = setUp(() => ({ beforePass: () => new Promise(() => {}) }));
    const { scorer } = await engine.load(request, () => {});
    const pass = scorer.forward(aBatch());
    workers[0]?.fail('out of luck');
    await expect(pass).rejects.toMatchObject({ code: 'worker-died', message: 'out of luck' });
  });
});
