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
