import { asFailure, Failure, type FailureData, failureFrom } from '../rerank/failure.ts';

interface PendingCall {
  readonly resolve: (result: never) => void;
  readonly reject: (failure: Failure) => void;
}

/** The calls to another thread that are not answered yet. */
export class PendingCalls {
  readonly #calls = new Map<number, PendingCall>();
  #last = 0;

  /**
   * Makes a new call.
   *
   * @param post sends it, with the number that its answer will carry
   * @returns the result that `resolve` gets for that number; rejects with the failure that `reject` or
   * `rejectAll` gets
   */
  add<Result>(post: (id: number) => void): Promise<Result> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      post(id);
    });
  }

  /** Ends a call with its result; an answer that nobody waits for is dropped. */
  resolve(id: number, result: unknown): void {
    this.#take(id)?.resolve(result as never);
  }

  reject(id: number, failure: FailureData): void {
    this.#take(id)?.reject(failureFrom(failure));
  }

  /** Ends all calls, because no answer will come any more. */
  rejectAll(failure: Failure): void {
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const { reject } of calls) reject(failure);
  }

  #take(id: number): PendingCall | undefined {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    return call;
  }
}

/**
 * Waits for a worker's death. No event tells that a worker closed itself or was killed, but the browser then
 * releases the lock that it held.
 *
 * @param waitForLock resolves once the lock is free; rejects where the wait was given up
 * @param isGivenUp whether the wait was given up, because the worker was ended on purpose
 * @returns why the worker died; `null` where the wait was given up
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
 * Calls `onDeath` once when a worker dies, unless the signal aborts first.
 *
 * @param waitForLock resolves once the lock of this name is free; `null` where the browser has no locks
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
