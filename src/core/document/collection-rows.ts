import type { CollectedChoice } from './collected-choice.ts';
import type { CollectedDevice } from './collected-device.ts';
import type { CollectedPoint } from './collected-points.ts';
import type { CollectedSeries, Collection } from './collection.ts';

/** One line of the table: a series at one pair count, or a series that measured nothing. */
export interface CollectionRow {
  readonly device: CollectedDevice;
  readonly series: CollectedSeries;
  readonly pairCount: number | null;
  readonly recommended: CollectedChoice | null;
  /** The point at the recommended batch size. */
  readonly recommendedPoint: CollectedPoint | null;
  /** The point of highest throughput, of those that the most runs measured; `null` where nothing was measured. */
  readonly best: CollectedPoint | null;
}

/** The collection as a table's rows, device by device. */
export function rowsOf({ devices, series }: Collection): CollectionRow[] {
  return devices.flatMap((device) =>
    series.filter(({ deviceId }) => deviceId === device.id).flatMap((one) => seriesRows(device, one)),
  );
}

function seriesRows(device: CollectedDevice, series: CollectedSeries): CollectionRow[] {
  const { points, recommended } = series;
  const pairCounts = [...new Set(points.map(({ pairCount }) => pairCount))];
  if (pairCounts.length === 0) {
    return [{ device, series, pairCount: null, recommended: null, recommendedPoint: null, best: null }];
  }
  return pairCounts.map((pairCount) => {
    const here = points.filter((point) => point.pairCount === pairCount);
    const choice = recommended.find((one) => one.pairCount === pairCount) ?? null;
    return {
      device,
      series,
      pairCount,
      recommended: choice,
      recommendedPoint:
        here.find(({ batchSize }) => choice !== null && batchSize === choice.batchSize) ?? null,
      best: bestOf(here),
    };
  });
}

/** A cell that only one of several runs measured may look best because that run was. */
function bestOf(points: readonly CollectedPoint[]): CollectedPoint | null {
  const most = Math.max(...points.map(({ runCount }) => runCount));
  const [best = null] = points
    .filter(({ runCount }) => runCount === most)
    .sort((a, b) => b.pairsPerSecond - a.pairsPerSecond);
  return best;
}
