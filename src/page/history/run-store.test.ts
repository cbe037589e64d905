import { describe, expect, it } from 'vitest';
import { archiveOf } from '../../core/document/record-files.ts';
import { exampleRecord } from '../../core/document/testing/example-record.ts';
import { RunStore, runDatabase } from './run-store.ts';
import { memoryHistory } from './testing/memory-history.ts';

const now = Date.parse('2026-11-23T10:00:00Z');

function setUp({ database } = memoryHistory()) {
  return { database, runs: new RunStore(database, { now: () => now }) };
}

const first = exampleRecord({ id: 'first', startedAt: '2026-11-20T09:00:00.000Z' });
const second = exampleRecord({ id: 'second', startedAt: '2026-11-21T09:00:00.000Z', latenciesMs: [20] });
const finished = { unfinished: false } as const;

describe('the runs of a browser', () => {
  it('are listed newest first, with what a list shows of them', async () => {
    const { runs } = setUp();
    await runs.save(first, finished);
    await runs.save(second, finished);
    const { entries, deleted, unreadable } = await runs.list();
    expect(entries.map(({ id }) => id)).toEqual(['second', 'first']);
    expect(entries[0]).toMatchObject({
      name: '',
      state: 'done',
      origin: 'here',
      model: 'builtin:coverage',
      lanes: [{ device: 'wasm', dtype: 'fp32' }],
      browser: 'Test 1',
      adapter: null,
      cells: 2,
      cellsMeasured: 1,
      // 10 pairs in 20 ms.
      bestPairsPerSecond: 500,
      isSuspect: false,
    });
    expect(deleted).toEqual([]);
    expect(unreadable).toEqual([]);
  });

  it('come back as they were saved, also in the next visit', async () => {
    const { runs, database } = setUp();
    await runs.save(first, finished);
    runs.close();
    expect(await setUp({ ...memoryHistory(), database }).runs.get('first')).toEqual(first);
  });

  it('keep their name and their note when more is written of them', async () => {
    const { runs } = setUp();
    await runs.save(first, { unfinished: true });
    await runs.rename('first', '  my run ');
    await runs.setNote('first', 'a note');
    expect((await runs.list()).entries[0]).toMatchObject({ state: 'running', name: 'my run' });
    await runs.save(first, finished);
    expect((await runs.list()).entries[0]).toMatchObject({ state: 'done', name: 'my run', note: 'a note' });
  });

  it('never count the throughput of a suspect lane as best', async () => {
    const { runs } = setUp();
    const [lane] = second.lanes;
    if (lane === undefined) throw new Error('The example has a lane.');
    const scoreCheck = {
      verdict: 'suspect',
      findings: [],
      tolerance: 0,
      largestPaddingDifference: null,
      scores: [],
      agreement: null,
    } as const;
    const suspect = { ...lane, id: 'lane-2', scoreCheck: { ...scoreCheck, findings: [], scores: [] } };
    await runs.save({ ...first, lanes: [...first.lanes, suspect] }, finished);
    expect((await runs.list()).entries[0]).toMatchObject({
      isSuspect: true,
      cellsMeasured: 2,
      bestPairsPerSecond:
        first.lanes[0]?.cells[0]?.state === 'measured' ? first.lanes[0].cells[0].pairsPerSecond : 0,
    });
  });

  it('are refused when finished and not sound, since they could never be read back', async () => {
    const { runs } = setUp();
    await expect(runs.save({ ...first, durationMs: Number.NaN }, finished)).rejects.toThrow();
    expect((await runs.list()).entries).toEqual([]);
  });

  it('are interrupted where nobody goes on with them, and only then', async () => {
    const { runs } = setUp();
    await runs.save(first, { unfinished: true });
    await runs.save(second, finished);
    await runs.markInterrupted('first');
    await runs.markInterrupted('second');
    expect((await runs.list()).entries.map(({ state }) => state)).toEqual(['done', 'interrupted']);
  });
});

