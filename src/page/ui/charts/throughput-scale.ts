import type { ThroughputLine } from './throughput-lines.ts';

export interface AxisScale {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

/** How far an error bar may stretch the axis beyond the highest point; what is longer runs out of the plot. */
const barShare = 1.2;
/** Room above the highest point for its label, as a share of the axis. */
const headroom = 1.1;

/**
 * The axis of pairs per second: from 0, ending on a round number, so that it moves in steps and not with every sample.
 * Two samples can give an interval many times as high as the point itself; it must not flatten everything else.
 */
export function throughputScale(lines: readonly ThroughputLine[], tickCount: number): AxisScale {
  const points = lines.flatMap((line) => line.points);
  const highest = Math.max(0, ...points.map((point) => point.pairsPerSecond));
  if (highest === 0) return { domain: [0, 1], ticks: [0] };
  const bars = points.map(({ high }) => Math.min(high ?? 0, highest * barShare));
  const reach = Math.max(highest * headroom, ...bars);
  const step = roundStep(reach / tickCount);
  const count = Math.ceil(reach / step);
  const ticks = Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)));
  return { domain: [0, ticks.at(-1) ?? 1], ticks };
}

/** The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `step`. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 2.5, 5].find((one) => one * power >= step) ?? 10;
  return factor * power;
}

/** The axis of batch sizes, to be drawn on a logarithm, which one size alone cannot span. */
export function batchScale(batchSizes: readonly number[]): AxisScale {
  const ticks = [...new Set(batchSizes)].sort((a, b) => a - b);
  const first = ticks[0] ?? 1;
  const last = ticks.at(-1) ?? 32;
  return { domain: first === last ? [first / 2, first * 2] : [first, last], ticks };
}
