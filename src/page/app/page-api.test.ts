import { describe, expect, it, vi } from 'vitest';
import { runRecordSchema } from '../../core/document/run-record.ts';
import { exampleDraft } from '../../core/document/testing/example-record.ts';
import { createTexts } from '../../core/texts/create-texts.ts';
import { messageText } from '../../core/texts/message.ts';
import { inProcessHost } from '../../worker/protocol/testing/in-process-worker.ts';
import { memoryHistory } from '../history/testing/memory-history.ts';
import { createAppStore } from '../store/app-state.ts';
import { createApp } from './create-app.ts';
import { createPageApi, type PageApiParts } from './page-api.ts';
import { surroundingsFor } from './testing/surroundings.ts';

function pageApi(parts: Partial<PageApiParts> = {}, language: 'en' | 'zh-CN' = 'en') {
  const store = createAppStore();
  const i18n = createTexts(language);
  const api = createPageApi({
    version: '0',
    ready: Promise.resolve(),
    store,
    clock: { now: () => Date.parse('2026-11-28T10:00:05Z') },
    rank: async () => null,
    run: async () => null,
    loadTest: async () => null,
    stop: () => {},
    measureAnyway: () => {},
    takeFolder: async () => ({ state: 'refused', problem: { code: 'no-config' } }),
    drawCard: async () => null,
    say: (message) => messageText(i18n, message),
    ...parts,
  });
  return { store, api };
}

/** A program in JavaScript may pass anything. */
const anything = (value: unknown) => value as never;

describe('the page API', () => {
  it.each([
    [
      [{ query: 'q', text: 'd' }],
      'setInput() cannot use pairs[0].document: it is missing, and it should be a text.',
    ],
    [
      [
        { query: 'q', document: 'd' },
        { query: 7, document: 'd' },
      ],
      'pairs[1].query: it is a number',
    ],
    [[{ query: 'q', document: null }], 'pairs[0].document: it is null'],
    [[{ query: 'q', document: 'd', id: 7 }], 'pairs[0].id: it is a number, and it should be a text.'],
    [
      [{ query: 'q', document: 'd', relevance: Number.NaN }],
      'pairs[0].relevance: it is a number, and it should be a number from 0.',
    ],
    [[{ query: 'q', document: 'd', relevance: -1 }], 'pairs[0].relevance: it is a number'],
    [[{ query: 'q', document: 'd', relevance: '1' }], 'pairs[0].relevance: it is a text'],
    [['a text'], 'pairs[0]: it is a text, and it should be a pair {query, document}.'],
    ['a text', 'pairs: it is a text, and it should be a list of pairs'],
    [undefined, 'pairs: it is missing'],
  ])('refuses %j as input, says which value is wrong, and keeps the input', (pairs, sentence) => {
    const { store, api } = pageApi();
    api.setInput([{ query: 'kept', document: 'kept too' }]);
    const { input } = store.getState();
    expect(() => api.setInput(anything(pairs))).toThrow(TypeError);
    expect(() => api.setInput(anything(pairs))).toThrow(sentence);
    expect(store.getState().input).toBe(input);
  });

  it('takes ids and relevance with the pairs', () => {
    const { store, api } = pageApi();
    api.setInput([
      { query: 'q', document: 'd', id: 'd7', relevance: 2 },
      { query: 'r', document: 'e' },
    ]);
    expect(store.getState().input.documents).toMatchObject([
      { text: 'd', ownId: 'd7', relevance: 2 },
      { text: 'e', query: 'r' },
    ]);
    expect(store.getState().input.documents[1]).not.toHaveProperty('ownId');
  });

  it.each([
    ['configure', [null], 'configure() cannot use partial: it is null'],
    ['configure', [['batchSizes']], 'configure() cannot use partial: it is a list'],
    [
      'rank',
      [{ batchSize: 0 }],
      'rank() cannot use options.batchSize: it is a number, and it should be a whole number from 1.',
    ],
    ['rank', [{ batchSize: '8' }], 'rank() cannot use options.batchSize: it is a text'],
    ['rank', [8], 'rank() cannot use options: it is a number'],
    ['loadFolder', [{}], 'loadFolder() cannot use files: it is an object'],
    [
      'loadFolder',
      [['config.json']],
      'loadFolder() cannot use files[0]: it is a text, and it should be a File.',
    ],
  ] as const)('%s refuses %j and says why', async (call, values, sentence) => {
    const { api } = pageApi();
    const calling = async () => (api[call] as (...all: unknown[]) => unknown)(...values);
    await expect(calling()).rejects.toThrow(TypeError);
    await expect(calling()).rejects.toThrow(sentence);
  });

  it('names every setting that it refuses, in words', () => {
    const { store, api } = pageApi();
    const { settings } = store.getState();
    const refused = () => api.configure({ batchSizes: [0], pairCounts: 'abc', notASetting: 1 });
    expect(refused).toThrow('batchSizes: 0 is not between 1 and 4,096.');
    expect(refused).toThrow('pairCounts: “abc” is not a whole number.');
    expect(refused).toThrow('notASetting: There is no such setting.');
    expect(store.getState().settings).toBe(settings);
  });

  it('rejects with a sentence that says what to do, the code for programs, and the original text', async () => {
    const { store, api } = pageApi();
    store.getState().setRankJob({
      state: 'failed',
      code: 'hub-unreachable',
      message: { key: 'failure.hub-unreachable', values: { text: 'hub.example' }, detail: 'Failed to fetch' },
      offers: [],
    });
    const error = await api.rank().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'RerankBenchError',
      code: 'failure.hub-unreachable',
      message: expect.stringMatching(/^The model hub could not be reached\. .*\(failure\.hub-unreachable\)$/),
      cause: 'Failed to fetch',
    });
  });

  it('says why there is no record, in the language of the page', async () => {
    const { store, api } = pageApi({}, 'zh-CN');
    await expect(api.run()).rejects.toMatchObject({
      code: 'pageApi.underWay',
      message: expect.stringContaining('stop()'),
    });
    store.getState().setRun({ runFailure: { key: 'notice.inputProblem.no-query' } });
    await expect(api.run()).rejects.toMatchObject({
      code: 'notice.inputProblem.no-query',
      message: expect.stringMatching(/[\u4e00-\u9fff].*\(notice\.inputProblem\.no-query\)$/),
    });
  });
  it('says what the run under way would leave behind, and nothing before its first sample', () => {
    const { store, api } = pageApi();
    expect(api.recordSoFar()).toBeNull();
    const draft = exampleDraft({ startedAt: '2026-11-28T10:00:00.000Z' });
    store.getState().setRun({ runState: 'running', draft: { ...draft, state: 'running', lanes: [] } });
    expect(api.recordSoFar()).toBeNull();

    store.getState().setRun({ draft: { ...draft, state: 'running' } });
    const soFar = api.recordSoFar();
    expect(soFar).toMatchObject({ id: draft.id, state: 'interrupted', durationMs: 5000 });
    const [cell] = runRecordSchema.parse(soFar).lanes[0]?.cells ?? [];
    expect(cell?.state).toBe('measured');

    store.getState().setRun({ runState: 'done', draft: { ...draft, state: 'done' } });
    expect(api.recordSoFar()).toBeNull();
  });
});

