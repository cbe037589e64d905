/** The lock of which all tabs of the page have one together, and that a tab holds while it measures. */
export interface TabLock {
  /** Takes it at once. @returns what lets go of it, or `null` where another tab holds it */
  ifFree(): Promise<(() => void) | null>;
  /** Waits for it. Rejects once the signal is aborted. @returns what lets go of it */
  wait(signal: AbortSignal): Promise<() => void>;
}

/**
 * A Web Lock: the browser takes it back when its tab is gone. `null` where the browser has none, or where the
 * page is no secure context.
 *
 * @param locks the browser's
 */
export function webTabLock(locks: Pick<LockManager, 'request'> | undefined): TabLock | null {
  if (locks === undefined) return null;
  const request = (options: LockOptions) =>
    new Promise<(() => void) | null>((resolve, reject) => {
      const held = (lock: Lock | null): Promise<void> | undefined => {
        if (lock !== null) return new Promise((release) => resolve(release));
        resolve(null);
        return undefined;
      };
      locks.request('rerank-bench-measuring', options, held).catch(reject);
    });
  return {
    ifFree: () => request({ ifAvailable: true }),
    wait: async (signal) => (await request({ signal })) ?? (() => {}),
  };
}
