export interface AxisScale {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  /** Whether equal distances are equal ratios; such an axis has no zero. */
  readonly log?: true;
}

/** A logarithmic axis shows what spreads over more than this many times; on a linear one it lies on the floor. */
const linearSpread = 5;
/** How far an error bar may stretch the axis beyond the outermost point. A longer bar leaves the plot. */
export const barShare = 1.2;
/** More ticks than this get in each other's way; then only powers of ten are left. */
const mostTicks = 9;

/**
 * An axis for values above 0: linear from 0, or logarithmic where the values spread over more than five
 * times.
 *
 * @param values those that decide between the two, and that must be in sight
 * @param reach how far the axis must go on both sides, beyond the values
 */
export function valueScale(
  values: readonly number[],
  tickCount: number,
  reach: { readonly low: number; readonly high: number },
): AxisScale {
  const shown = values.filter((value) => value > 0);
  const lowest = Math.min(...shown);
  const highest = Math.max(0, ...shown);
  if (!(highest > linearSpread * lowest)) return scaleFromZero(reach.high, tickCount);
  return logScale(Math.min(lowest, reach.low > 0 ? reach.low : lowest), Math.max(highest, reach.high));
}

/** A logarithmic axis between the round numbers around two values: 1, 2 or 5 times powers of ten. */
function logScale(low: number, high: number): AxisScale {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const powers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const round = (value: number) => Number(value.toPrecision(12));
  const all = powers.flatMap((power) => [1, 2, 5].map((factor) => round(factor * 10 ** power)));
  const from = all.findLast((tick) => tick <= low) ?? low;
  const to = all.find((tick) => tick >= high) ?? high;
  const between = all.filter((tick) => tick >= from && tick <= to);
  const tens = powers.map((power) => round(10 ** power)).filter((tick) => tick >= from && tick <= to);
  return { domain: [from, to], ticks: between.length > mostTicks ? tens : between, log: true };
}

/** An axis from 0 to the first round number at or above `reach`. It moves in steps, not with every sample. */
export function scaleFromZero(reach: number, tickCount: number): AxisScale {
  if (!(reach > 0)) return { domain: [0, 1], ticks: [0] };
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

/**
 * The logarithmic axis of batch sizes. A single size gets an octave to both sides.
 *
 * @param reach further values that the axis must span, without ticks
 */
export function batchScale(batchSizes: readonly number[], reach: readonly number[] = []): AxisScale {
  const ticks = [...new Set(batchSizes)].sort((a, b) => a - b);
  const first = Math.min(ticks[0] ?? 1, ...reach);
  const last = Math.max(ticks.at(-1) ?? 32, ...reach);
  return { domain: first === last ? [first / 2, first * 2] : [first, last], ticks };
}

/** The nearest tick on a logarithmic axis; `undefined` if there are no ticks. */
export function nearestTick(value: number, ticks: readonly number[]): number | undefined {
  const distance = (tick: number) => Math.abs(Math.log(value / tick));
  return [...ticks].sort((a, b) => distance(a) - distance(b))[0];
}

/** Rounds to three significant digits, or from 1000 on to whole numbers: 0.123, 5.68, 57.3, 1235. */
export function threeDigits(value: number): number {
  if (!Number.isFinite(value)) return value;
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}

/**
 * Rounds to two significant digits, or from 10 on to whole numbers, for labels with little room: 0.12, 5.7,
 * 57, 1235.
 */
export function twoDigits(value: number): number {
  if (!Number.isFinite(value)) return value;
  return Math.abs(value) >= 10 ? Math.round(value) : Number(value.toPrecision(2));
}
