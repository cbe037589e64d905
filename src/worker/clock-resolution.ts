import type { Clock } from '../core/rerank/clock.ts';

/**
 * The smallest step the clock makes, in ms: 5 µs in an isolated page of Chromium, 100 µs otherwise, a whole ms where
 * a browser guards against fingerprinting.
 */
export function measureClockResolution(clock: Clock, steps = 20): number {
  let smallest = Number.POSITIVE_INFINITY;
  let last = clock.now();
  for (let seen = 0; seen < steps; ) {
    const now = clock.now();
    if (now === last) continue;
    smallest = Math.min(smallest, now - last);
    last = now;
    seen++;
  }
  // The clock's steps are multiples of a µs; what is finer is the arithmetic's rounding.
  return Math.round(smallest * 1e4) / 1e4;
}
