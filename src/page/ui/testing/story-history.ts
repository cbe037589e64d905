import { closeDraft } from '../../../core/document/run-draft.ts';
import type { RunRecord } from '../../../core/document/run-record.ts';
import { type EntryMarks, entryOf, type HistoryEntry } from '../../history/history-entry.ts';
import type { AppStore } from '../../store/app-state.ts';
import type { HistoryServices } from '../../store/services.ts';
import { storyDraft, storyLane } from './story-draft.ts';

const record = closeDraft(
  storyDraft([
    storyLane({ device: 'webgpu', dtype: 'fp16', msPerPair: 2.4, msPerPass: 9, samples: 14 }),
    storyLane({ device: 'wasm', dtype: 'q8', msPerPair: 17, msPerPass: 3, samples: 14 }),
  ]),
  'done',
  74_000,
);

const entry = (id: string, change: Partial<HistoryEntry>): HistoryEntry => {
  const marks: EntryMarks = { name: '', note: '', state: 'done', origin: 'here', deletedAt: null };
  return { ...entryOf({ ...record, id }, marks), ...change };
};

/** Fills the history with a run of every kind. */
export function fillHistory(store: AppStore): void {
  store.getState().setHistory({
    state: 'ready',
    entries: [
      entry('r1', { startedAt: '2026-11-22T16:05:00Z', state: 'running', cellsMeasured: 5 }),
      entry('r2', {
        startedAt: '2026-11-21T09:30:00Z',
        name: 'After the driver update',
        note: 'On mains power, nothing else open.',
        adapter: 'NVIDIA GeForce RTX 4070 Laptop GPU',
        label: 'my laptop',
      }),
      entry('r3', { startedAt: '2026-11-20T09:00:00Z', state: 'interrupted', cellsMeasured: 7 }),
      entry('r4', {
        startedAt: '2026-11-19T11:20:00Z',
        state: 'failed',
        cellsMeasured: 0,
        bestPairsPerSecond: null,
      }),
      entry('r5', {
        startedAt: '2026-11-18T08:00:00Z',
        origin: 'imported',
        isSuspect: true,
        name: '<b>A name from a file</b> that goes on for longer than anybody would like to read in one line of a list',
      }),
    ],
    deleted: [entry('r6', { startedAt: '2026-11-20T12:00:00Z', name: 'A bad idea', deletedAt: 1 })],
    unreadable: ['r7'],
    usage: { usedBytes: 611_000_000, quotaBytes: 299_000_000_000, isPersistent: false },
  });
}

/** Models with a published quality, with their speeds as multiples of the usual record's. */
const measuredModels: Readonly<Record<string, number>> = {
  'Alibaba-NLP/gte-reranker-modernbert-base': 0.3,
  'cross-encoder/ettin-reranker-17m-v1': 2.6,
  'cross-encoder/ettin-reranker-68m-v1': 0.7,
  'Xenova/bge-reranker-base': 0.25,
  'Xenova/ms-marco-MiniLM-L-6-v2': 2,
  'Xenova/ms-marco-TinyBERT-L-2-v2': 9,
};

/** Fills the history with a run of each of these models. */
export function fillMeasuredModels(store: AppStore): void {
  store.getState().setHistory({
    state: 'ready',
    entries: Object.keys(measuredModels).map((model) => entry(model, { model })),
  });
}

/** The record of a run, as fast as its model is. */
function recordOf(id: string): RunRecord {
  const speed = measuredModels[id] ?? 1;
  return {
    ...record,
    id,
    lanes: record.lanes.map((lane) => ({
      ...lane,
      ...(Object.hasOwn(measuredModels, id) && { model: { ...lane.model, id } }),
      cells: lane.cells.map((cell) =>
        cell.state === 'measured' ? { ...cell, pairsPerSecond: cell.pairsPerSecond * speed } : cell,
      ),
    })),
  };
}

/** The history's services without a database. */
export function storyHistory(store: AppStore): HistoryServices {
  const state = store.getState;
  const change = (id: string, values: Partial<HistoryEntry>) => {
    const { entries, deleted } = state().history;
    const all = [...entries, ...deleted].map((one) => (one.id === id ? { ...one, ...values } : one));
    state().setHistory({
      entries: all.filter(({ deletedAt }) => deletedAt === null),
      deleted: all.filter(({ deletedAt }) => deletedAt !== null),
    });
  };
  const without = (id: string) => {
    const { deleted, unreadable } = state().history;
    state().setHistory({
      deleted: deleted.filter((one) => one.id !== id),
      unreadable: unreadable.filter((one) => one !== id),
    });
  };
  return {
    refreshHistory: async () => {},
    openRun: async (id) => state().showRun({ source: 'history', id, draft: { ...record, id } }),
    loadRun: async (id) => recordOf(id),
    renameRun: async (id, name) => change(id, { name }),
    setRunNote: async (id, note) => change(id, { note }),
    removeRun: async (id) => {
      change(id, { deletedAt: 1 });
      state().setHistory({ unreadable: state().history.unreadable.filter((one) => one !== id) });
    },
    restoreRun: async (id) => change(id, { deletedAt: null }),
    purgeRun: async (id) => without(id),
    saveUnreadableRuns: async () => {},
    removeUnreadableRuns: async () => state().setHistory({ unreadable: [] }),
    exportHistory: async () =>
      state().setHistory({
        report: { severity: 'info', message: { key: 'history.exported', values: { count: 5 } } },
      }),
    importRuns: async (files) =>
      state().setHistory({
        report: {
          severity: 'info',
          message: { key: 'history.importedAll', values: { file: files[0]?.name ?? '', count: 1 } },
        },
      }),
    dismissHistoryReport: () => state().setHistory({ report: null }),
  };
}
