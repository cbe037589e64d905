import type { StateCreator } from 'zustand';
import type { Message } from '../../core/texts/message.ts';
import type { HistoryEntry } from '../history/history-entry.ts';

/** A side of a comparison. The runs of `head` are compared with those of `base`. */
export type CompareSide = 'base' | 'head';

export interface StorageUsage {
  /** Bytes that the page's origin uses, cached models included. */
  readonly usedBytes: number;
  readonly quotaBytes: number;
  /** Whether the browser has promised not to clear the storage by itself. */
  readonly isPersistent: boolean;
}

export interface HistoryState {
  readonly state: 'loading' | 'ready' | 'failed';
  /** Newest first, without deleted and unreadable runs. */
  readonly entries: readonly HistoryEntry[];
  /** Deleted runs that can still be brought back. */
  readonly deleted: readonly HistoryEntry[];
  /** Ids of unreadable runs. They can be saved as they are or deleted, but not shown. */
  readonly unreadable: readonly string[];
  /** `null` until it is known, and if the browser does not tell. */
  readonly usage: StorageUsage | null;
  /** How the last import, export or failed change went. */
  readonly report: HistoryReport | null;
}

export interface HistoryReport {
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: Message;
}

export interface HistorySlice {
  readonly history: HistoryState;
  /** The run of an earlier visit that is shown as the page's last one; `null` once there is a newer. */
  readonly restoredRunId: string | null;
  /** The sides of the runs chosen for comparison, by id. */
  readonly compareSides: Readonly<Record<string, CompareSide>>;
  setHistory(change: Partial<HistoryState>): void;
  setRestoredRun(id: string | null): void;
  /** Puts a run on a side; `null` takes it out of the comparison. */
  setCompareSide(id: string, side: CompareSide | null): void;
  clearCompareSides(): void;
}

export const createHistorySlice: StateCreator<HistorySlice> = (set) => ({
  history: { state: 'loading', entries: [], deleted: [], unreadable: [], usage: null, report: null },
  restoredRunId: null,
  compareSides: {},
  setHistory: (change) =>
    set(({ history, compareSides }) => {
      const next = { ...history, ...change };
      // A run that is gone leaves the comparison.
      const known = new Set(next.entries.map(({ id }) => id));
      const sides = Object.entries(compareSides).filter(([id]) => known.has(id));
      const lost = sides.length < Object.keys(compareSides).length;
      return { history: next, ...(lost && { compareSides: Object.fromEntries(sides) }) };
    }),
  setRestoredRun: (restoredRunId) => set({ restoredRunId }),
  setCompareSide: (id, side) =>
    set(({ compareSides }) => {
      const { [id]: _, ...others } = compareSides;
      return { compareSides: side === null ? others : { ...others, [id]: side } };
    }),
  clearCompareSides: () => set({ compareSides: {} }),
});
