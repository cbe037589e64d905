import { describe, expect, it } from 'vitest';
import { measureClockResolution } from './machine-probe.ts';

/** A clock that answers these times in turn, and then steps by `stepMs` at every second look. */
function clockOf(times: readonly number[], stepMs: number) {
  const first = [...times];
  let now = times.at(-1) ?? 0;
  let looks = 0;
  return {
    now: () => {
      const given = first.shift();
      if (given !== undefined) return given;
      looks++;
      if (looks % 2 === 0) now += stepMs;
      return now;
    },
  };
}

describe('the clock’s resolution', () => {
  it('is its smallest step', () => {
    expect(measureClockResolution(clockOf([5, 5.3, 5.4], 0.2))).toBe(0.1);
  });

  it('does not come from a step back', () => {
    expect(measureClockResolution(clockOf([5, 2.2, 2.3, 2.3], 0.02))).toBe(0.02);
  });
});
