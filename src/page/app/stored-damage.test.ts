import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseRecordsFile } from '../../core/document/import-record.ts';
import { exampleRecord } from '../../core/document/testing/example-record.ts';
import { inProcessHost } from '../../worker/protocol/testing/in-process-worker.ts';
import { RunStore, runDatabase } from '../history/run-store.ts';
import { memoryHistory } from '../history/testing/memory-history.ts';
import { type CalibratedFor, calibrationKey, rememberedCalibration } from '../jobs/calibration-memory.ts';
import { browserCalibrations } from './browser-calibrations.ts';
import { localLastMoment } from './browser-history.ts';
import { browserModelFiles } from './browser-model-files.ts';
import { createApp } from './create-app.ts';
import { keptTable } from './kept-table.ts';
import { browserKeptText } from './kept-text.ts';
import { browserKeptThings } from './kept-things.ts';
import { keyValueTable } from './key-value-database.ts';
import { surroundingsFor } from './testing/surroundings.ts';

/** Local storage in memory; `Object.keys` lists its keys, as in a browser. */
function memoryStorage(): Storage {
  const method = (value: unknown) => ({ value });
  return Object.create(
    Object.defineProperties(
      {},
      {
        getItem: method(function (this: Record<string, string>, key: string) {
          return Object.hasOwn(this, key) ? this[key] : null;
        }),
        setItem: method(function (this: Record<string, string>, key: string, text: string) {
          this[key] = text;
        }),
        removeItem: method(function (this: Record<string, string>, key: string) {
          delete this[key];
        }),
      },
    ),
  );
}

/** A browser whose storage outlives its pages. */
function newBrowser() {
  const history = memoryHistory();
  const databases = { indexedDB: new IDBFactory(), IDBKeyRange };
  vi.stubGlobal('localStorage', memoryStorage());
  // Newer versions of Node have a `navigator`. With it, the in-process worker would wait for its clock, which
  // stands still.
  vi.stubGlobal('navigator', undefined);
  vi.stubGlobal('caches', undefined);
  return { ...history, database: databases };
}

type VisitedBrowser = ReturnType<typeof newBrowser>;

const keptIn = (browser: VisitedBrowser) => keyValueTable('rerank-bench', browser.database);

/** The page as `main.tsx` puts it together, with this browser's storage. */
async function openPage(browser: VisitedBrowser) {
  const files: { name: string; content: string | Blob }[] = [];
  const kept = keptTable('rerank-bench', browser.database);
  const { store, services, api } = createApp({
    ...surroundingsFor(inProcessHost(), browser),
    kept: browserKeptThings(kept, browserKeptText('rerank-bench/last-input')),
    keptHost: browserKeptText('rerank-bench/host'),
    keptColorScheme: browserKeptText('rerank-bench-color-scheme'),
    setAsideTable: kept,
    history: { ...browser, lastMoment: localLastMoment },
    calibrations: browserCalibrations(browser.database),
    modelFiles: browserModelFiles,
    saveFile: (name, _, content) => files.push({ name, content }),
  });
  await api.ready;
  const saved = async (): Promise<unknown> => {
    const content = files.at(-1)?.content ?? '';
    return JSON.parse(typeof content === 'string' ? content : await content.text());
  };
  const aside = () => store.getState().setAside.things.map(({ what }) => what);
  /** The keys of all notices but one: this test has no GPU, so every page says so. */
  const told = () =>
    store
      .getState()
      .notices.flatMap(({ message }) => (message.key === 'notice.probeFailed' ? [] : message.key));
  return { store, services, saved, aside, told };
}

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

/**
 * What a store may hold instead of what belongs there. A store of texts holds anything but a text as JSON.
 */
