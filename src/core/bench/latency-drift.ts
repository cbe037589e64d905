import { mean } from '../stats/moments.ts';
import { median } from '../stats/quantile.ts';
import type { RoundSeries } from '../stats/ratio.ts';
import { isSamples, sortSamples } from '../stats/samples.ts';
import { mannKendall, senSlope } from '../stats/trend.ts';

export interface LatencyDrift {
  /** Of the Mann–Kendall test. */
  readonly p: number;
  /** Change of latency from the first round to the last along Sen's slope, as a share: 0.1 is 10 % slower. */
  readonly change: number;
}

/**
 * Drift of a lane's latencies over its rounds. A round's value is the geometric mean, over the cells that it
 * visited, of latency ÷ the cell's own median, so that cells of all sizes form one series. Its trend is
 * tested with Mann–Kendall; its size is exp(b·(last round − first round)) − 1 with b Sen's slope of the
 * logarithm.
 *
 * @param cells latencies of each cell, with their rounds
 */
export function latencyDrift(cells: readonly RoundSeries[]): LatencyDrift {
  const logs = new Map<number, number[]>();
  for (const { samples, rounds } of cells) {
    if (!isSamples(samples)) continue;
    const middle = median(sortSamples(samples));
    for (const [i, value] of samples.entries()) {
      const round = rounds[i];
      if (round === undefined || !(value > 0 && middle > 0)) continue;
      logs.set(round, [...(logs.get(round) ?? []), Math.log(value / middle)]);
    }
  }
  const points = [...logs]
    .sort(([a], [b]) => a - b)
    .flatMap(([round, values]): [number, number][] => (isSamples(values) ? [[round, mean(values)]] : []));
  const rounds = (points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0);
  return {
    p: mannKendall(points.map(([, value]) => value)).p,
    change: Math.expm1(senSlope(points) * rounds),
  };
}
