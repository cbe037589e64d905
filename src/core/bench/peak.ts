import type { Device, Dtype, PeakPrecision, RuntimeBuild } from '../rerank/devices.ts';
import type { ModelShape } from '../rerank/flops.ts';

/** The fastest matrix product that was found on a device. */
export interface PeakMeasurement {
  readonly device: Device;
  readonly precision: PeakPrecision;
  /** Thousand million operations a second, two for each multiplication and addition. */
  readonly gflopsPerSecond: number;
  /** What multiplied: the name of the product's variant. */
  readonly method: string;
  /** Rows of the product. */
  readonly size: number;
  /** What the whole search took. */
  readonly ms: number;
}

/**
 * The `method` of a peak that no searched product reached: the fastest cell of a lane that shares it. Its
 * `size` is the mean number of tokens in a pass, the rows that the model's products have.
 */
export const reachedMethod = 'fastest cell';

/** The peak that a lane is held against. All lanes with the same order share one. */
export type PeakOrder =
  | { readonly device: 'webgpu'; readonly precision: 'f32' | 'f16' }
  | {
      readonly device: 'wasm';
      readonly precision: 'f32' | 'int8';
      readonly runtime: RuntimeBuild;
      readonly threads: number;
    };

/** What a search is asked for. */
export interface PeakSearch {
  readonly order: PeakOrder;
  /** Products of these widths are searched first: those that the lane's model has. */
  readonly widths: ModelWidths | null;
}

export type ModelWidths = Pick<ModelShape, 'hiddenSize' | 'intermediateSize'>;

export interface PeakedLane {
  readonly device: Device;
  readonly dtype: Dtype;
  readonly runtime: RuntimeBuild;
  /** Of each session; counts on the CPU alone. */
  readonly threads: number;
  readonly workers: number;
}

/**
 * What to measure for a lane. WebGPU multiplies in half precision where the weights say so; it turns
 * everything else into single precision first. The CPU computes half precision as single, and only q8
 * multiplies integers. Several sessions share the cores that one session with all their threads would have,
 * so that one is measured.
 *
 * @param cores what the machine has: more threads than that compute nothing more
 * @returns `null` for a device whose peak is not searched for
 */
export function peakOrder(lane: PeakedLane, cores: number): PeakOrder | null {
  const { device, dtype, runtime } = lane;
  switch (device) {
    case 'webgpu':
      return { device, precision: dtype === 'fp16' || dtype === 'q4f16' ? 'f16' : 'f32' };
    case 'wasm': {
      const threads = Math.max(1, Math.min(lane.threads * lane.workers, cores));
      return { device, precision: dtype === 'q8' ? 'int8' : 'f32', runtime, threads };
    }
    default:
      // Nobody has written a search for that device yet.
      return null;
  }
}

/** A product of a matrix of [rows, depth] and one of [depth, columns]. */
export interface ProductSize {
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
}

export const productFlops = ({ rows, depth, columns }: ProductSize): number => 2 * rows * depth * columns;

/** How far a search goes: it may take seconds, not minutes. Times in ms. */
export const peakRule = {
  /** A take this long has a rate: below, starting and ending it, and the clock's step, weigh too much. */
  worthwhileMs: 8,
  /** A run that the clock sees this long tells how many runs make a take. */
  visibleMs: 2,
  /** Length of the one take that a size has while the search looks around. */
  glanceMs: 15,
  /** Length of a take of a finalist. */
  takeMs: 60,
  /** Takes of a finalist; the fastest counts, since a peak is what the device can do at best. */
  takes: 3,
  /** Products that are timed again at the end: the fastest of all that were seen. */
  finalists: 3,
  mostRepeats: 2000,
  /** No size is tried whose product would take longer, but for the very first. */
  slowProductMs: 300,
  /** Looking around ends here, so that there is time for the finalists. */
  scoutMs: 1200,
  /** Nothing new is begun after this. */
  budgetMs: 1800,
  /** Beside the best size only variants that reach this share of the best are tried. */
  contenderShare: 0.7,
} as const;

/** What a search tries. */
export interface PeakCandidates<Variant, Size> {
  /** A ladder of sizes for each kind of product, in the order of trying. The first has at least one size. */
  readonly ladders: readonly (readonly Size[])[];
  /** At least one; the first climbs the first ladder. */
  readonly variants: readonly Variant[];
  /** Operations of one run. */
  readonly flops: (size: Size) => number;
  /** Readies a product; what it holds is released before the next. */
  readonly prepare: (variant: Variant, size: Size) => Promise<PreparedProduct>;
}

export interface PreparedProduct {
  /** Runs so many times and answers the ms it took. */
  readonly run: (repeats: number) => Promise<number>;
  readonly release: () => Promise<void> | void;
}

export interface FoundPeak<Variant, Size> {
  readonly variant: Variant;
  readonly size: Size;
  readonly gflopsPerSecond: number;
}

