import { type AxisScale, scaleFromZero } from './axis-scale.ts';
import type { ThroughputLine } from './throughput-lines.ts';

/** How far an error bar may stretch the axis beyond the highest point; what is longer runs out of the plot. */
const barShare = 1.2;
/** Room above the highest point for its label, as a share of the axis. */
const headroom = 1.1;

/**
 * The axis of pairs per second. Two samples can give an interval many times as high as the point itself; it must not
 * flatten everything else.
 */
export function throughputScale(lines: readonly ThroughputLine[], tickCount: number): AxisScale {
  const points = lines.flatMap((line) => line.points);
  const highest = Math.max(0, ...points.map((point) => point.pairsPerSecond));
  const bars = points.map(({ high }) => Math.min(high ?? 0, highest * barShare));
  return scaleFromZero(Math.max(highest * headroom, ...bars), tickCount);
}
