import { watchdogRule } from '../../core/bench/watchdog.ts';

/** Calls back when a worker has been silent for longer than it was given. */
export class LaneWatchdog {
  readonly #after: (ms: number, callback: () => void) => () => void;
  readonly #onSilence: () => void;
  #cancel: (() => void) | null = null;

  constructor(after: (ms: number, callback: () => void) => () => void, onSilence: () => void) {
    this.#after = after;
    this.#onSilence = onSilence;
  }

  /** The worker gave a sign of life; the next is due within so many ms. */
  allow(ms: number): void {
    this.rest();
    this.#cancel = this.#after(ms, () => {
      // After a sleep of the whole machine the timer may come before messages that are waiting already.
      this.#cancel = this.#after(watchdogRule.graceMs, this.#onSilence);
    });
  }

  /** Nothing is awaited. */
  rest(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
