import type { LaneRecord, MeasuredCell, RunRecord } from '../document/run-record.ts';
import { deviceKinds } from '../rerank/devices.ts';
import { flopsOf, type ModelShape } from '../rerank/flops.ts';
import { measuredCells } from './measured-cells.ts';
import { against, type Objection, objection } from './objection.ts';
import { twinModelShape } from './twin-model-shape.ts';

/** A measured rate is one of a series of takes, so a cell may pass the peak by the last digits. */
const aboveThePeak = 1.005;

/**
 * More than any core reaches in a browser, 10⁹ operations a second and thread. WebAssembly has 128-bit
 * vectors: 4 single-precision products and sums an instruction, at most four instructions a cycle, at 6 GHz:
 * 4 · 2 · 4 · 6 = 192. Integers of 8 bits are four times as many.
 */
const mostPerThread = { f32: 200, f16: 400, int8: 800 } as const;

/** Every lane that was measured has a peak to be held against, provided its operations can be counted. */
export const noPeak = ({ lanes }: RunRecord): Objection[] =>
  lanes.flatMap((lane, place) =>
    lane.cells.some(({ state }) => state === 'measured') && shapeOf(lane) !== null && lane.peak === undefined
      ? [objection('no-peak', `lanes.${place}`)]
      : [],
  );

/** Cells that claim more operations a second than the device's own matrix products reached. */
export function fasterThanPeak(record: RunRecord): Objection[] {
  return measuredCells(record).flatMap(({ lane, cell, where }) => {
    const shape = shapeOf(lane);
    if (shape === null || lane.peak === undefined) return [];
    const least = leastRate(cell, shape);
    const peak = lane.peak.gflopsPerSecond;
    return least > aboveThePeak * peak
      ? [objection('faster-than-peak', where, `${against(least, peak)} GFLOP/s`)]
      : [];
  });
}

/** Peaks on the CPU that so many threads or cores cannot reach. A GPU has no such number to go by. */
export const beyondAnyDevice = ({ lanes, environment }: RunRecord): Objection[] =>
  lanes.flatMap(({ device, deviceUsed, peak, threads, workers }, place) => {
    if (peak === undefined || !deviceKinds[deviceUsed ?? device].usesThreads) return [];
    const atOnce = Math.min((threads ?? 1) * workers, environment.hardwareConcurrency);
    const most = mostPerThread[peak.precision] * Math.max(1, atOnce);
    return peak.gflopsPerSecond > most
      ? [
          objection(
            'beyond-any-device',
            `lanes.${place}.peak`,
            `${against(peak.gflopsPerSecond, most)} GFLOP/s`,
          ),
        ]
      : [];
  });

const shapeOf = ({ model }: Pick<LaneRecord, 'model'>): ModelShape | null =>
  twinModelShape(model) ?? model.shape ?? null;

/**
 * The least rate that the cell's latencies mean, GFLOP/s. It is computed from tokens and samples, not from the
 * record's own count of operations: T tokens in n pairs need least where all pairs are equally long.
 */
function leastRate({ pairCount: pairs, tokensComputed, latencyMs }: MeasuredCell, shape: ModelShape): number {
  const totalMs = latencyMs.samples.reduce((sum, sample) => sum + sample, 0);
  if (totalMs === 0 || pairs === 0) return 0;
  const squaredTokensComputed = (tokensComputed * tokensComputed) / pairs;
  const flops = flopsOf(shape, { pairs, tokensComputed, squaredTokensComputed });
  return (flops * latencyMs.samples.length) / totalMs / 1e6;
}
