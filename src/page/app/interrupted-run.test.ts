import { describe, expect, it, vi } from 'vitest';
import type { RunDraft } from '../../core/document/run-draft.ts';
import { type RunRecord, runRecordSchema } from '../../core/document/run-record.ts';
import { fakeScorer } from '../../core/rerank/testing/fake-scorer.ts';
import { inProcessHost, loadedModel } from '../../worker/protocol/testing/in-process-worker.ts';
import { RunStore } from '../history/run-store.ts';
import { type MemoryHistory, memoryHistory } from '../history/testing/memory-history.ts';
import { type AppSurroundings, createApp } from './create-app.ts';
import { surroundingsFor } from './testing/surroundings.ts';

/** `passes`: how many passes the page's worker answers before it hangs for good, as if its tab were gone. */
interface PageOptions {
  readonly passes?: number;
  readonly search?: string;
}

function openPage(browser: MemoryHistory, { passes = Infinity, search = '' }: PageOptions = {}) {
  // Newer versions of Node have a `navigator`. With it, the in-process worker would wait for its clock, which
  // stands still.
  vi.stubGlobal('navigator', undefined);
  let left = passes;
  const host = inProcessHost(() => ({
    load: async () => {
      const scorer = fakeScorer();
      const forward: typeof scorer.forward = async (batch) => {
        if (left-- <= 0) await new Promise(() => {});
        // The page's time passes too, so that it writes while the worker measures.
        host.passTime(50);
        await new Promise((resolve) => setImmediate(resolve));
        return scorer.forward(batch);
      };
      return { scorer: { ...scorer, forward }, model: loadedModel };
    },
  }));
  const runStates: string[] = [];
  const leaving: (() => void)[] = [];
  const surroundings: AppSurroundings = {
    ...surroundingsFor(host, browser),
    address: { search: () => search, replaceSearch: () => {} },
    onLeave: (callback) => leaving.push(callback),
    showRunState: (state) => runStates.push(state),
  };
  const app = createApp(surroundings);
  return {
    ...app,
    host,
    runStates,
    isCut: () => left < 0,
    leave: () => {
      for (const callback of leaving) callback();
    },
    configure: () =>
      app.api.configure({
        batchSizes: '1,2',
        pairCounts: '2',
        repetitions: '200',
        device: 'wasm',
      }),
  };
}

type Page = ReturnType<typeof openPage>;

const samplesOf = (run: Pick<RunRecord, 'lanes'> | RunDraft | null | undefined) =>
  run?.lanes[0]?.cells.map((cell) => (cell.state === 'measured' ? cell.latencyMs.n : 0));

/** Lets the page's timers fire until the assertion holds. The page's clock does not move by itself. */
const eventually = (page: Page, assertion: () => void | Promise<void>) =>
  vi.waitFor(
    async () => {
      page.host.passTime(200);
      await assertion();
    },
    { timeout: 4000 },
  );

/** Starts a long run and waits until its worker hangs in the middle of a round. */
async function cutRun(browser: MemoryHistory, passes: number): Promise<Page> {
  const page = openPage(browser, { passes });
  await page.api.ready;
  page.configure();
  void page.api.run();
  await vi.waitFor(() => expect(page.isCut()).toBe(true), { timeout: 20_000 });
  page.host.passTime(200);
  expect(Math.min(...(samplesOf(page.store.getState().draft) ?? [0]))).toBeGreaterThan(10);
  return page;
}

describe('a run that is cut in the middle', () => {
  it('is found by the next page as interrupted, with every finished round', async () => {
    const browser = memoryHistory();
    const page = await cutRun(browser, 160);
    const { draft } = page.store.getState();
    const runs = new RunStore(browser.database, page.host.clock);
    await eventually(page, async () =>
      expect(samplesOf(await runs.get(draft?.id ?? ''))).toEqual(samplesOf(draft)),
    );
    expect((await runs.list()).entries).toMatchObject([{ state: 'running' }]);
    browser.locks.letGoAll();

    const next = openPage(browser);
    await next.api.ready;
    expect(next.runStates).toEqual(['idle', 'interrupted']);
    const record = next.api.getRecord();
    expect(runRecordSchema.parse(record)).toEqual(record);
    expect(record).toMatchObject({ id: draft?.id, state: 'interrupted', lanes: [{ state: 'cancelled' }] });
    expect(samplesOf(record)).toEqual(samplesOf(draft));
    expect(next.store.getState()).toMatchObject({
      draft: { id: draft?.id, lanes: [{ cells: [{ state: 'measured' }, { state: 'measured' }] }] },
      restoredRunId: draft?.id,
      history: { state: 'ready', entries: [{ id: draft?.id, state: 'interrupted', origin: 'here' }] },
    });
  });

  it('has what was measured in the last moment too, where the page was left in good order', async () => {
    const browser = memoryHistory();
    const page = await cutRun(browser, 100);
    page.leave();
    browser.locks.letGoAll();
    const next = openPage(browser);
    await next.api.ready;
    expect(samplesOf(next.api.getRecord())).toEqual(samplesOf(page.store.getState().draft));
  });
});

