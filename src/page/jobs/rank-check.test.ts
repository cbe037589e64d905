import { describe, expect, it, vi } from 'vitest';
import { probeSetOf } from '../../core/rerank/check-scores.ts';
import { probabilityOf } from '../../core/rerank/score-request.ts';
import { type InProcessOptions, inProcessHost } from '../../worker/protocol/testing/in-process-worker.ts';
import { createAppStore } from '../store/app-state.ts';
import { Jobs } from './job.ts';
import { Ranker } from './rank.ts';
import { describeTestEnvironment } from './testing/environment.ts';
import { Workbench } from './workbench.ts';
import { WorkerClient } from './worker-client.ts';

const model = 'org/model';
const probes = probeSetOf(model).pairs.length;
/** Pairs of each pass of a whole check. */
const checkPasses = [...Array.from({ length: probes }, () => 1), probes];

/** A page with three documents of a model of a hub, and the pairs of every pass of each worker. */
function setUp(optionsOf: (worker: number) => InProcessOptions = () => ({})) {
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
  const setTexts = (texts: readonly string[]) =>
    store.getState().replaceInput({
      query: 'q',
      documents: texts.map((text) => ({ text })),
      source: { kind: 'own' },
    });
  setTexts(['a', 'a bb ccc', 'a bb']);
  store.getState().changeSettings({ model, dtype: ['fp32'] });
  const jobs = new Jobs({ store, after: host.tools.after, keepAwake: () => () => {} });
  const workbench = new Workbench({
    store,
    newClient: (listeners) => new WorkerClient(host.tools, listeners),
    after: host.tools.after,
    describeEnvironment: describeTestEnvironment,
  });
  return { ...host, store, jobs, passes, setTexts, ranker: new Ranker(store, jobs, workbench) };
}

const codes = (ranking: { findings: readonly { code: string }[] } | null) =>
  ranking?.findings.map(({ code }) => code);

describe('the score check of a ranking', () => {
  it('finds nothing wrong with a sound model', async () => {
    const ranking = await setUp().ranker.rank();
    expect(ranking).toMatchObject({ findings: [], scoreCheck: { verdict: 'ok' } });
  });

  it.each([
    ['constant', () => 7],
    ['batch-dependent', (own: number, pairs: number) => own + pairs],
  ] as const)('finds a model whose scores are %s', async (code, fault) => {
    const { ranker } = setUp(() => ({
      answer: (own, { pairs }) => own.map((logit) => fault(logit, pairs)),
    }));
    const ranking = await ranker.rank();
    expect(codes(ranking)).toEqual([code]);
    expect(ranking?.scoreCheck?.verdict).toBe('suspect');
  });

  it('tells probabilities from logits, and puts none through a sigmoid again', async () => {
    const toShare = (own: number) => own / (own + 50);
    const { ranker } = setUp(() => ({ answer: (own) => own.map(toShare) }));
    const ranking = await ranker.rank();
    expect(ranking?.scoreCheck?.verdict).toBe('ok');
    for (const { score, probability } of ranking?.rows ?? []) expect(probability).toBe(score);
    const logits = await setUp().ranker.rank();
    for (const { score, probability } of logits?.rows ?? []) expect(probability).toBe(probabilityOf(score));
  });

  it('finds scores of the probe set that are not numbers, though the documents’ are', async () => {
    const { ranker } = setUp(() => ({
      answer: (own, { length }) => own.map((logit) => (length > 20 ? Number.NaN : logit)),
    }));
    expect(codes(await ranker.rank())).toEqual(['not-numbers']);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('fails where a document scores %d', async (score) => {
    const { ranker, store } = setUp(() => ({
      answer: (own, { pairs }) => (pairs === 3 ? own.with(1, score) : own),
    }));
    expect(await ranker.rank()).toBeNull();
    expect(store.getState().rankJob).toMatchObject({ state: 'failed', code: 'scores-not-numbers' });
  });

  it('finds documents that all score the same, though the probe set’s pairs do not', async () => {
    const { ranker, setTexts } = setUp();
    setTexts(['xx', 'yy', 'zz']);
    const ranking = await ranker.rank();
    expect(codes(ranking)).toEqual(['equal-scores']);
    expect(ranking?.scoreCheck?.verdict).toBe('ok');
    setTexts(['xx', 'XX ', ' xx']);
    expect(codes(await ranker.rank())).toEqual([]);
    setTexts(['xx']);
    expect(codes(await ranker.rank())).toEqual([]);
  });

  it('is made once after the model was loaded, and tells every ranking the same', async () => {
    const { ranker, passes, store } = setUp(() => ({ answer: (own) => own.map(() => 7) }));
    await ranker.rank();
    expect(codes(await ranker.rank())).toEqual(['constant']);
    expect(passes).toEqual([[3, ...checkPasses, 3]]);
    store.getState().changeSettings({ model: 'org/other' });
    await ranker.rank();
    expect(passes[1]).toEqual([3, ...checkPasses]);
  });

  it('shows the ranking while it lasts', async () => {
    const { ranker, store } = setUp();
    const seen: string[] = [];
    store.subscribe(({ rankJob, ranking }) => {
      if (rankJob.state === 'checking') seen.push(String(ranking?.scoreCheck));
    });
    await ranker.rank();
    expect(seen).toEqual(['null']);
    expect(store.getState().ranking?.scoreCheck?.verdict).toBe('ok');
  });

  it('leaves the ranking as it is when it is stopped', async () => {
    let reachCheck = () => {};
    const reached = new Promise<void>((resolve) => {
      reachCheck = resolve;
    });
    const host = setUp((worker) => ({
      answer: (own, { pairs }) => {
        if (worker > 0 || pairs === 3) return own;
        reachCheck();
        return new Promise(() => {});
      },
    }));
    const ranking = host.ranker.rank();
    await reached;
    host.jobs.stop();
    host.passTime(1000);
    expect(await ranking).toMatchObject({ scoreCheck: null, findings: [] });
    expect(host.store.getState().rankJob).toEqual({ state: 'idle' });
    expect((await host.ranker.rank())?.scoreCheck?.verdict).toBe('ok');
  });

  it('goes without its padded batch where that found no memory, and then without anything', async () => {
    const { ranker, passes } = setUp(() => ({
      onPass: ({ pairs }) => {
        if (pairs === probes) throw new Error('std::bad_alloc');
      },
    }));
    expect(await ranker.rank()).toMatchObject({ scoreCheck: null, rows: { length: 3 } });
    expect(await ranker.rank()).toMatchObject({ scoreCheck: { verdict: 'ok' } });
    expect(passes).toEqual([
      [3, ...checkPasses],
      [3, ...checkPasses.slice(0, -1)],
    ]);
    const none = setUp(() => ({
      answer: (own, { pairs }) => {
        if (pairs !== 3) throw new Error('something odd');
        return own;
      },
    }));
    for (let i = 0; i < 4; i++) expect((await none.ranker.rank())?.scoreCheck).toBeNull();
    await vi.waitFor(() =>
      expect(none.passes).toEqual([
        [3, 1],
        [3, 1],
        [3, 3],
      ]),
    );
  });

  it('is not made for a synthetic twin', async () => {
    const { ranker, store, passes } = setUp(() => ({ answer: (own) => own.map(() => 7) }));
    store.getState().changeSettings({ model: 'twin:bge-reranker-base' });
    expect(await ranker.rank()).toMatchObject({ scoreCheck: null, findings: [] });
    expect(passes).toEqual([[3]]);
  });
});
