import type { Device } from '../rerank/devices.ts';

/**
 * The product that is timed before, between and after the lanes: `times` products in a row of a matrix
 * [rows, width] and one of [width, width], in single precision. On a GPU it is larger, since handing over a
 * small one takes longer than computing it.
 */
export interface FixedProduct {
  readonly rows: number;
  readonly width: number;
  readonly times: number;
}

/** 1.1 × 10⁹ operations for the CPU and 17 × 10⁹ for a GPU: between 1 and 200 ms on today's devices. */
export const fixedProducts: Readonly<Record<Device, FixedProduct>> = {
  wasm: { rows: 128, width: 512, times: 16 },
  webgpu: { rows: 1024, width: 1024, times: 8 },
};

/** How the product is timed, and when a device counts as slowed down. Times in ms. */
export const steadinessRule = {
  /** Runs for so long first: the browser optimises code while it runs, and clocks rise from idle. */
  warmUpMs: 200,
  /** Takes; the fastest counts, since other programs can only make one longer. */
  takes: 5,
  /** A take repeats the product until it lasts about this long. */
  takeMs: 40,
  mostRepeats: 200,
  /** No further take is begun after this, but for the second. */
  mostMs: 400,
  /** A rate that fell by at least this share is a doubt. */
  slowdown: 0.1,
} as const;

/** Times the fixed product. @param run computes it so many times and answers the ms that took */
export async function timeFixedProduct(run: (repeats: number) => Promise<number>): Promise<number> {
  let warmMs = 0;
  let onceMs = 0;
  do {
    onceMs = await run(1);
    warmMs += onceMs;
    // A clock that sees no time pass would keep it here for ever.
  } while (onceMs > 0 && warmMs < steadinessRule.warmUpMs);
  const repeats = Math.min(
    steadinessRule.mostRepeats,
    Math.max(1, Math.ceil(steadinessRule.takeMs / Math.max(onceMs, 0.01))),
  );
  let fastest = Number.POSITIVE_INFINITY;
  let spentMs = 0;
  for (let take = 0; take < steadinessRule.takes; take++) {
    if (take >= 2 && spentMs > steadinessRule.mostMs) break;
    const ms = await run(repeats);
    fastest = Math.min(fastest, ms);
    spentMs += ms;
  }
  return fastest / repeats;
}

/** One timing of the fixed product. */
export interface SpeedReading {
  /** Since the run's start. */
  readonly atMs: number;
  readonly device: Device;
  /** One product, at its fastest. */
  readonly ms: number;
}

/** A device that computed the same work more slowly later in a run than before. */
export interface Slowdown {
  readonly device: Device;
  /** By how much the rate fell, from 0 to 1. */
  readonly share: number;
  /** The last reading before the rate fell, ms since the run's start: what was measured later is doubtful. */
  readonly sinceMs: number;
}

/**
 * The devices that slowed down: a reading is slow if its rate is below the best earlier one of its device by
 * the rule's share. It began after the reading before the first slow one, and is as large as the slowest
 * reading says. A device that recovers has slowed down all the same, for what lay between.
 *
 * @param readings in the order of time
 */
export function slowdownsOf(readings: readonly SpeedReading[]): Slowdown[] {
  const slowdowns = new Map<Device, Slowdown>();
  const seen = new Map<Device, { bestMs: number; lastAtMs: number }>();
  for (const { device, ms, atMs } of readings) {
    const before = seen.get(device);
    seen.set(device, { bestMs: Math.min(before?.bestMs ?? ms, ms), lastAtMs: atMs });
    if (before === undefined || ms <= 0) continue;
    const share = 1 - before.bestMs / ms;
    if (share < steadinessRule.slowdown) continue;
    const known = slowdowns.get(device);
    slowdowns.set(device, {
      device,
      share: Math.max(share, known?.share ?? 0),
      sinceMs: known?.sinceMs ?? before.lastAtMs,
    });
  }
  return [...slowdowns.values()];
}

interface TimedLane {
  readonly device: Device;
  readonly cells: readonly TimedCell[];
}

interface TimedCell {
  readonly state: string;
  readonly latencyMs?: number | { readonly startedAtMs: readonly number[] };
}

/**
 * The slowdown that a lane's figures suffer from; `null` for none. A lane whose device has no readings, as on
 * a software adapter, goes by the CPU's.
 */
export function slowdownOfLane(readings: readonly SpeedReading[], lane: TimedLane): Slowdown | null {
  const isTimed = readings.some(({ device }) => device === lane.device);
  const device = isTimed ? lane.device : 'wasm';
  const slowdown = slowdownsOf(readings).find((one) => one.device === device);
  return slowdown !== undefined && lane.cells.some((cell) => isAfter(cell, slowdown)) ? slowdown : null;
}

/** Whether a cell has samples from after the device had begun to slow down. */
export function isAfter({ latencyMs }: TimedCell, { sinceMs }: Pick<Slowdown, 'sinceMs'>): boolean {
  return typeof latencyMs === 'object' && (latencyMs.startedAtMs.at(-1) ?? 0) > sinceMs;
}
