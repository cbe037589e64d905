import { asFailure, Failure } from '../rerank/failure.ts';

/**
 * Waits for a worker's death. No event tells that a worker closed itself or was killed, but the browser takes back the
 * lock it held while it lived.
 *
 * @param waitForLock resolves once the lock is free; rejects where the wait was given up
 * @param isGivenUp whether nobody wants to know any more, because the worker was ended on purpose
 * @returns why the worker is no more; `null` where the wait was given up
 */
export async function deathOfWorker(
  waitForLock: () => Promise<void>,
  isGivenUp: () => boolean,
): Promise<Failure | null> {
  try {
    await waitForLock();
    return isGivenUp() ? null : new Failure('worker-died', 'The worker ended without a word.');
  } catch (error) {
    return isGivenUp() ? null : asFailure(error);
  }
}

/**
 * Tells once of a worker's death, unless the signal was given first.
 *
 * @param waitForLock resolves once whoever holds the lock of this name has let go of it; `null` where the browser has no locks
 */
export async function watchLife<Signal extends { readonly aborted: boolean }>(
  waitForLock: ((name: string, signal: Signal) => Promise<void>) | null,
  lifeLock: string,
  signal: Signal,
  onDeath: (failure: Failure) => void,
): Promise<void> {
  if (waitForLock === null) return;
  const death = await deathOfWorker(
    () => waitForLock(lifeLock, signal),
    () => signal.aborted,
  );
  if (death !== null) onDeath(death);
}
