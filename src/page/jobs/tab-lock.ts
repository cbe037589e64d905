/** The one lock that all tabs of the page share. A tab holds it while it computes. */
export interface TabLock {
  /** Takes it at once. @returns what lets go of it, or `null` where another tab holds it */
  ifFree(): Promise<(() => void) | null>;
  /** Waits for it. Rejects once the signal is aborted. @returns what lets go of it */
  wait(signal: AbortSignal): Promise<() => void>;
}

/**
 * A Web Lock, which the browser takes back when its tab is gone. `null` where the browser has none, or where
 * the page is no secure context.
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

/** A job's turn among the tabs. */
export interface TabTurn {
  /** Whether another tab still computes. */
  readonly isBeside: boolean;
  /** Lets go of the lock, or leaves the queue for it. */
  readonly leave: () => void;
}

/** No other tab is known to compute. */
const alone: TabTurn = { isBeside: false, leave: () => {} };

/**
 * The rule for two tabs: what would disturb the other waits. A ranking or a run holds the lock as long as it
 * computes, and waits while another tab does. It waits until the other has ended, until it is stopped, or
 * until the visitor wants it to go on beside the other.
 *
 * @param signals `stopping` ends the waiting with nothing held; `goingOn` ends it with a place in the queue,
 * so that a third tab waits for this one in turn
 * @param onWaiting called where it has to wait
 */
export async function takeTabTurn(
  lock: TabLock | null,
  { stopping, goingOn }: { readonly stopping: AbortSignal; readonly goingOn: AbortSignal },
  onWaiting: () => void,
): Promise<TabTurn> {
  if (lock === null) return alone;
  // A browser that refuses its locks, as where site data is blocked, tells nothing of other tabs.
  const free = await lock.ifFree().catch(() => () => {});
  if (free !== null) return { isBeside: false, leave: free };
  onWaiting();
  const waiting = new AbortController();
  for (const signal of [stopping, goingOn]) {
    if (signal.aborted) waiting.abort();
    signal.addEventListener('abort', () => waiting.abort(), { once: true });
  }
  try {
    return { isBeside: false, leave: await lock.wait(waiting.signal) };
  } catch (error) {
    if (!waiting.signal.aborted) throw error;
    return stopping.aborted ? alone : { isBeside: true, leave: queued(lock) };
  }
}

/** Takes the lock once the other tab lets go of it. @returns what lets go of it, or leaves the queue */
function queued(lock: TabLock): () => void {
  const waiting = new AbortController();
  let leave = () => waiting.abort();
  lock.wait(waiting.signal).then(
    (free) => {
      if (waiting.signal.aborted) free();
      else leave = free;
    },
    // The job ended first, or the browser refuses: nothing is held then.
    () => {},
  );
  return () => leave();
}
