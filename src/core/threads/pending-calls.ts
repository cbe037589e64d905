import { type Failure, type FailureData, failureFrom } from '../rerank/failure.ts';

interface PendingCall {
  readonly resolve: (result: never) => void;
  readonly reject: (failure: Failure) => void;
}

/** The calls to another thread that have no answer yet. */
export class PendingCalls {
  readonly #calls = new Map<number, PendingCall>();
  #last = 0;

  /**
   * A new call.
   *
   * @param post sends it, with the number that its answer will carry
   * @returns what `resolve` is given for that number; rejects with what `reject` or `rejectAll` is given
   */
  add<Result>(post: (id: number) => void): Promise<Result> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      post(id);
    });
  }

  /** An answer came; one that nobody waits for is dropped. */
  resolve(id: number, result: unknown): void {
    this.#take(id)?.resolve(result as never);
  }

  reject(id: number, failure: FailureData): void {
    this.#take(id)?.reject(failureFrom(failure));
  }

  /** No answer will come any more. */
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