it('the page is ready for programs once no reload is about to isolate it', async () => {
  // Newer versions of Node have a `navigator`, and with it the in-process worker would wait for its clock.
  vi.stubGlobal('navigator', undefined);
  const open = (isolationIsFinal: Promise<boolean>) =>
    createApp({ ...surroundingsFor(inProcessHost(), memoryHistory()), isolationIsFinal }).api.ready;
  let isFinal = (_isUntold: boolean) => {};
  let isReady = false;
  const waiting = open(
    new Promise((resolve) => {
      isFinal = resolve;
    }),
  ).then(() => {
    isReady = true;
  });
  // This one began after it, and does the same but wait.
  await open(Promise.resolve(true));
  await new Promise<void>((resolve) => setImmediate(resolve));
  expect(isReady).toBe(false);
  isFinal(false);
  await waiting;
  vi.unstubAllGlobals();
});

it('a run that was asked for while the page opened waits for its texts and its machine', async () => {
  vi.stubGlobal('navigator', undefined);
  const host = inProcessHost(() => ({ load: () => new Promise(() => {}) }));
  const { store, services, api } = createApp(surroundingsFor(host, memoryHistory()));
  const running = services.run();
  expect(store.getState()).toMatchObject({ runState: 'loading', machine: { state: 'probing' } });
  expect(store.getState().input.documents).toEqual([]);
  await expect.poll(() => store.getState().draft?.input.pairCount).toBe(50);
  expect(store.getState().machine.state).not.toBe('probing');
  expect(store.getState().runFailure).toBeNull();
  api.stop();
  await running;
  vi.unstubAllGlobals();
});
