import { describe, expect, it } from 'vitest';
import { findPeak, peakOrder, peakRule } from './peak.ts';

/** Operations of a product: so many for each row. */
const flopsPerRow = 1e6;
const flops = (rows: number) => rows * flopsPerRow;

/** The ms of a product at so many thousand million operations a second. */
const at = (gflopsPerSecond: number, rows: number) => flops(rows) / gflopsPerSecond / 1e6;

/** A device whose product takes as long as it is told, on a clock that moves with it. */
function fakeDevice(productMs: (variant: string, rows: number) => number, stepMs = 0) {
  const log: string[] = [];
  let now = 0;
  let held = 0;
  /** What a clock of such steps shows. */
  const shown = () => (stepMs === 0 ? now : stepMs * Math.floor(now / stepMs));
  return {
    log,
    held: () => held,
    spentMs: () => now,
    search: (ladders: readonly (readonly number[])[], variants: readonly string[]) =>
      findPeak(
        {
          ladders,
          variants,
          flops,
          prepare: async (variant, rows) => {
            log.push(`${variant} ${rows}`);
            held++;
            return {
              run: async (repeats) => {
                const before = shown();
                now += repeats * productMs(variant, rows);
                return shown() - before;
              },
              release: () => {
                held--;
              },
            };
          },
        },
        shown,
      ),
  };
}

const rows = [1, 4, 16, 64, 256, 1024, 4096] as const;

describe('the search for a peak', () => {
  it('takes no speed from the clock’s steps where a first run was slow', async () => {
    const trueMs = 1.9;
    let runs = 0;
    // The warm-up, and then a run that other programs disturb: it says that one run fills a take.
    const device = fakeDevice(() => (++runs === 2 ? 20.15 : trueMs), 1);
    const found = await device.search([[100]], ['a']);
    const fastest = flops(100) / trueMs / 1e6;
    expect(found?.gflopsPerSecond).toBeGreaterThan(0.8 * fastest);
    expect(found?.gflopsPerSecond).toBeLessThanOrEqual(
      (fastest * (peakRule.worthwhileMs + 1)) / peakRule.worthwhileMs,
    );
  });

  it.each(rows)('finds it at %i rows, if that is where it is', async (fastest) => {
    const device = fakeDevice((_, size) => at(size === fastest ? 60 : 50, size));
    expect(await device.search([rows], ['a'])).toEqual({
      variant: 'a',
      size: fastest,
      gflopsPerSecond: expect.closeTo(60, 6),
    });
    expect(device.log.slice(0, rows.length)).toEqual(rows.map((size) => `a ${size}`));
    // Then the fastest of all, longer.
    expect(device.log[rows.length]).toBe(`a ${fastest}`);
    expect(device.log).toHaveLength(rows.length + peakRule.finalists);
    expect(device.held()).toBe(0);
    expect(device.spentMs()).toBeLessThan(peakRule.budgetMs);
  });

  it('tries all variants at the best size of the first ladder, the good ones beside it, and one on the others', async () => {
    const rates: Record<string, number> = {
      'a 4': 50,
      'b 4': 50 * peakRule.contenderShare + 0.01,
      'c 4': 50 * peakRule.contenderShare - 0.01,
      'b 16': 60,
    };
    const device = fakeDevice((variant, size) => at(rates[`${variant} ${size}`] ?? 40, size));
    expect(
      await device.search(
        [
          [1, 4, 16],
          [32, 64],
        ],
        ['a', 'b', 'c'],
      ),
    ).toMatchObject({ variant: 'b', size: 16 });
    expect(device.log.slice(0, 9)).toEqual([
      ...['a 1', 'a 4', 'a 16'],
      // `c` is just too slow to go on.
      ...['b 4', 'c 4', 'b 16', 'b 1'],
      ...['b 32', 'b 64'],
    ]);
  });

  it('keeps the best of everything: of a glance, too', async () => {
    let runs = 0;
    // The machine gets busy after the first glance, of three runs: a warm-up, a look at how long one takes, a
    // take.
    const device = fakeDevice(() => (++runs <= 3 ? 10 : 20));
    expect((await device.search([[4]], ['a']))?.gflopsPerSecond).toBeCloseTo(flops(4) / 10 / 1e6, 12);
    expect(device.log).toEqual(['a 4', 'a 4']);
  });

  it('tries no size whose product would take too long, by its operations and not by its place', async () => {
    const msOf = (ms: number) => fakeDevice((_, size) => (size / 16) * ms);
    const slow = msOf(peakRule.slowProductMs / 4 + 0.1);
    expect(await slow.search([[16, 64, 256]], ['a'])).toMatchObject({ size: 16 });
    expect(new Set(slow.log)).toEqual(new Set(['a 16']));
    const faster = msOf(peakRule.slowProductMs / 4 - 0.1);
    await faster.search([[16, 64, 256]], ['a']);
    expect(new Set(faster.log)).toEqual(new Set(['a 16', 'a 64']));
    // What is too slow does not keep from what is not.
    const mixed = msOf(peakRule.slowProductMs / 4 - 0.1);
    expect(await mixed.search([[16, 256, 4]], ['a'])).toMatchObject({ variant: 'a' });
    expect(new Set(mixed.log)).toEqual(new Set(['a 16', 'a 4']));
    // A further ladder begins where the best rate so far allows it to.
    const further = msOf(peakRule.slowProductMs / 4 - 0.1);
    await further.search([[16], [65, 66], [64]], ['a']);
    expect(new Set(further.log)).toEqual(new Set(['a 16', 'a 64']));
  });

  it('always has one figure, of a device so slow that its time is spent by then', async () => {
    const device = fakeDevice(() => 1000);
    expect(await device.search([[64, 128], [1]], ['a', 'b'])).toEqual({
      variant: 'a',
      size: 64,
      gflopsPerSecond: expect.closeTo(flops(64) / 1e9, 12),
    });
    expect(device.log).toEqual(['a 64']);
  });

  it('leaves time for the finalists, and begins nothing once its time is spent', async () => {
    // So many sizes that neither their glances nor the finalists' takes would come to an end.
    const many = Array.from({ length: 200 }, (_, place) => place + 1);
    const productMs = 29;
    const device = fakeDevice(() => productMs);
    expect(await device.search([many], ['a'])).toMatchObject({ variant: 'a' });
    // Each glance is three runs: it warms up, sees how long one takes, and takes one.
    const glances = Math.floor(peakRule.scoutMs / (3 * productMs)) + 1;
    expect(device.log.slice(0, glances)).toEqual(many.slice(0, glances).map((size) => `a ${size}`));
    expect(device.log[glances]).toBe(`a ${glances}`);
    // At the worst one product more, warmed up and timed once.
    expect(device.spentMs()).toBeLessThan(peakRule.budgetMs + 3 * productMs);
  });

  it('takes no figure from a clock that did not move', async () => {
    expect(await fakeDevice(() => 0).search([[64]], ['a'])).toBeNull();
  });

  it('takes no rate from a run that the clock can hardly see', async () => {
    // A run of 2.9 ms often shows as 2 ms, which would be 45 % too fast.
    const device = fakeDevice((_, size) => at(50, size), 1);
    const found = await device.search([[145, 145.1, 145.2, 145.3]], ['a']);
    expect(found?.gflopsPerSecond).toBeGreaterThan(45);
    expect(found?.gflopsPerSecond).toBeLessThan(55);
  });

  it('takes the fastest of several takes', async () => {
    let runs = 0;
    // Runs: three of the glance, two that ready the finalist, and its takes.
    const device = fakeDevice(() => (++runs === 7 ? 5 : 10));
    expect((await device.search([[64]], ['a']))?.gflopsPerSecond).toBeCloseTo(flops(64) / 5 / 1e6, 12);
  });

  it('releases a product that failed', async () => {
    const device = fakeDevice(() => {
      throw new Error('lost');
    });
    await expect(device.search([[64]], ['a'])).rejects.toThrow('lost');
    expect(device.held()).toBe(0);
  });
});

