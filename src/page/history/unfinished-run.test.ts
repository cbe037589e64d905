import { describe, expect, it } from 'vitest';
import { closeDraft, type RunDraft } from '../../core/document/run-draft.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import { exampleLoadTest } from '../../core/document/testing/example-load-test.ts';
import { exampleDraft, exampleRecord } from '../../core/document/testing/example-record.ts';
import { inProcessHost } from '../../worker/protocol/testing/in-process-worker.ts';
import { createAppStore } from '../store/app-state.ts';
import { readLeftRun } from './left-run.ts';
import { runLock } from './recover-runs.ts';
import { memoryHistory } from './testing/memory-history.ts';
import { patienceMs, restMs, UnfinishedRunWriter } from './unfinished-run.ts';

const microtasks = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * A page whose writes wait until the test ends them.
 *
 * @param load loads what writes
 */
function setUp(load = async () => {}) {
  const { clock, passTime, tools } = inProcessHost();
  const { locks, lastMoment, left } = memoryHistory();
  const store = createAppStore();
  const writes: { record: RunRecord; unfinished: boolean; end: (error?: Error) => void }[] = [];
  const told: unknown[] = [];
  let changes = 0;
  const writer = new UnfinishedRunWriter({
    runs: {
      open: async () => {
        await load();
        return {
          save: (record, { unfinished }) =>
            new Promise((resolve, reject) => {
              writes.push({ record, unfinished, end: (error) => (error ? reject(error) : resolve()) });
            }),
        };
      },
    },
    locks,
    lastMoment,
    clock,
    after: tools.after,
    onChange: () => changes++,
    onFailure: (error) => told.push(error),
  });
  writer.watch(store);
  const publish = (latenciesMs: readonly number[], id = 'run-1'): RunDraft => {
    const draft = justOneCell(exampleDraft({ id, latenciesMs, startedAt: new Date(0).toISOString() }));
    store.getState().setRun({ runState: 'running', draft });
    return draft;
  };
  const end = async (at: number, error?: Error) => {
    writes[at]?.end(error);
    await microtasks();
  };
  /** How many samples each write held. */
  const samples = () =>
    writes.map(({ record }) => {
      const cell = record.lanes[0]?.cells[0];
      return cell?.state === 'measured' ? cell.latencyMs.samples.length : 0;
    });
  return {
    store,
    writer,
    publish,
    writes,
    samples,
    end,
    passTime,
    locks,
    left,
    lastMoment,
    told,
    changes: () => changes,
  };
}

/** With one cell, every sample is a round of its own. */
const justOneCell = (draft: RunDraft): RunDraft => ({
  ...draft,
  lanes: draft.lanes.map((lane) => ({ ...lane, cells: lane.cells.slice(0, 1) })),
});

