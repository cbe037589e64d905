import { describe, expect, it } from 'vitest';
import { notePace, type PaceMeter, startPace } from './download-pace.ts';

const MB = 1e6;

/** Reports every 100 ms what `bytesIn` says came in that interval; answers every pace that was shown. */
function follow(ms: number, bytesIn: (atMs: number) => number, total: number | null = 100 * MB) {
  let meter: PaceMeter = startPace(0, 0);
  let loaded = 0;
  const shown: PaceMeter['pace'][] = [];
  for (let atMs = 100; atMs <= ms; atMs += 100) {
    loaded += bytesIn(atMs);
    meter = notePace(meter, atMs, loaded, total);
    if (meter.pace !== shown.at(-1)) shown.push(meter.pace);
  }
  return { meter, shown: shown.filter((pace) => pace !== null) };
}

describe('the pace of a download', () => {
  it('is not told in the first second', () => {
    expect(follow(900, () => MB).meter.pace).toBeNull();
    expect(follow(1000, () => MB).meter.pace).not.toBeNull();
  });

  it('is exact where bytes come evenly, and tells the time left', () => {
    const { pace } = follow(2000, () => MB).meter;
    expect(pace?.bytesPerSecond).toBeCloseTo(10 * MB, 3);
    // 80 of 100 MB are left at 10 MB/s.
    expect(pace?.remainingMs).toBe(8000);
  });

  it('tells no time left where the size is not known', () => {
    expect(follow(2000, () => MB, null).meter.pace?.remainingMs).toBeNull();
  });

  it('changes once a second at most', () => {
    expect(follow(5000, (atMs) => atMs * 1000).shown).toHaveLength(5);
  });

  it('does not jump with bursts: half a second of twice the rate, half a second of nothing', () => {
    const rates = follow(20_000, (atMs) => (atMs % 1000 < 500 ? 2 * MB : 0), 1e9).shown.map(
      ({ bytesPerSecond }) => bytesPerSecond / MB,
    );
    for (const rate of rates.slice(2)) expect(Math.abs(rate - 10)).toBeLessThan(1.2);
  });

  it('follows a lasting change within ten seconds', () => {
    const { pace } = follow(20_000, (atMs) => (atMs <= 10_000 ? MB : MB / 4), 1e9).meter;
    expect((pace?.bytesPerSecond ?? 0) / MB).toBeGreaterThan(2.5);
    expect((pace?.bytesPerSecond ?? 0) / MB).toBeLessThan(3.6);
  });

  it('counts no time while the connection is lost', () => {
    let { meter } = follow(2000, () => MB);
    meter = notePace(meter, 2000, 20 * MB, 100 * MB, true);
    meter = notePace(meter, 32_000, 20 * MB, 100 * MB, true);
    meter = notePace(meter, 33_000, 30 * MB, 100 * MB);
    expect(meter.pace?.bytesPerSecond).toBeCloseTo(10 * MB, 3);
  });

  it('takes no bytes back where a file begins anew', () => {
    let { meter } = follow(2000, () => MB);
    meter = notePace(meter, 2100, 0, 100 * MB);
    meter = notePace(meter, 3100, 10 * MB, 100 * MB);
    expect(meter.pace?.bytesPerSecond).toBeGreaterThan(0);
    expect(meter.pace?.bytesPerSecond).toBeLessThanOrEqual(10 * MB + 1);
  });

  it.each([
    [8.4, 8000],
    [33, 35_000],
    [130, 120_000],
    [1000, 1_020_000],
  ])('rounds %f s left to %d ms', (seconds, ms) => {
    const total = 10 * MB + seconds * 10 * MB;
    expect(follow(1000, () => MB, total).meter.pace?.remainingMs).toBe(ms);
  });
});