const garbage: Readonly<Record<string, unknown>> = {
  'what is no JSON': '{"query":',
  'another shape': { hello: 'world' },
  null: null,
  'a list': [1, [2]],
  'wrong types': {
    ...{ query: 7, documents: 'none', source: null, unfinished: 'yes' },
    ...{ version: '1', chosen: { threads: '4' }, tried: 1, startedAt: 5, lanes: {} },
  },
  'something huge': { text: 'x'.repeat(2_000_000) },
  'deep nesting': deep,
  'half a character': { query: '\ud800', documents: [{ id: 'd1' }], source: { kind: 'own' } },
  'an old version': { schema: 'rerank-bench/run@0', version: 0, query: 'old', texts: ['a'] },
};

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** How a saved file shows a text: as a value if it is JSON as we write it, else as the text. */
const inFile = (text: string): unknown => {
  try {
    return text === deep ? text : JSON.parse(text);
  } catch {
    return text;
  }
};

const record = exampleRecord({ id: 'odd' });

const local = (key: string) => (_: VisitedBrowser, value: unknown) =>
  localStorage.setItem(key, asText(value));
const kept = (key: string) => async (browser: VisitedBrowser, value: unknown) => {
  await keptIn(browser).put(value, key);
};

describe.each(Object.entries(garbage))('%s', (_, value) => {
  let browser: VisitedBrowser;
  beforeEach(() => {
    browser = newBrowser();
  });

  it.each([
    ['the input', 'input', kept('input'), value],
    ['what was typed last', 'lastInput', local('rerank-bench/last-input'), inFile(asText(value))],
    ['a run that was left', 'leftRun', local('rerank-bench/left-run/one'), inFile(asText(value))],
    ['the hub', 'host', local('rerank-bench/host'), inFile(asText(value))],
    ['the colours', 'colorScheme', local('rerank-bench-color-scheme'), inFile(asText(value))],
    ['what was set aside', 'input', kept('set-aside/input'), value],
    ['what another version set aside', 'other', kept('set-aside/something/new'), value],
  ] as const)('in the place of %s is offered until it is saved', async (_store, what, damage, content) => {
    await damage(browser, value);
    expect((await openPage(browser)).aside()).toEqual([what]);

    const second = await openPage(browser);
    expect(second.aside()).toEqual([what]);
    const { store } = second;
    expect(store.getState().input.source).toMatchObject({ kind: 'sample' });
    expect(store.getState().settings.host).toBe('https://huggingface.co/');
    expect(second.told()).toEqual([]);
    expect(store.getState().history).toMatchObject({ state: 'ready', report: null });
    await second.services.saveSetAside();
    expect(await second.saved()).toMatchObject({ things: [{ what, content }] });

    // It can be saved once more, in case the file gets lost.
    await second.services.saveSetAside();
    expect(await second.saved()).toMatchObject({ things: [{ what, content }] });
    expect((await openPage(browser)).aside()).toEqual([]);
  });

  it.each([
    ['an entry', true, false],
    ['a record', false, true],
    ['an entry and its record', true, true],
  ])('in the place of %s of the history can be saved and deleted', async (_store, isEntry, isRecord) => {
    await new RunStore(browser.database, { now: () => 0 }).save(record, { unfinished: false });
    const raw = runDatabase(browser.database);
    const entry = { ...(typeof value === 'object' ? value : { value }), id: 'odd' };
    if (isEntry) await raw.entries.put(entry);
    if (isRecord) await raw.records.put({ id: 'odd', record: value });

    const { store, services, saved } = await openPage(browser);
    expect(store.getState().history).toMatchObject({ state: 'ready', entries: [], unreadable: ['odd'] });
    await services.saveUnreadableRuns();
    expect(await saved()).toMatchObject({
      runs: [{ ...(isEntry && { entry }), record: isRecord ? value : record }],
    });
    await services.removeUnreadableRuns();
    expect(store.getState().history.unreadable).toEqual([]);
    expect((await openPage(browser)).store.getState().history).toMatchObject({ entries: [], unreadable: [] });
  });

  it('in the place of a calibration is found anew, and nothing is told', async () => {
    const held: CalibratedFor = {
      modelId: 'org/name',
      request: { layers: null, dtype: 'q8', runtime: 'jspi' },
      browser: 'Chrome 156',
      hardwareConcurrency: 8,
      hasThreads: true,
      asked: { threads: null, workers: null },
    };
    const calibrations = browserCalibrations(browser.database);
    await calibrations.set(calibrationKey(held), value);
    expect(await rememberedCalibration(calibrations, held)).toBeNull();
    const { aside, told } = await openPage(browser);
    expect([...aside(), ...told()]).toEqual([]);
  });

  it('in the place of a file’s size among the downloads is counted by the file itself', async () => {
    const url = 'https://hub.test/org/name/resolve/main/config.json';
    const response = { headers: { get: () => asText(value) }, blob: async () => new Blob(['1234']) };
    const cache = { keys: async () => [{ url }], match: async () => response };
    vi.stubGlobal('caches', { has: async () => true, open: async () => cache });
    const { store, services } = await openPage(browser);
    await services.refreshModelCache();
    expect(store.getState().modelCache).toMatchObject({ state: 'read', models: [{ bytes: 4 }] });
  });
});