/**
 * Looks for the fastest product. One variant climbs the first ladder; then all variants are tried at its best
 * size, and the good ones at the sizes beside it. The best variant climbs the other ladders, and the fastest
 * products of all are timed again, longer. Every product first runs once unmeasured, to compile and warm up.
 * The best of everything that was timed counts.
 *
 * @param spentMs ms since the search began
 * @returns `null` where no product could be timed
 */
export async function findPeak<Variant, Size>(
  { ladders, variants, flops, prepare }: PeakCandidates<Variant, Size>,
  spentMs: () => number,
): Promise<FoundPeak<Variant, Size> | null> {
  /** The fastest first. */
  const seen: FoundPeak<Variant, Size>[] = [];
  const isOver = (limitMs: number) => seen.length > 0 && spentMs() > limitMs;
  const time = async (variant: Variant, size: Size, takes: number, takeMs: number): Promise<TimedProduct> => {
    const product = await prepare(variant, size);
    try {
      await product.run(1);
      const timed = await timeProduct(product, flops(size), takes, takeMs, () => isOver(peakRule.budgetMs));
      seen.push({ variant, size, gflopsPerSecond: timed.gflopsPerSecond });
      seen.sort((a, b) => b.gflopsPerSecond - a.gflopsPerSecond);
      return timed;
    } finally {
      await product.release();
    }
  };
  const glance = (variant: Variant, size: Size) => time(variant, size, 1, peakRule.glanceMs);

  /** Answers the sizes that were tried. */
  const climb = async (variant: Variant, ladder: readonly Size[]): Promise<readonly Size[]> => {
    // The best rate so far tells how long the first rung's product takes; after that the last rung's does.
    let flopsPerMs = (seen[0]?.gflopsPerSecond ?? 0) * 1e6;
    const tried: Size[] = [];
    for (const size of ladder) {
      if (isOver(peakRule.scoutMs)) break;
      if (flopsPerMs > 0 && flops(size) / flopsPerMs > peakRule.slowProductMs) continue;
      tried.push(size);
      const { productMs } = await glance(variant, size);
      flopsPerMs = productMs > 0 ? flops(size) / productMs : 0;
    }
    return tried;
  };

  const tryOthers = async (others: readonly Variant[], sizes: readonly Size[]): Promise<void> => {
    const best = seen[0];
    const place = best === undefined ? -1 : sizes.indexOf(best.size);
    if (best === undefined || place < 0) return;
    const contenders = [];
    for (const variant of others) {
      if (isOver(peakRule.scoutMs)) return;
      const { gflopsPerSecond } = await glance(variant, best.size);
      if (gflopsPerSecond >= peakRule.contenderShare * best.gflopsPerSecond) contenders.push(variant);
    }
    for (const size of [sizes[place + 1], sizes[place - 1]]) {
      for (const variant of size === undefined ? [] : contenders) {
        if (isOver(peakRule.scoutMs)) return;
        await glance(variant, size as Size);
      }
    }
  };

  const [first, ...others] = variants as readonly [Variant, ...Variant[]];
  for (const [place, ladder] of ladders.entries()) {
    const climbed = await climb(seen[0]?.variant ?? first, ladder);
    if (place === 0) await tryOthers(others, climbed);
  }
  for (const { variant, size } of seen.slice(0, peakRule.finalists)) {
    if (isOver(peakRule.budgetMs)) break;
    await time(variant, size, peakRule.takes, peakRule.takeMs);
  }
  const [best] = seen;
  return best === undefined || best.gflopsPerSecond === 0 ? null : best;
}

interface TimedProduct {
  /** Of the fastest take; 0 where the clock saw nothing. */
  readonly gflopsPerSecond: number;
  /** One run of it. */
  readonly productMs: number;
}

async function timeProduct(
  product: PreparedProduct,
  flops: number,
  takes: number,
  takeMs: number,
  isSpent: () => boolean,
): Promise<TimedProduct> {
  let repeats = 1;
  let ms = await product.run(repeats);
  while (ms < peakRule.visibleMs && repeats < peakRule.mostRepeats) {
    repeats = Math.min(peakRule.mostRepeats, 8 * repeats);
    ms = await product.run(repeats);
  }
  let productMs = ms / repeats;
  let fastest = rateOf(flops * repeats, ms);
  for (let take = 0; take < takes && (fastest === 0 || !isSpent()); take++) {
    // One run's time includes its start and end; a take of many runs predicts better how many the next needs.
    repeats = fittingRepeats(takeMs, productMs);
    ms = await product.run(repeats);
    fastest = Math.max(fastest, rateOf(flops * repeats, ms));
    productMs = Math.min(productMs, ms / repeats);
    // A take that was too short, as after a slow first run, is made again: now its length is known.
    if (fastest === 0 && repeats < fittingRepeats(takeMs, productMs)) take--;
  }
  return { gflopsPerSecond: fastest, productMs };
}

const fittingRepeats = (takeMs: number, productMs: number): number =>
  Math.min(peakRule.mostRepeats, Math.ceil(takeMs / Math.max(productMs, 0.01)));

/** 0 for too short a run: what the clock rounds off would count as speed. */
const rateOf = (flops: number, ms: number): number => (ms >= peakRule.worthwhileMs ? flops / ms / 1e6 : 0);