describe('the last run of a browser', () => {
  it('is shown again in the next visit, which waits for a new one', async () => {
    const browser = memoryHistory();
    const page = openPage(browser);
    await page.api.ready;
    page.configure();
    page.api.configure({ repetitions: 2 });
    const record = await page.api.run();
    await vi.waitFor(() => expect(page.store.getState().history.entries).toHaveLength(1));

    const next = openPage(browser);
    await next.api.ready;
    expect(next.runStates).toEqual(['idle']);
    expect(next.api.getRecord()).toEqual(record);
    expect(next.store.getState()).toMatchObject({ restoredRunId: record.id, draft: { state: 'done' } });

    next.configure();
    next.api.configure({ repetitions: 1 });
    const newer = await next.api.run();
    expect(newer.id).not.toBe(record.id);
    expect(next.store.getState().restoredRunId).toBeNull();
    expect(next.runStates).toEqual(['idle', 'loading', 'running', 'done']);
  });

  it('is shown again too where it was a load test without a sweep', async () => {
    const browser = memoryHistory();
    const page = openPage(browser);
    await page.api.ready;
    page.configure();
    page.api.configure({ policies: 'none', rate: '10', duration: '1', tailLatency: '1' });
    const record = await page.api.loadTest();
    expect(record).toMatchObject({ state: 'done', loadTests: [{ policy: 'none', state: 'done' }] });
    await vi.waitFor(() => expect(page.store.getState().history.entries).toHaveLength(1));
    expect(page.store.getState().history.entries).toMatchObject([{ cells: 0, loadTests: 1 }]);

    const next = openPage(browser);
    await next.api.ready;
    expect(next.api.getRecord()).toEqual(record);
    expect(next.store.getState()).toMatchObject({ task: 'load-test', restoredRunId: record.id });
  });

  it('does not stand in the way of a link that runs by itself', async () => {
    const browser = memoryHistory();
    const page = openPage(browser);
    await page.api.ready;
    page.configure();
    page.api.configure({ repetitions: 1 });
    await page.api.run();
    await vi.waitFor(() => expect(page.store.getState().history.entries).toHaveLength(1));
    const next = openPage(browser, {
      search: '?autorun=1&device=wasm&batchSizes=1&pairCounts=2&repetitions=1',
    });
    await next.api.ready;
    expect(next.api.getRecord()).toBeNull();
    await vi.waitFor(() => expect(next.runStates.at(-1)).toBe('done'));
    expect(next.runStates).toEqual(['idle', 'loading', 'running', 'done']);
  });

  it('can be opened, renamed and deleted, and every fault of the storage is told', async () => {
    const browser = memoryHistory();
    const page = openPage(browser);
    await page.api.ready;
    page.configure();
    page.api.configure({ repetitions: 1 });
    const { id } = await page.api.run();
    await vi.waitFor(() => expect(page.store.getState().history.entries).toHaveLength(1));
    const { services, store } = page;
    await services.renameRun(id, 'mine');
    await services.openRun(id);
    expect(store.getState().shownRun).toMatchObject({ source: 'history', id, name: 'mine' });
    await services.removeRun(id);
    expect(store.getState().history).toMatchObject({ entries: [], deleted: [{ id }] });
    await services.purgeRun(id);
    await services.restoreRun(id);
    expect(store.getState().history).toMatchObject({
      deleted: [],
      report: { message: { key: 'history.goneForGood' } },
    });
    expect(await services.loadRun(id)).toBeNull();
    expect(store.getState().history.report?.message.key).toBe('history.unreadableRun');
  });
});

describe('a browser without storage', () => {
  it('measures all the same, and says once that the run is not kept', async () => {
    const browser = memoryHistory();
    const refused = new Proxy(browser.database.indexedDB, {
      get: () => () => {
        throw new Error('no storage here');
      },
    });
    const page = openPage({ ...browser, database: { ...browser.database, indexedDB: refused } });
    await page.api.ready;
    expect(page.store.getState().history).toMatchObject({
      state: 'failed',
      report: { message: { key: 'history.storageFailed' } },
    });
    page.configure();
    page.api.configure({ repetitions: 1 });
    expect((await page.api.run()).state).toBe('done');
    const notices = () =>
      page.store.getState().notices.filter(({ message }) => message.key === 'history.notKept');
    await vi.waitFor(() => expect(notices()).toHaveLength(1));
  });
});
