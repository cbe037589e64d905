import { describe, expect, it, vi } from 'vitest';
import { watchdogRule } from '../../core/bench/watchdog.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { type InProcessOptions, inProcessHost } from '../../worker/protocol/testing/in-process-worker.ts';
import { createAppStore } from '../store/app-state.ts';
import { modelFactsKey } from '../store/model-facts-slice.ts';
import { isRankingStale } from '../store/ranking-slice.ts';
import { Jobs } from './job.ts';
import { Ranker } from './rank.ts';
import { describeTestEnvironment } from './testing/environment.ts';
import { TokenWatch } from './token-watch.ts';
import { Workbench } from './workbench.ts';
import { WorkerClient } from './worker-client.ts';

function setUp(optionsOf: (worker: number) => InProcessOptions = () => ({})) {
  const host = inProcessHost(optionsOf);
  const store = createAppStore();
  store.getState().replaceInput({
    query: 'q',
    documents: ['a', 'a bb ccc', 'a bb'].map((text) => ({ text })),
    source: { kind: 'own' },
  });
  const jobs = new Jobs({ store, after: host.tools.after, keepAwake: () => () => {} });
  const workbench = new Workbench({
    store,
    newClient: (listeners) => new WorkerClient(host.tools, listeners),
    after: host.tools.after,
    describeEnvironment: describeTestEnvironment,
  });
  return { ...host, store, jobs, workbench, ranker: new Ranker(store, jobs, workbench) };
}