describe('the product that a lane is held against', () => {
  const lane = { device: 'wasm', dtype: 'fp32', runtime: 'plain', threads: 4, workers: 1 } as const;
  const dtypes = ['fp32', 'fp16', 'q8', 'q4', 'q4f16'] as const;
  const precisions = (device: 'webgpu' | 'wasm') =>
    dtypes.map((dtype) => peakOrder({ ...lane, device, dtype }, 8)?.precision);

  it('is of half precision where half precision flows on a GPU, of integers for q8 on a CPU', () => {
    expect(precisions('webgpu')).toEqual(['f32', 'f16', 'f32', 'f32', 'f16']);
    expect(precisions('wasm')).toEqual(['f32', 'f32', 'int8', 'f32', 'f32']);
  });

  it('has the threads of all sessions together on a CPU, as far as there are cores', () => {
    expect(peakOrder(lane, 8)).toEqual({ device: 'wasm', precision: 'f32', runtime: 'plain', threads: 4 });
    expect(peakOrder({ ...lane, threads: 2, workers: 3 }, 8)).toMatchObject({ threads: 6 });
    expect(peakOrder({ ...lane, threads: 2, workers: 3 }, 4)).toMatchObject({ threads: 4 });
  });

  it('is one and the same for all builds and threads on a GPU', () => {
    expect(peakOrder({ ...lane, device: 'webgpu' }, 8)).toEqual({ device: 'webgpu', precision: 'f32' });
  });
});