describe('keeping the run under way', () => {
  it('writes the first sample at once, as what the run would be if it were interrupted now', async () => {
    const page = setUp();
    page.publish([]);
    await microtasks();
    expect(page.writes).toEqual([]);
    page.passTime(70);
    page.publish([40]);
    await microtasks();
    expect(page.writes[0]).toMatchObject({
      unfinished: true,
      record: { id: 'run-1', state: 'interrupted', durationMs: 70, lanes: [{ state: 'cancelled' }] },
    });
  });

  it('writes every finished round, at most once a second, and never two at a time', async () => {
    const page = setUp();
    page.publish([40]);
    await microtasks();
    page.publish([40, 41]);
    page.passTime(10 * restMs);
    await microtasks();
    // The first write has not ended yet.
    expect(page.samples()).toEqual([1]);
    await page.end(0);
    page.publish([40, 41, 42]);
    page.passTime(restMs - 1);
    await microtasks();
    expect(page.samples()).toEqual([1]);
    page.passTime(1);
    await microtasks();
    expect(page.samples()).toEqual([1, 3]);
  });

  it('writes nothing anew while nothing is new', async () => {
    const page = setUp();
    page.publish([40]);
    await microtasks();
    await page.end(0);
    page.passTime(10 * patienceMs);
    await microtasks();
    expect(page.writes).toHaveLength(1);
  });

  it('writes samples of a round that takes long after a few seconds', async () => {
    const page = setUp();
    const wide = (latenciesMs: number[]) =>
      page.store.getState().setRun({ runState: 'running', draft: exampleDraft({ latenciesMs }) });
    wide([40]);
    await microtasks();
    await page.end(0);
    // The other cell is still pending, so no round is done.
    wide([40, 41]);
    page.passTime(patienceMs - 1);
    await microtasks();
    expect(page.samples()).toEqual([1]);
    page.passTime(1);
    await microtasks();
    expect(page.samples()).toEqual([1, 2]);
  });

  it('writes the record when the run has ended, without waiting, and lets go of the lock then', async () => {
    const page = setUp();
    const draft = page.publish([40]);
    await microtasks();
    expect(page.locks.isHeld(runLock('run-1'))).toBe(true);
    const record = closeDraft(draft, 'done', 99);
    page.store.getState().setRun({ runState: 'done', draft: { ...draft, state: 'done' }, record });
    await page.end(0);
    expect(page.writes[1]).toMatchObject({ record, unfinished: false });
    expect(page.locks.isHeld(runLock('run-1'))).toBe(true);
    await page.end(1);
    expect(page.locks.isHeld(runLock('run-1'))).toBe(false);
    expect(page.changes()).toBe(2);
  });

  it('keeps a run that ended while the next one is under way already', async () => {
    const page = setUp();
    const draft = page.publish([40]);
    await microtasks();
    page.store.getState().setRun({ runState: 'done', draft, record: closeDraft(draft, 'done', 9) });
    page.store.getState().setRun({ runState: 'loading', record: null });
    page.publish([50], 'run-2');
    for (const at of [0, 1, 2]) {
      await page.end(at);
      page.passTime(restMs);
      await microtasks();
    }
    expect(page.writes.map(({ record, unfinished }) => [record.id, unfinished])).toEqual([
      ['run-1', true],
      ['run-1', false],
      ['run-2', true],
    ]);
  });

  it('writes a load test as it goes, though its lane has no cells, and keeps it when it is stopped', async () => {
    const page = setUp();
    const draft = exampleDraft({ latenciesMs: [] });
    const publish = (answered: number): RunDraft => {
      const arrivals = Array.from({ length: answered }, () => ({ pairs: 1, latencyMs: 9, computingMs: 5 }));
      const loadTests = [{ ...exampleLoadTest({ arrivals }), state: 'running' as const }];
      const lanes = draft.lanes.map((lane) => ({ ...lane, cells: [] }));
      const next = { ...draft, lanes, loadTests };
      page.store.getState().setRun({ runState: 'running', draft: next });
      return next;
    };
    publish(0);
    await microtasks();
    expect(page.writes).toEqual([]);
    publish(1);
    await microtasks();
    await page.end(0);
    publish(3);
    page.passTime(restMs);
    await microtasks();
    const outcomes = () => page.writes.map(({ record }) => record.loadTests?.[0]?.arrivals.outcome.length);
    expect(outcomes()).toEqual([1, 3]);
    expect(page.writes[1]?.record).toMatchObject({
      state: 'interrupted',
      loadTests: [{ state: 'cancelled' }],
    });
    await page.end(1);
    const record = closeDraft(publish(4), 'cancelled', 99);
    page.store.getState().setRun({ runState: 'cancelled', record });
    page.passTime(restMs);
    await microtasks();
    expect(page.writes.at(-1)).toMatchObject({ record, unfinished: false });
  });

  it('keeps nothing of a run that was stopped before it had measured anything, but what failed and why', async () => {
    const page = setUp();
    for (const state of ['cancelled', 'failed'] as const) {
      page.store.getState().setRun({ runState: 'loading', record: null });
      const record = closeDraft(exampleDraft({ id: state, latenciesMs: [] }), state, 9);
      page.store.getState().setRun({ runState: state, record });
    }
    await microtasks();
    expect(page.writes.map(({ record }) => record.id)).toEqual(['failed']);
  });

  it('leaves alone a record that is only put on show', async () => {
    const page = setUp();
    page.store.getState().setRun({ record: exampleRecord(), runState: 'interrupted' });
    await microtasks();
    expect(page.writes).toEqual([]);
  });

  it('leaves alone the record that a run puts back which could not begin', async () => {
    const page = setUp();
    const record = exampleRecord();
    page.store.getState().setRun({ record, runState: 'done' });
    page.store.getState().setRun({ record: null, runState: 'loading' });
    page.store.getState().setRun({ record, runState: 'failed' });
    await microtasks();
    expect(page.writes).toEqual([]);
  });

  it('writes a record again that a run puts back which had written over it', async () => {
    const page = setUp();
    const draft = page.publish([40]);
    const record = closeDraft(draft, 'done', 9);
    page.store.getState().setRun({ record, runState: 'done' });
    await microtasks();
    await page.end(0);
    await page.end(1);
    page.store.getState().setRun({ record: null, runState: 'loading' });
    page.passTime(restMs);
    page.publish([40]);
    await microtasks();
    await page.end(2);
    page.store.getState().setRun({ record, runState: 'failed' });
    await microtasks();
    expect(page.writes.map(({ unfinished }) => unfinished)).toEqual([true, false, true, false]);
    expect(page.writes.at(-1)?.record).toBe(record);
  });

  it('goes on after a failure, and tells of it once', async () => {
    const page = setUp();
    for (const round of [1, 2, 3]) {
      page.publish(Array.from({ length: round }, () => 40));
      await microtasks();
      await page.end(round - 1, new Error('no room'));
      page.passTime(restMs);
      await microtasks();
    }
    expect(page.samples()).toEqual([1, 2, 3]);
    expect(page.told).toEqual([new Error('no room')]);
  });

  it('tells of a run that it cannot write because its script is missing', async () => {
    const missing = new TypeError('Failed to fetch');
    const page = setUp(() => Promise.reject(missing));
    page.publish([40]);
    await microtasks();
    expect(page.told).toEqual([missing]);
    expect(page.writes).toEqual([]);
  });
});

describe('leaving the page', () => {
  it('keeps what is not written yet', async () => {
    const page = setUp();
    page.publish([40]);
    await microtasks();
    await page.end(0);
    page.writer.leave();
    expect(page.left.size).toBe(0);
    page.publish([40, 41]);
    page.writer.leave();
    expect(page.lastMoment.take().map(({ text }) => readLeftRun(text))).toMatchObject([
      { unfinished: true, record: { id: 'run-1', lanes: [{ cells: [{ latencyMs: { n: 2 } }] }] } },
    ]);
  });

  it('keeps what is being written', async () => {
    const page = setUp();
    const draft = page.publish([40]);
    await microtasks();
    page.store.getState().setRun({ runState: 'done', draft, record: closeDraft(draft, 'done', 9) });
    await page.end(0);
    page.writer.leave();
    expect(page.lastMoment.take().map(({ text }) => readLeftRun(text))).toMatchObject([
      { unfinished: false, record: { state: 'done' } },
    ]);
  });
});