describe('runs that cannot be read', () => {
  it('are saved in a form that a page which can read them imports, name and note included', async () => {
    const browser = newBrowser();
    const runs = new RunStore(browser.database, { now: () => 0 });
    await runs.save(record, { unfinished: false });
    await runs.rename('odd', 'mine');
    const raw = runDatabase(browser.database);
    const entry = await raw.entries.get('odd');
    await raw.entries.put({ ...entry, id: 'odd', state: 'a state of another version' });
    expect(parseRecordsFile(await runs.exportUnreadable(['odd']))).toEqual({
      state: 'ok',
      runs: [{ record, name: 'mine', note: '' }],
    });
  });
});

describe('what is set aside', () => {
  it('is saved with the rest where a part of it is nothing that JSON can hold', async () => {
    const browser = newBrowser();
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    await keptIn(browser).put(cycle, 'input');
    localStorage.setItem('rerank-bench/last-input', '{');
    const { services, saved } = await openPage(browser);
    await services.saveSetAside();
    expect(await saved()).toMatchObject({
      things: [
        { what: 'lastInput', content: '{' },
        { what: 'input', content: { notWritable: expect.stringContaining('circular') } },
      ],
    });
  });

  it('is gone at once where the visitor deletes it', async () => {
    const browser = newBrowser();
    await keptIn(browser).put({ hello: 'world' }, 'input');
    const { services, aside } = await openPage(browser);
    await services.discardSetAside();
    expect(aside()).toEqual([]);
    expect(await keptIn(browser).toArray()).toEqual([]);
  });

  it('is offered all the same where the storage is full, and stays where it was', async () => {
    const browser = newBrowser();
    localStorage.setItem('rerank-bench/host', 'ftp://mirror.test');
    localStorage.setItem('rerank-bench/left-run/one', '{');
    const refused = new Proxy(browser.database.indexedDB, {
      get: () => () => {
        throw new Error('QuotaExceededError');
      },
    });
    const full = { ...browser, database: { ...browser.database, indexedDB: refused } };
    const { services, aside, saved } = await openPage(full);
    expect(aside().toSorted()).toEqual(['host', 'leftRun']);
    await services.saveSetAside();
    expect(await saved()).toMatchObject({
      things: expect.arrayContaining([{ what: 'leftRun', content: '{' }]),
    });
    expect(Object.values(localStorage)).toEqual(['ftp://mirror.test', '{']);
  });
});

describe('a database', () => {
  it.each([
    ['without its tables', 1, []],
    ['of a later version', 30, ['kept', 'entries', 'records']],
    ['of a later version, without its tables', 30, ['others']],
  ])('%s lets the page open', async (_, version, tables) => {
    const browser = newBrowser();
    for (const name of ['rerank-bench', 'rerank-bench-history', 'rerank-bench-calibrations']) {
      await new Promise<void>((resolve, reject) => {
        const opening = browser.database.indexedDB.open(name, version);
        opening.onupgradeneeded = () => {
          for (const table of tables) opening.result.createObjectStore(table);
        };
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      });
    }
    const { store } = await openPage(browser);
    expect(store.getState().input.source).toMatchObject({ kind: 'sample' });
    expect(store.getState().history.state).not.toBe('loading');
  });
});
