import { describe, expect, it } from 'vitest';
import { findPeak, peakOrder, peakRule, productFlops } from './peak.ts';

/** A device whose product takes as long as it is told, on a clock that moves with it. */
function fakeDevice(productMs: (variant: string, size: number) => number) {
  const log: string[] = [];
  let now = 0;
  let held = 0;
  return {
    log,
    held: () => held,
    search: (sizes: readonly number[], variants: readonly string[]) =>
      findPeak(
        {
          sizes,
          variants,
          flops: productFlops,
          prepare: async (variant, size) => {
            log.push(`${variant} ${size}`);
            held++;
            return {
              run: async (repeats) => {
                const ms = repeats * productMs(variant, size);
                now += ms;
                return ms;
              },
              release: () => {
                held--;
              },
            };
          },
        },
        () => now,
      ),
  };
}

/** The ms of a product at so many thousand million operations a second. */
const at = (gflopsPerSecond: number, size: number) => productFlops(size) / gflopsPerSecond / 1e6;

describe('the search for a peak', () => {
  it('climbs to the first size worth timing, and tries all variants there and the good ones beside it', async () => {
    const rates: Record<string, number> = { 'a 64': 2, 'b 64': 3, 'c 64': 1 };
    const device = fakeDevice((variant, size) =>
      // 32: 0.1 ms; 64: over 0.1 ms; 128: 8 ms at `a`.
      size < 128
        ? at(rates[`${variant} ${size}`] ?? 1, size)
        : at({ a: 0.5, b: 0.6, c: 0.1 }[variant] ?? 1, size),
    );
    expect(await device.search([32, 64, 128, 256, 512], ['a', 'b', 'c'])).toEqual({
      variant: 'b',
      size: 64,
      gflopsPerSecond: expect.closeTo(3, 9),
    });
    expect(device.log).toEqual([
      ...['a 32', 'a 64', 'a 128'],
      ...['a 128', 'b 128', 'c 128'],
      ...['a 256', 'b 256'],
      ...['a 64', 'b 64'],
    ]);
    expect(device.held()).toBe(0);
  });

  it('stays at the first size on a slow device, and does not try what would take too long', async () => {
    const device = fakeDevice((_, size) => (size / 64) ** 3 * (peakRule.slowProductMs / 8 + 0.1));
    expect(await device.search([64, 128, 256], ['a'])).toMatchObject({ size: 64 });
    expect(device.log).toEqual(['a 64', 'a 64']);
    const faster = fakeDevice((_, size) => (size / 64) ** 3 * (peakRule.slowProductMs / 8 - 0.1));
    await faster.search([64, 128, 256], ['a']);
    expect(faster.log).toEqual(['a 64', 'a 64', 'a 128']);
  });

  it('goes to the last size on a device that is never slow', async () => {
    const device = fakeDevice(() => 0.02);
    await device.search([64, 128], ['a']);
    expect(device.log).toEqual(['a 64', 'a 128', 'a 128', 'a 64']);
  });

  it('begins nothing once its time is spent, but always has one figure', async () => {
    const device = fakeDevice(() => 1000);
    expect(await device.search([64, 128], ['a', 'b'])).toEqual({
      variant: 'a',
      size: 64,
      gflopsPerSecond: expect.closeTo(productFlops(64) / 1e9, 12),
    });
    expect(device.log).toEqual(['a 64', 'a 64']);
  });

  it('takes no figure from a clock that did not move', async () => {
    expect(await fakeDevice(() => 0).search([64], ['a'])).toBeNull();
  });

  it('takes the fastest of several takes', async () => {
    let runs = 0;
    const device = fakeDevice(() => (++runs === 5 ? 5 : 10));
    expect((await device.search([64], ['a']))?.gflopsPerSecond).toBeCloseTo(productFlops(64) / 5 / 1e6, 12);
  });

  it('releases a product that failed', async () => {
    const device = fakeDevice(() => {
      throw new Error('lost');
    });
    await expect(device.search([64], ['a'])).rejects.toThrow('lost');
    expect(device.held()).toBe(0);
  });
});

describe('the product that a lane is held against', () => {
  const lane = { device: 'wasm', dtype: 'fp32', runtime: 'plain', threads: 4, workers: 1 } as const;
  const dtypes = ['fp32', 'fp16', 'q8', 'q4', 'q4f16'] as const;
  const precisions = (device: 'webgpu' | 'wasm') =>
    dtypes.map((dtype) => peakOrder({ ...lane, device, dtype }, 8).precision);

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
