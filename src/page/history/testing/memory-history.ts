import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { HistorySurroundings } from '../open-history.ts';
import type { RunLocks } from '../recover-runs.ts';

/** Web Locks among the pages of one test. Those who wait get the lock in turn. */
export class MemoryLocks implements RunLocks {
  readonly #holders = new Map<string, (() => void)[]>();

  isHeld(name: string): boolean {
    return this.#holders.has(name);
  }

  /** Releases every lock, as a browser does when a tab is gone. */
  letGoAll(): void {
    for (const [name, waiting] of this.#holders) {
      this.#holders.delete(name);
      waiting.shift()?.();
    }
  }

  async hold(name: string): Promise<() => void> {
    const waiting = this.#holders.get(name);
    if (waiting === undefined) this.#holders.set(name, []);
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return () => {
      const next = this.#holders.get(name)?.shift();
      if (next === undefined) this.#holders.delete(name);
      else next();
    };
  }

  async ifFree(name: string, action: () => Promise<void>): Promise<boolean> {
    if (this.isHeld(name)) return false;
    const release = await this.hold(name);
    await action();
    release();
    return true;
  }
}

export interface MemoryHistory extends HistorySurroundings {
  readonly locks: MemoryLocks;
  /** What pages kept while they were left, by run id. */
  readonly left: Map<string, string>;
}

/** A browser's storage and locks for a test. Pages that share it share their history. */
export function memoryHistory(): MemoryHistory {
  const left = new Map<string, string>();
  return {
    database: { indexedDB: new IDBFactory(), IDBKeyRange },
    locks: new MemoryLocks(),
    left,
    lastMoment: {
      keep: (id, text) => void left.set(id, text),
      take: () => {
        const kept = [...left].map(([id, text]) => ({ id, text }));
        left.clear();
        return kept;
      },
    },
    storage: {
      usage: async () => ({ usedBytes: 1000, quotaBytes: 5000, isPersistent: false }),
      persist: async () => {},
    },
  };
}
