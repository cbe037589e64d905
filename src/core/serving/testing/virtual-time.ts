import type { Clock } from '../../rerank/clock.ts';
import type { WaitUntil } from '../live-load-test.ts';

interface Due {
  readonly atMs: number;
  readonly callback: () => void;
}

/** Long enough for the program to hear of what happened and to do all that follows from it. */
const hops = 150;

/** Time that jumps to whatever is due next once the program has nothing left to do. */
export class VirtualTime implements Clock {
  #ms: number;
  #due: Due[] = [];
  #isIdling = false;

  constructor(startMs = 0) {
    this.#ms = startMs;
  }

  now(): number {
    return this.#ms;
  }

  /** The thread is busy for so long: nothing is heard meanwhile. */
  advance(ms: number): void {
    this.#ms += ms;
  }

  /** Calls back then. @returns a function that forbids it */
  at(atMs: number, callback: () => void): () => void {
    const due = { atMs, callback };
    this.#due.push(due);
    void this.#idle();
    return () => {
      this.#due = this.#due.filter((one) => one !== due);
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.at(this.#ms + ms, resolve);
    });
  }

  readonly waitUntil: WaitUntil = async (atMs, woken) => {
    let forget = () => {};
    const timer = new Promise<void>((resolve) => {
      forget = this.at(atMs, resolve);
    });
    await Promise.race([woken, timer]);
    forget();
  };

  async #idle(): Promise<void> {
    if (this.#isIdling) return;
    this.#isIdling = true;
    while (this.#due.length > 0) {
      for (let hop = 0; hop < hops; hop++) await null;
      this.#due.sort((a, b) => a.atMs - b.atMs);
      const first = this.#due.shift();
      this.#ms = Math.max(this.#ms, first?.atMs ?? 0);
      first?.callback();
    }
    this.#isIdling = false;
  }
}
