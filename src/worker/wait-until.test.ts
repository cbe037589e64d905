import { describe, expect, it } from 'vitest';
import { FakeClock } from '../core/rerank/testing/fake-scorer.ts';
import { waiting } from './wait-until.ts';

/** Timers that are late by so much; a breath takes a tenth of a ms. */
function world(lateMs = 0) {
  const clock = new FakeClock();
  const timers: number[] = [];
  let breaths = 0;
  let forgotten = 0;
  const waitUntil = waiting({
    clock,
    after: (ms, callback) => {
      timers.push(ms);
      let isForgotten = false;
      // What is ready already goes before a timer.
      setImmediate(() => {
        if (isForgotten) return;
        clock.advance(ms + lateMs);
        callback();
      });
      return () => {
        isForgotten = true;
        forgotten++;
      };
    },
    breathe: async () => {
      breaths++;
      clock.advance(0.1);
    },
  });
  return { clock, timers, waitUntil, breaths: () => breaths, forgotten: () => forgotten };
}

const never = new Promise<void>(() => {});

describe('waiting', () => {
  it('is over at once for a moment that has passed', async () => {
    const { clock, timers, waitUntil, breaths } = world();
    clock.advance(10);
    await waitUntil(10, never, true);
    expect([timers.length, breaths()]).toEqual([0, 0]);
  });

  it('takes a timer’s word where that is good enough', async () => {
    const { clock, timers, waitUntil } = world(3);
    await waitUntil(20, never, false);
    expect([timers, clock.now()]).toEqual([[20], 23]);
  });

  it('is on time where it is to be: a timer first, then breath by breath', async () => {
    const { clock, timers, waitUntil, breaths } = world(0.5);
    await waitUntil(20, never, true);
    expect(timers).toEqual([19]);
    expect(breaths()).toBe(5);
    expect(clock.now()).toBeCloseTo(20, 1);
  });

  it('sets no timer shorter than browsers allow', async () => {
    const { clock, timers, waitUntil } = world();
    await waitUntil(4.9, never, true);
    expect(timers).toEqual([]);
    expect(clock.now()).toBeGreaterThanOrEqual(4.9);
    expect(clock.now()).toBeLessThan(5.05);
  });

  it('ends when it is woken, and forgets its timer', async () => {
    const { clock, waitUntil, forgotten } = world();
    await waitUntil(1000, Promise.resolve(), false);
    expect(clock.now()).toBe(0);
    expect(forgotten()).toBe(1);
  });

  it('ends between breaths when it is woken', async () => {
    const { waitUntil, breaths } = world();
    let wake = () => {};
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const waited = waitUntil(4, woken, true);
    wake();
    await waited;
    expect(breaths()).toBeLessThan(5);
  });
});
