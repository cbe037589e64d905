import type { Device, Dtype, PeakPrecision, RuntimeBuild } from '../rerank/devices.ts';

/** The fastest matrix product that was found on a device. */
export interface PeakMeasurement {
  readonly device: Device;
  readonly precision: PeakPrecision;
  /** Thousand million operations a second, two for each multiplication and addition. */
  readonly gflopsPerSecond: number;
  /** What multiplied: the name of the product's variant. */
  readonly method: string;
  /** Rows of the product; of square matrices columns, too. */
  readonly size: number;
  /** What the whole search took. */
  readonly ms: number;
}

/**
 * The `method` of a peak that no product of a search had: the fastest cell of a lane that shares it. Its `size` is the mean number of tokens in
 * a pass, the rows that the model's products have.
 */
export const reachedMethod = 'fastest cell';

/** The product that a lane is held against. */
export type PeakOrder =
  | { readonly device: 'webgpu'; readonly precision: 'f32' | 'f16' }
  | {
      readonly device: 'wasm';
      readonly precision: 'f32' | 'int8';
      readonly runtime: RuntimeBuild;
      readonly threads: number;
    };

export interface PeakedLane {
  readonly device: Device;
  readonly dtype: Dtype;
  readonly runtime: RuntimeBuild;
  /** Of each session; counts on the CPU alone. */
  readonly threads: number;
  readonly workers: number;
}

/**
 * What to measure for a lane. On WebGPU half precision flows where the weights say so, and everything else is turned into single
 * precision before it is multiplied; on the CPU half precision is computed as single, and only q8 multiplies integers. Several sessions
 * share the cores that one session of all their threads has, so that one is measured.
 *
 * @param cores what the machine has: more threads than that compute nothing more
 */
export function peakOrder(lane: PeakedLane, cores: number): PeakOrder {
  const { device, dtype, runtime } = lane;
  switch (device) {
    case 'webgpu':
      return { device, precision: dtype === 'fp16' || dtype === 'q4f16' ? 'f16' : 'f32' };
    case 'wasm': {
      const threads = Math.max(1, Math.min(lane.threads * lane.workers, cores));
      return { device, precision: dtype === 'q8' ? 'int8' : 'f32', runtime, threads };
    }
    default:
      return device satisfies never;
  }
}

/** Operations of a product of two n×n matrices. */
export const productFlops = (n: number): number => 2 * n ** 3;

/** How far a search goes: it may take seconds, not minutes. Times in ms. */
export const peakRule = {
  /** The first size whose product takes this long is worth timing: below, starting a product costs as much as it does. */
  worthwhileMs: 8,
  /** Length of one take: so long that starting and ending it does not count. */
  takeMs: 60,
  /** Takes of one product; the fastest counts, since a peak is what the device can do at best. */
  takes: 3,
  mostRepeats: 2000,
  /** No size is tried whose product would take longer, but for the first. */
  slowProductMs: 300,
  /** Nothing new is begun after this. */
  budgetMs: 1800,
  /** At other sizes only variants that reach this share of the best are tried again. */
  contenderShare: 0.7,
} as const;

/** What a search tries. */
export interface PeakCandidates<Variant> {
  /** Ascending; at least one. */
  readonly sizes: readonly number[];
  /** At least one; the first is the one that sizes are chosen by. */
  readonly variants: readonly Variant[];
  /** Operations of one run. */
  readonly flops: (size: number, variant: Variant) => number;
  /** Readies a product; what it holds is released before the next. */
  readonly prepare: (variant: Variant, size: number) => Promise<PreparedProduct>;
}

export interface PreparedProduct {
  /** Runs so many times and answers the ms it took. */
  readonly run: (repeats: number) => Promise<number>;
  readonly release: () => Promise<void> | void;
}

export interface FoundPeak<Variant> {
  readonly variant: Variant;
  readonly size: number;
  readonly gflopsPerSecond: number;
}

/**
 * Looks for the fastest product. It climbs through the sizes to the first that is worth timing, times all variants there, and then those near the
 * best at the next size and at the one before. Every product runs once unmeasured (it compiles and warms up).
 *
 * @param spentMs ms since the search began
 * @returns `null` where no product could be timed
 */
export async function findPeak<Variant>(
  { sizes, variants, flops, prepare }: PeakCandidates<Variant>,
  spentMs: () => number,
): Promise<FoundPeak<Variant> | null> {
  const isSpent = () => spentMs() > peakRule.budgetMs;
  const timed = async <T>(variant: Variant, size: number, use: (product: PreparedProduct) => Promise<T>) => {
    const product = await prepare(variant, size);
    try {
      await product.run(1);
      return await use(product);
    } finally {
      await product.release();
    }
  };

  let start = 0;
  let productMs = 0;
  for (const [place, size] of sizes.entries()) {
    // Eight times the work a step.
    if (place > 0 && 8 * productMs > peakRule.slowProductMs) break;
    start = place;
    productMs = await timed(variants[0] as Variant, size, (product) => product.run(1));
    if (productMs >= peakRule.worthwhileMs || isSpent()) break;
  }

  let best: FoundPeak<Variant> | null = null;
  let contenders = variants;
  for (const place of [start, start + 1, start - 1]) {
    const size = sizes[place];
    if (size === undefined || (place > start && 8 * productMs > peakRule.slowProductMs)) continue;
    const rates = new Map<Variant, number>();
    for (const variant of contenders) {
      if (best !== null && isSpent()) return best;
      const gflopsPerSecond = await timed(variant, size, (product) =>
        fastestRate(product, flops(size, variant), isSpent),
      );
      rates.set(variant, gflopsPerSecond);
      if (gflopsPerSecond > (best?.gflopsPerSecond ?? 0)) best = { variant, size, gflopsPerSecond };
    }
    const top = Math.max(0, ...rates.values());
    contenders = contenders.filter((one) => (rates.get(one) ?? 0) >= peakRule.contenderShare * top);
  }
  return best;
}

/** In thousand million operations a second; 0 where the clock saw nothing. */
async function fastestRate(product: PreparedProduct, flops: number, isSpent: () => boolean): Promise<number> {
  let productMs = await product.run(1);
  let fastest = rate(flops, productMs);
  for (let take = 0; take < peakRule.takes && !isSpent(); take++) {
    // What one run took holds its start and its end too; a take of many tells better how many the next is to have.
    const fitting = Math.ceil(peakRule.takeMs / Math.max(productMs, 0.01));
    const repeats = Math.min(peakRule.mostRepeats, fitting);
    const ms = await product.run(repeats);
    fastest = Math.max(fastest, rate(flops * repeats, ms));
    productMs = Math.min(productMs, ms / repeats);
  }
  return fastest;
}

const rate = (flops: number, ms: number): number => (ms > 0 ? flops / ms / 1e6 : 0);
