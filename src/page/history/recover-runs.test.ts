import { describe, expect, it, vi } from 'vitest';
import { exampleRecord } from '../../core/document/testing/example-record.ts';
import type { Kept } from './kept-database.ts';
import { leftRunText, recoverRuns, runLock } from './recover-runs.ts';
import { RunStore } from './run-store.ts';
import { memoryHistory } from './testing/memory-history.ts';

function setUp() {
  const browser = memoryHistory();
  const runs = new RunStore(browser.database, { now: () => 0 });
  const states = async () => (await runs.list()).entries.map(({ state }) => state);
  let changes = 0;
  const aside: unknown[] = [];
  const takeAside = async (what: string, content: unknown) => aside.push([what, content]) > 0;
  const kept: Kept<RunStore> = { ifAny: async () => runs, open: async () => runs };
  const recover = () => recoverRuns({ ...browser, runs: kept, takeAside, onChange: () => changes++ });
  return { ...browser, runs, kept, takeAside, aside, states, recover, changes: () => changes };
}

const record = exampleRecord({ id: 'one', state: 'interrupted' });
const longer = {
  ...exampleRecord({ id: 'one', state: 'interrupted', latenciesMs: [40, 41, 42] }),
  durationMs: 70_000,
};
const unfinished = { unfinished: true } as const;

describe('putting the history in order', () => {
  it('marks as interrupted what nobody goes on with', async () => {
    const page = setUp();
    await page.runs.save(record, unfinished);
    await page.recover();
    expect(await page.states()).toEqual(['interrupted']);
  });

  it('leaves a run to the tab that measures it, until that tab is gone', async () => {
    const page = setUp();
    await page.runs.save(record, unfinished);
    await page.locks.hold(runLock('one'));
    await page.recover();
    expect(await page.states()).toEqual(['running']);
    page.locks.letGoAll();
    await vi.waitFor(() => expect(page.changes()).toBe(1));
    expect(await page.states()).toEqual(['interrupted']);
  });

  it('has what that tab left in its last moment, whenever it comes to light', async () => {
    const page = setUp();
    await page.runs.save(record, unfinished);
    await page.locks.hold(runLock('one'));
    await page.recover();
    page.left.set('one', leftRunText(longer, true));
    page.locks.letGoAll();
    await vi.waitFor(() => expect(page.changes()).toBe(1));
    expect(await page.runs.get('one')).toEqual(longer);

    const longest = { ...longer, durationMs: 80_000 };
    page.left.set('one', leftRunText(longest, true));
    await page.recover();
    expect(await page.runs.get('one')).toEqual(longest);
    expect(await page.states()).toEqual(['interrupted']);
  });

  it('leaves a run alone that its tab has ended', async () => {
    const page = setUp();
    await page.runs.save(record, unfinished);
    const release = await page.locks.hold(runLock('one'));
    await page.recover();
    await page.runs.save({ ...record, state: 'done' }, { unfinished: false });
    release();
    await vi.waitFor(() => expect(page.changes()).toBe(1));
    expect(await page.states()).toEqual(['done']);
  });

  it('takes every unfinished run for interrupted where the browser has no locks', async () => {
    const page = setUp();
    await page.runs.save(record, unfinished);
    await recoverRuns({ ...page, runs: page.kept, locks: null, onChange: () => {} });
    expect(await page.states()).toEqual(['interrupted']);
  });

  it('brings in what a page left in its last moment', async () => {
    const page = setUp();
    await page.runs.save(record, unfinished);
    page.left.set('one', leftRunText(longer, true));
    await page.recover();
    expect(await page.runs.get('one')).toEqual(longer);
    expect(await page.states()).toEqual(['interrupted']);
    expect(page.left.size).toBe(0);
  });

  it('brings in a run that ended in its last moment, with the state it ended in', async () => {
    const page = setUp();
    page.left.set('one', leftRunText({ ...longer, state: 'done' }, false));
    await page.recover();
    expect(await page.states()).toEqual(['done']);
  });

  it('does not put an older state over what was written since', async () => {
    const page = setUp();
    await page.runs.save(longer, unfinished);
    page.left.set('one', leftRunText(record, true));
    page.left.set('broken', '{"unfinished": true, "record": 3}');
    page.left.set('more broken', '{');
    await page.recover();
    expect(await page.runs.get('one')).toEqual(longer);
  });

  it('sets aside what is no run', async () => {
    const page = setUp();
    page.left.set('one', leftRunText(longer, true));
    page.left.set('broken', '{"unfinished": true, "record": 3}');
    page.left.set('more broken', '{');
    await page.recover();
    expect(page.aside).toEqual([
      ['leftRun', '{"unfinished": true, "record": 3}'],
      ['leftRun', '{'],
    ]);
    expect(page.left.size).toBe(0);
    expect(await page.runs.get('one')).toEqual(longer);
  });

  it('keeps for a later visit what the storage does not take now', async () => {
    const page = setUp();
    const texts = {
      one: leftRunText(longer, true),
      broken: '{',
      two: leftRunText({ ...longer, id: 'two' }, true),
    };
    for (const [id, text] of Object.entries(texts)) page.left.set(id, text);
    vi.spyOn(page.runs, 'save').mockRejectedValue(new Error('QuotaExceededError'));
    const refused = recoverRuns({
      ...page,
      runs: page.kept,
      takeAside: async () => false,
      onChange: () => {},
    });
    await expect(refused).rejects.toThrow('QuotaExceededError');
    expect(Object.fromEntries(page.left)).toEqual(texts);
  });

  it('leaves alone, for later, what a page left that measures on', async () => {
    const page = setUp();
    await page.runs.save(record, unfinished);
    await page.locks.hold(runLock('one'));
    page.left.set('one', leftRunText(longer, true));
    await page.recover();
    expect(await page.runs.get('one')).toEqual(record);
    expect(page.left.has('one')).toBe(true);
  });

  it('ends for good what was deleted before', async () => {
    const page = setUp();
    await page.runs.save(record, { unfinished: false });
    await page.runs.remove('one');
    await page.recover();
    expect(await page.runs.restore('one')).toBe(false);
  });
});
