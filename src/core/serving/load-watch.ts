import type { Arrival, Settled } from './arrival.ts';
import type { LoadOrder } from './load-order.ts';
import { OverloadWatch } from './overload.ts';

/**
 * Watches a live test for overload. A worker that goes on where another was lost finds a queue that grew while no model was there; that is not what
 * the model does to it. So its counts begin with the worker: whatever became of arrivals that are older counts as one that it caught up with,
 * and it is overloaded only where the queue outgrows what it found.
 */
export class LoadWatch {
  readonly #watch: OverloadWatch;
  readonly #sinceMs: number;
  readonly #counts = { arrived: 0, answered: 0, cancelled: 0 };
  #isOverloaded = false;

  /**
   * @param servers passes that may be under way at one time
   * @param sinceMs when this worker began, ms since the test did
   */
  constructor({ plan, rule }: Pick<LoadOrder, 'plan' | 'rule'>, servers: number, sinceMs: number) {
    this.#watch = new OverloadWatch(plan, rule, servers);
    this.#sinceMs = sinceMs;
  }

  get isOverloaded(): boolean {
    return this.#isOverloaded;
  }

  arrived({ arrivedAtMs }: Arrival): void {
    if (arrivedAtMs < this.#sinceMs) return;
    this.#counts.arrived++;
    this.#isOverloaded ||= this.#watch.isOverloaded(this.#counts);
  }

  settled({ arrival, outcome }: Settled): void {
    if (outcome === 'answered' || arrival.arrivedAtMs < this.#sinceMs) this.#counts.answered++;
    else if (outcome === 'cancelled') {
      this.#counts.cancelled++;
      // The queue was emptied, however long it had been.
      this.#isOverloaded = false;
    }
  }
}
