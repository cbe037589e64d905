import { exceedsPairs, planCells } from '../../../core/bench/sweep-plan.ts';
import type { Device } from '../../../core/rerank/devices.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { deviceNames } from '../shared/names.ts';

/** What a sweep with these settings would do, in numbers. */
export interface PlanSummary {
  /** One name a lane. */
  readonly lanes: readonly string[];
  readonly cellsPerLane: number;
  /** Cells of each lane whose batch is larger than their pairs. */
  readonly skippedPerLane: number;
  /** The largest pair count for which documents have to repeat; `null` where there are enough. */
  readonly repeatsUpTo: number | null;
}

type PlanSettings = Pick<Settings, 'batchSizes' | 'pairCounts' | 'device' | 'dtype'>;

/** @param unsetDevice what an unset device stands for on this machine */
export function planSummary(settings: PlanSettings, documents: number, unsetDevice: Device): PlanSummary {
  const { batchSizes, pairCounts, device, dtype } = settings;
  const cells = planCells(batchSizes, pairCounts);
  const devices = device.length > 0 ? device : [unsetDevice];
  const lanes = devices.flatMap((one) =>
    dtype.map((choice) => (choice === 'auto' ? deviceNames[one] : `${deviceNames[one]} ${choice}`)),
  );
  const mostPairs = Math.max(...pairCounts);
  return {
    lanes,
    cellsPerLane: cells.length,
    skippedPerLane: cells.filter(exceedsPairs).length,
    repeatsUpTo: documents > 0 && documents < mostPairs ? mostPairs : null,
  };
}
