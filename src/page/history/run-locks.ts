/** Web Locks, by which one tab can tell that another still measures. The browser takes a lock back when its tab is gone. */
export interface RunLocks {
  /** Waits for the lock and holds it until the answer is called. */
  hold(name: string): Promise<() => void>;
  /** Does something under the lock if nobody holds it; answers whether it was done. */
  ifFree(name: string, action: () => Promise<void>): Promise<boolean>;
}

/** The lock that a tab holds for as long as it measures a run. */
export const runLock = (id: string): string => `rerank-bench-run-${id}`;
