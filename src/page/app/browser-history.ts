import type { HistorySurroundings } from '../history/open-history.ts';
import type { LastMoment, RunLocks } from '../history/recover-runs.ts';
import type { StorageFacts } from '../history/run-history.ts';

/** The browser's storage and locks, in the form that the history needs. */
export const browserHistory = (): HistorySurroundings => ({
  database: { indexedDB, IDBKeyRange },
  locks: typeof navigator.locks === 'undefined' ? null : browserLocks(navigator.locks),
  lastMoment: localLastMoment,
  storage: browserStorage,
});

const browserLocks = (locks: LockManager): RunLocks => ({
  hold: (name) =>
    new Promise((resolve, reject) => {
      const held = () => new Promise<void>((release) => resolve(release));
      locks.request(name, held).catch(reject);
    }),
  ifFree: (name, action) =>
    locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock !== null) await action();
      return lock !== null;
    }),
});

const prefix = 'rerank-bench/left-run/';

/** Uses local storage, which writes at once even while the page is closing. It holds about 5 MB. */
export const localLastMoment: LastMoment = {
  keep: (id, text) => {
    try {
      localStorage.setItem(prefix + id, text);
    } catch {
      // Forbidden, or too large. What was written a second earlier must suffice.
    }
  },
  take: () => {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
      return keys.map((key) => {
        const text = localStorage.getItem(key) ?? '';
        localStorage.removeItem(key);
        return { id: key.slice(prefix.length), text };
      });
    } catch {
      // Local storage is forbidden, so nothing was kept.
      return [];
    }
  },
};

const browserStorage: StorageFacts = {
  usage: async () => {
    const { usage, quota } = await navigator.storage.estimate();
    if (usage === undefined || quota === undefined) return null;
    return { usedBytes: usage, quotaBytes: quota, isPersistent: await navigator.storage.persisted() };
  },
  persist: async () => {
    await navigator.storage.persist();
  },
};
