import { exceedsPairs, planCells } from '../../../core/bench/sweep-plan.ts';
import type { RuntimeChoice } from '../../../core/rerank/devices.ts';
import { type BatchOrder, type Device, deviceKinds } from '../../../core/rerank/devices.ts';
import type { Settings } from '../../../core/settings/settings.ts';

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

type PlanSettings = Pick<
  Settings,
  'batchSizes' | 'tokenBudgets' | 'pairCounts' | 'device' | 'dtype' | 'runtime' | 'order' | 'paddingMultiples'
>;

/** How the parts of a lane are called in the visitor's language. */
export interface LanePartNames {
  readonly runtime: (choice: RuntimeChoice) => string;
  readonly order: (order: BatchOrder) => string;
  readonly padding: (multiple: number) => string;
}

/** @param unsetDevice what an unset device stands for on this machine */
export function planSummary(
  settings: PlanSettings,
  documents: number,
  unsetDevice: Device,
  names: LanePartNames,
): PlanSummary {
  const { batchSizes, tokenBudgets, pairCounts, device, dtype, runtime, order, paddingMultiples } = settings;
  const cells = planCells(batchSizes, tokenBudgets, pairCounts);
  const devices = device.length > 0 ? device : [unsetDevice];
  // What all lanes have in common tells none of them apart.
  const told = <T>(values: readonly T[], name: (value: T) => string): string[] =>
    values.map((value) => (values.length > 1 ? ` ${name(value)}` : ''));
  const lanes = devices.flatMap((one) =>
    dtype.flatMap((choice) =>
      told(runtime, names.runtime).flatMap((build) =>
        told(order, names.order).flatMap((sorting) =>
          told(paddingMultiples, names.padding).map(
            (padding) =>
              `${deviceKinds[one].name}${choice === 'auto' ? '' : ` ${choice}`}${build}${sorting}${padding}`,
          ),
        ),
      ),
    ),
  );
  const mostPairs = Math.max(...pairCounts);
  return {
    lanes,
    cellsPerLane: cells.length,
    skippedPerLane: cells.filter(exceedsPairs).length,
    repeatsUpTo: documents > 0 && documents < mostPairs ? mostPairs : null,
  };
}
