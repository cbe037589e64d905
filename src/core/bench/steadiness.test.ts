import { describe, expect, it } from 'vitest';
import { isAfter, type SpeedReading, slowdownOfLane, slowdownsOf, timeFixedProduct } from './steadiness.ts';

const readings = (...ms: readonly number[]): SpeedReading[] =>
  ms.map((one, place) => ({ atMs: 1000 * place, device: 'wasm', ms: one }));

const cellAt = (...startedAtMs: readonly number[]) => ({ state: 'measured', latencyMs: { startedAtMs } });

describe('timing the fixed product', () => {
  /** Answers the times of one product, one after another, and keeps the repeats asked for. */
  const device = (...times: readonly number[]) => {
    const asked: number[] = [];
    let next = 0;
    return {
      asked,
      run: async (repeats: number) => {
        asked.push(repeats);
        return repeats * (times[Math.min(next++, times.length - 1)] ?? 0);
      },
    };
  };

  it('warms up for 200 ms, then takes the fastest of five takes of 40 ms', async () => {
    const { asked, run } = device(100, 60, 45, 10, 12, 9, 8, 11, 10);
    expect(await timeFixedProduct(run)).toBe(8);
    // 100 + 60 + 45 ms of warming up; the last of these says that one product fills a take.
    expect(asked).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('repeats a fast product until a take lasts', async () => {
    const { asked, run } = device(...Array.from({ length: 20 }, () => 12));
    expect(await timeFixedProduct(run)).toBe(12);
    expect(asked.slice(-5)).toEqual([4, 4, 4, 4, 4]);
  });

  it('takes only two of a product that fills the time by itself', async () => {
    const { asked, run } = device(900, 800, 700, 600);
    expect(await timeFixedProduct(run)).toBe(700);
    expect(asked).toEqual([1, 1, 1]);
  });

  it('ends where the clock sees no time pass', async () => {
    expect(await timeFixedProduct(device(0).run)).toBe(0);
  });
});

describe('a device that slowed down', () => {
  it('is one whose rate fell by a tenth, no less', () => {
    expect(slowdownsOf(readings(9, 9.99))).toEqual([]);
    const [slowdown] = slowdownsOf(readings(8.99, 10));
    expect(slowdown).toMatchObject({ device: 'wasm', sinceMs: 0 });
    expect(slowdown?.share).toBeCloseTo(0.101, 12);
  });

  it('is held against the best reading before, and doubtful since the last good one', () => {
    expect(slowdownsOf(readings(12, 10, 10.5, 20, 11))).toEqual([
      { device: 'wasm', share: 0.5, sinceMs: 2000 },
    ]);
  });

  it('does not slow down by getting faster', () => {
    expect(slowdownsOf(readings(20, 15, 10))).toEqual([]);
  });

  it('is told apart from another device', () => {
    const gpu: SpeedReading[] = [
      { atMs: 0, device: 'webgpu', ms: 1 },
      { atMs: 5000, device: 'webgpu', ms: 2 },
    ];
    const all = [...readings(10, 10), ...gpu];
    expect(slowdownOfLane(all, { device: 'wasm', cells: [cellAt(6000)] })).toBeNull();
    expect(slowdownOfLane(all, { device: 'webgpu', cells: [cellAt(6000)] })?.share).toBe(0.5);
  });
});

describe('what a slowdown concerns', () => {
  it('is what was sampled after the last good reading', () => {
    expect(isAfter(cellAt(100, 1500), { sinceMs: 1000 })).toBe(true);
    expect(isAfter(cellAt(100, 1000), { sinceMs: 1000 })).toBe(false);
    expect(isAfter({ state: 'skipped' }, { sinceMs: 0 })).toBe(false);
  });

  it('is no lane that ended before', () => {
    const slow = readings(10, 10, 20);
    expect(slowdownOfLane(slow, { device: 'wasm', cells: [cellAt(500)] })).toBeNull();
    expect(slowdownOfLane(slow, { device: 'wasm', cells: [cellAt(500), cellAt(1500)] })).not.toBeNull();
  });

  it('goes by the CPU for a lane whose own device was not timed, as on a software adapter', () => {
    const lane = { device: 'webgpu', cells: [cellAt(500)] } as const;
    expect(slowdownOfLane(readings(10, 20), lane)?.share).toBe(0.5);
    expect(slowdownOfLane([], lane)).toBeNull();
  });
});
