import type { Clock } from '../core/rerank/clock.ts';
import type { WaitUntil } from '../core/serving/live-load-test.ts';

/** Browsers make timers that set timers last at least so long (HTML, "timer initialization steps"), ms. */
const shortestTimerMs = 4;

/** A timer that is to be on time ends so much before it, since timers are late rather than early, ms. */
const timerLatenessMs = 1;

export interface WaitTools {
  readonly clock: Clock;
  /** Calls back after so many ms. @returns a function that forbids it */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** Lets messages in; takes a few µs where there are none. */
  readonly breathe: () => Promise<void>;
}

/**
 * Waits by a timer; where it is to be precise, the last few ms, for which a timer is too coarse, by letting
 * messages in again and again. That keeps a core busy, but for less than `shortestTimerMs` +
 * `timerLatenessMs`, and only in the workers that have nothing to compute.
 */
export function waiting({ clock, after, breathe }: WaitTools): WaitUntil {
  return async (atMs, woken, isPrecise) => {
    let isWoken = false;
    const heard = woken.then(() => {
      isWoken = true;
    });
    for (;;) {
      const leftMs = atMs - clock.now();
      if (isWoken || leftMs <= 0) return;
      const isNear = leftMs < shortestTimerMs + timerLatenessMs;
      if (isPrecise && isNear) {
        await breathe();
        continue;
      }
      let forget = () => {};
      const timer = new Promise<void>((resolve) => {
        forget = after(isPrecise ? leftMs - timerLatenessMs : leftMs, resolve);
      });
      await Promise.race([heard, timer]);
      forget();
    }
  };
}
