import type { Arrival, Settled } from './arrival.ts';
import type { BatchEnd, BatchStart, LoadTestEvent } from './load-test-order.ts';

/**
 * An event is sent at least this often, even if nothing happened, because the page ends a silent worker; ms.
 */
export const tellEveryMs = 250;

/**
 * Collects what happens in a load test, so that few messages are sent, and none at a moment when sending
 * would disturb the test.
 */
export class EventCollector {
  readonly #emit: (event: LoadTestEvent) => void;
  readonly #now: () => number;
  #arrived: Arrival[] = [];
  #settled: Settled[] = [];
  #started: BatchStart[] = [];
  #ended: BatchEnd[] = [];
  #toldAtMs: number;

  /** @param now ms since the load test began */
  constructor(emit: (event: LoadTestEvent) => void, now: () => number) {
    this.#emit = emit;
    this.#now = now;
    this.#toldAtMs = now();
  }

  /** When the next event is due at the latest. */
  get dueAtMs(): number {
    return this.#toldAtMs + tellEveryMs;
  }

  arrived(arrival: Arrival): void {
    this.#arrived.push(arrival);
  }

  settled(settled: Settled): void {
    this.#settled.push(settled);
  }

  started(batch: BatchStart): void {
    this.#started.push(batch);
  }

  ended(batch: BatchEnd): void {
    this.#ended.push(batch);
  }

  /** Sends what there is, if anything. */
  tell(): void {
    const parts = [this.#arrived, this.#settled, this.#started, this.#ended];
    if (parts.some(({ length }) => length > 0)) this.#post();
  }

  /** Sends the end of a batch at once, and whatever there is when an event is due. */
  tellIfDue(): void {
    if (this.#ended.length > 0 || this.#now() >= this.dueAtMs) this.#post();
  }

  #post(): void {
    const atMs = this.#now();
    this.#toldAtMs = atMs;
    this.#emit({
      type: 'progress',
      atMs,
      arrived: this.#arrived,
      settled: this.#settled,
      started: this.#started,
      ended: this.#ended,
    });
    this.#arrived = [];
    this.#settled = [];
    this.#started = [];
    this.#ended = [];
  }
}