describe('deleting a run', () => {
  it('can be undone until it is purged', async () => {
    const { runs } = setUp();
    await runs.save(first, finished);
    await runs.remove('first');
    expect(await runs.list()).toMatchObject({ entries: [], deleted: [{ id: 'first', deletedAt: now }] });
    expect(await runs.restore('first')).toBe(true);
    expect((await runs.list()).entries).toHaveLength(1);

    await runs.remove('first');
    await runs.purge('first');
    expect(await runs.restore('first')).toBe(false);
    expect(await runs.get('first')).toBeNull();
  });

  it('purges the one that is named, or all', async () => {
    const { runs } = setUp();
    for (const record of [first, second]) {
      await runs.save(record, finished);
      await runs.remove(record.id);
    }
    await runs.purge('first');
    expect((await runs.list()).deleted.map(({ id }) => id)).toEqual(['second']);
    await runs.purge();
    expect((await runs.list()).deleted).toEqual([]);
  });
});

describe('what is broken', () => {
  it('is listed as unreadable and can be deleted, and harms nothing else', async () => {
    const { runs, database } = setUp();
    await runs.save(first, finished);
    const raw = runDatabase(database);
    await raw.entries.put({ id: 'odd', startedAt: 5 });
    await raw.records.put({ id: 'odd', record: 'nonsense' });
    raw.close();
    expect(await runs.list()).toMatchObject({ entries: [{ id: 'first' }], unreadable: ['odd'] });
    expect(await runs.get('odd')).toBeNull();
    await runs.remove('odd');
    expect(await runs.list()).toMatchObject({ entries: [{ id: 'first' }], unreadable: [] });
  });

  it('is found out when a record is read whose entry is sound; an import mends it', async () => {
    const { runs, database } = setUp();
    await runs.save(first, finished);
    const raw = runDatabase(database);
    await raw.records.put({ id: 'first', record: { ...first, lanes: 3 } });
    raw.close();
    expect((await runs.list()).entries).toHaveLength(1);
    expect(await runs.get('first')).toBeNull();
    expect(await runs.list()).toMatchObject({ entries: [], unreadable: ['first'] });
    expect(await runs.exportAll()).toMatchObject({ runs: 0, leftOut: 1, files: [] });
    expect(await runs.importText(JSON.stringify(first))).toMatchObject({ added: 1, skipped: 0 });
    expect(await runs.get('first')).toEqual(first);
  });
});

describe('export and import', () => {
  it('bring everything back that has ended, with names and notes', async () => {
    const { runs } = setUp();
    await runs.save(first, finished);
    await runs.rename('first', 'mine');
    await runs.setNote('first', 'noted');
    await runs.save(second, finished);
    await runs.save(exampleRecord({ id: 'under way' }), { unfinished: true });
    await runs.save(exampleRecord({ id: 'deleted' }), finished);
    await runs.remove('deleted');
    const { files, runs: count, leftOut } = await runs.exportAll();
    expect({ count, leftOut, files: files.length }).toEqual({ count: 2, leftOut: 0, files: 1 });

    const elsewhere = setUp().runs;
    expect(await elsewhere.importText(files[0] ?? '')).toEqual({ state: 'ok', added: 2, skipped: 0 });
    const { entries } = await elsewhere.list();
    expect(entries.map(({ id, name, note, origin }) => [id, name, note, origin])).toEqual([
      ['second', '', '', 'imported'],
      ['first', 'mine', 'noted', 'imported'],
    ]);
    expect(await elsewhere.get('first')).toEqual(first);
  });

  it('skip a run that is here already, and one that stands in a file twice', async () => {
    const { runs } = setUp();
    await runs.save(first, finished);
    await runs.rename('first', 'mine');
    const other = exampleRecord({ id: 'first', latenciesMs: [1] });
    const twice = [other, second, second].map((record) => ({ record, name: 'theirs', note: '' }));
    const text = archiveOf(twice, new Date(now).toISOString());
    expect(await runs.importText(text)).toEqual({ state: 'ok', added: 1, skipped: 2 });
    expect(await runs.get('first')).toEqual(first);
    expect((await runs.list()).entries.map(({ name }) => name)).toEqual(['theirs', 'mine']);
  });

  it('bring back a run that was deleted', async () => {
    const { runs } = setUp();
    await runs.save(first, finished);
    await runs.remove('first');
    expect(await runs.importText(JSON.stringify(first))).toMatchObject({ added: 1 });
    expect(await runs.list()).toMatchObject({ entries: [{ id: 'first', origin: 'here' }], deleted: [] });
  });

  it('change nothing when a file is refused', async () => {
    const { runs } = setUp();
    expect(await runs.importText('{"schema": ')).toMatchObject({ state: 'error', code: 'not-json' });
    expect(await runs.list()).toEqual({ entries: [], deleted: [], unreadable: [] });
  });
});