describe('ranking', () => {
  it('puts the documents in order of score, and tells old and new places', async () => {
    const { ranker } = setUp();
    const ranking = await ranker.rank();
    expect(ranking?.rows.map(({ text, oldPlace, newPlace }) => [text, oldPlace, newPlace])).toEqual([
      ['a bb ccc', 2, 1],
      ['a bb', 3, 2],
      ['a', 1, 3],
    ]);
  });

  it('carries ids and relevance to the rows', async () => {
    const { ranker, store } = setUp();
    store.getState().addDocuments([{ text: 'a bb ccc dddd', ownId: 'd7', relevance: 2 }]);
    const [first, second] = (await ranker.rank())?.rows ?? [];
    expect(first).toMatchObject({ text: 'a bb ccc dddd', id: 'd7', relevance: 2 });
    expect(second).not.toHaveProperty('id');
  });

  it('starts a worker that is silent once more, and says so', async () => {
    const { ranker, passTime, store, workers } = setUp((worker) => ({ isSilent: worker === 0 }));
    const ranking = ranker.rank();
    await new Promise<void>((resolve) => setImmediate(resolve));
    passTime(watchdogRule.startMs);
    passTime(watchdogRule.graceMs);
    expect((await ranking)?.rows).toHaveLength(3);
    expect(workers).toHaveLength(2);
    expect(store.getState().notices).toMatchObject([{ message: { key: 'notice.startedAgain' } }]);
  });

  it('begins with the batch size that is asked for, and with no more than there are documents', async () => {
    const { ranker } = setUp();
    const usual = await ranker.rank();
    const small = await ranker.rank({ batchSize: 2 });
    expect([usual?.batchSize, small?.batchSize]).toEqual([3, 2]);
    expect((await ranker.rank({ batchSize: 64 }))?.batchSize).toBe(3);
    expect(small?.rows.map(({ score }) => score)).toEqual(usual?.rows.map(({ score }) => score));
  });

  it('takes no larger batches than the model file does, and tells what that asks for', async () => {
    const { ranker, store } = setUp(() => ({ model: { graphUse: { fixedPairs: 2, fixedLength: 64 } } }));
    expect((await ranker.rank({ batchSize: 3 }))?.batchSize).toBe(2);
    expect(store.getState().notices.map(({ message }) => message.key)).toEqual([
      'warning.fixed-batch',
      'warning.fixed-length',
    ]);
  });

  it('tells how many documents were cut, and to what', async () => {
    const { ranker, store } = setUp();
    expect(await ranker.rank()).not.toHaveProperty('cut');
    store.getState().clearDocuments();
    store.getState().addDocuments([{ text: 'a b c d e f g h i' }, { text: 'a' }]);
    store.getState().changeSettings({ maxLength: 8 });
    expect((await ranker.rank())?.cut).toEqual({ documents: 1, tokens: 8 });
  });

  it('cuts to what the model has positions for where max length is longer, and says so', async () => {
    const { ranker, store } = setUp(() => ({ model: { contextTokens: 8 } }));
    store.getState().clearDocuments();
    store.getState().addDocuments([{ text: 'a b c d e f g h i' }, { text: 'a' }]);
    expect((await ranker.rank())?.cut).toEqual({ documents: 1, tokens: 8 });
    expect(store.getState().notices.map(({ message }) => message)).toEqual([
      { key: 'notice.maxLengthClamped', values: { asked: 512, context: 8 } },
    ]);
  });

  it('names the weights’ file where it is not the dtype’s own', async () => {
    const { ranker, store } = setUp();
    expect(await ranker.rank()).not.toHaveProperty('file');
    store.getState().changeSettings({ model: 'org/other', file: 'model_int8' });
    expect(await ranker.rank()).toMatchObject({ dtype: 'q8', file: 'model_int8.onnx' });
    // The model that is loaded already is named alike.
    expect(await ranker.rank()).toMatchObject({ file: 'model_int8.onnx' });
  });

  it('loads another tokenizer for another truncation', async () => {
    const { ranker, store, workers, workbench } = setUp();
    await ranker.rank();
    expect(workbench.modelRequest(store.getState().settings)).not.toHaveProperty('truncation');
    store.getState().changeSettings({ truncation: 'longest-first' });
    expect(workbench.modelRequest(store.getState().settings)).toMatchObject({ truncation: 'longest-first' });
    await ranker.rank();
    expect(workers).toHaveLength(2);
  });

  it('keeps the order of equals', async () => {
    const { ranker, store } = setUp();
    store.getState().clearDocuments();
    store.getState().addDocuments(['xx', 'yy', 'zz'].map((text) => ({ text })));
    expect((await ranker.rank())?.rows.map(({ text }) => text)).toEqual(['xx', 'yy', 'zz']);
  });

  it('loads a model once for several rankings, and another when the settings name one', async () => {
    const { ranker, store, workers } = setUp();
    await ranker.rank();
    await ranker.rank();
    expect(workers).toHaveLength(1);
    store.getState().changeSettings({ model: 'org/other' });
    await ranker.rank();
    expect(workers.map((worker) => worker.isEnded())).toEqual([true, false]);
  });

  it('is stale as soon as something it was made from changes', async () => {
    const { ranker, store } = setUp();
    await ranker.rank();
    expect(isRankingStale(store.getState())).toBe(false);
    store.getState().setQuery('another');
    expect(isRankingStale(store.getState())).toBe(true);
  });

  it.each<Partial<Settings>>([
    { model: 'org/other' },
    { dtype: ['fp32'] },
    { file: 'model_int8.onnx' },
    { device: ['wasm'] },
    { host: 'https://mirror.test/' },
    { maxLength: 64 },
    { truncation: 'longest-first' },
    { order: ['input'] },
  ])('is stale once %o was asked for, though auto may have come to the same', async (change) => {
    const { ranker, store } = setUp();
    await ranker.rank();
    const before = store.getState().settings;
    store.getState().changeSettings(change);
    expect(isRankingStale(store.getState())).toBe(true);
    store.getState().changeSettings(before);
    expect(isRankingStale(store.getState())).toBe(false);
  });

  it.each<Partial<Settings>>([
    { batchSizes: [3] },
    { seed: 7 },
    { stepDown: false },
    { order: ['length', 'input'] },
  ])('holds when %o changes, which is for sweeps or leaves scores as they are', async (change) => {
    const { ranker, store } = setUp();
    await ranker.rank();
    store.getState().changeSettings(change);
    expect(isRankingStale(store.getState())).toBe(false);
  });

  it('says what is missing and leaves the last ranking standing', async () => {
    const { ranker, store } = setUp();
    const ranking = await ranker.rank();
    store.getState().setQuery('  ');
    expect(await ranker.rank()).toBeNull();
    expect(store.getState().rankJob).toMatchObject({
      state: 'failed',
      message: { key: 'notice.inputProblem.no-query' },
    });
    expect(store.getState().ranking).toBe(ranking);
  });

  it.each([
    ['not-a-reranker', { state: 'other-head', found: 'XLMRobertaModel', labels: null }],
    ['unsupported-model', { state: 'unsupported', found: 'new' }],
  ] as const)('refuses a model that is known to be %s before any worker loads it', async (code, fitness) => {
    const { ranker, store, workers } = setUp();
    store.getState().changeSettings({ model: 'org/encoder', device: ['wasm'] });
    const unknown = { layers: null, hiddenSize: null, shape: null, vocabularySize: null, tokenTypes: null };
    const config = { ...unknown, modelType: 'xlm-roberta', fitness, labels: [] };
    const rest = { contextTokens: null, firstPosition: 2, externalData: null };
    const weights = [{ dtype: 'fp32', bytes: 10, files: [] }] as const;
    const facts = { state: 'found', source: 'listing', config: { ...config, ...rest }, weights } as const;
    store.getState().setModelFacts(modelFactsKey(store.getState().settings), facts);
    expect(await ranker.rank()).toBeNull();
    expect(store.getState().rankJob).toMatchObject({ message: { key: `failure.${code}` } });
    expect(workers).toHaveLength(0);
  });

  it('fails clearly when the worker dies, and works at the next attempt', async () => {
    let kill = () => {};
    const host = setUp((worker) => ({ onPass: () => worker === 0 && kill() }));
    kill = () => host.workers[0]?.die();
    expect(await host.ranker.rank()).toBeNull();
    expect(host.store.getState().rankJob).toMatchObject({ message: { key: 'failure.worker-died' } });
    expect((await host.ranker.rank())?.rows).toHaveLength(3);
  });

  it('comes to nothing, without an error, when it is cancelled', async () => {
    const host = setUp((worker) => (worker === 0 ? { load: () => new Promise(() => {}) } : {}));
    const ranking = host.ranker.rank();
    await vi.waitFor(() => expect(host.workers).toHaveLength(1));
    host.jobs.stop();
    expect(await ranking).toBeNull();
    expect(host.store.getState().rankJob).toEqual({ state: 'idle' });
    expect((await host.ranker.rank())?.rows).toHaveLength(3);
  });

  it('starts no worker where it is cancelled before it has one', async () => {
    const host = setUp();
    const ranking = host.ranker.rank();
    host.jobs.stop();
    expect(await ranking).toBeNull();
    expect(host.workers).toHaveLength(0);
    expect((await host.ranker.rank())?.rows).toHaveLength(3);
  });
});

describe('token counts', () => {
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

  it('come when the editor rests, with what max length cuts', async () => {
    const { store, workbench, tools, passTime } = setUp();
    store.getState().changeSettings({ maxLength: 8 });
    store.getState().addDocuments([{ text: 'one two three four five six' }]);
    new TokenWatch(store, workbench, tools.after).start();
    passTime(299);
    await settled();
    expect(store.getState().tokenCounts.size).toBe(0);
    passTime(1);
    await settled();
    const counts = store.getState().input.documents.map(({ id }) => store.getState().tokenCounts.get(id));
    expect(counts).toEqual([
      { tokens: 5, cutTokens: 0 },
      { tokens: 7, cutTokens: 0 },
      { tokens: 6, cutTokens: 0 },
      { tokens: 10, cutTokens: 2 },
    ]);
  });

  it('are not made where that would download a model nobody asked for', async () => {
    const { store, workbench, tools, passTime, workers } = setUp();
    store.getState().changeSettings({ model: 'org/other' });
    new TokenWatch(store, workbench, tools.after).start();
    passTime(300);
    await settled();
    expect(store.getState().tokenCounts.size).toBe(0);
    expect(workers).toHaveLength(0);
  });
});
