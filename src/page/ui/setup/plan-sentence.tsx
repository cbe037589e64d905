import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exceedsPairs, planCells } from '../../../core/bench/sweep-plan.ts';
import {
  type BatchOrder,
  type Device,
  deviceKinds,
  type RuntimeChoice,
} from '../../../core/rerank/devices.ts';
import type { GpuOptionChoice } from '../../../core/rerank/gpu-options.ts';
import type { TwinGraph } from '../../../core/rerank/twins.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { useAppState } from '../../store/app-context.ts';
import { defaultDevice } from '../../store/machine-slice.ts';
import { useFormat } from '../kit/use-texts.ts';
import classes from './sweep.module.css';

/** The plan in words: lanes, cells, skipped cells and repeated documents. */
export function PlanSentence() {
  const { t } = useTranslation();
  const format = useFormat();
  const documents = useAppState((state) => state.input.documents.length);
  const { lanes, cellsPerLane, skippedPerLane, repeatsUpTo } = usePlanSummary();

  const cells = t('plan.cells', { count: cellsPerLane });
  const sentences = [
    lanes.length === 1
      ? t('plan.oneLane', { cells, lane: lanes[0] ?? '' })
      : t('plan.manyLanes', { cells, lanes: lanes.length, names: format.list(lanes) }),
    skippedPerLane === cellsPerLane
      ? t('plan.nothing')
      : skippedPerLane > 0 && t('plan.skipped', { count: skippedPerLane }),
    repeatsUpTo !== null && t('plan.repeat', { count: documents, pairs: repeatsUpTo }),
  ].filter((sentence) => sentence !== false);
  return <p className={classes.plan}>{sentences.join(t('joint.sentences'))}</p>;
}

/** What a sweep with the current settings would measure, with lane names in the visitor's language. */
export function usePlanSummary(): PlanSummary {
  const { t } = useTranslation();
  const settings = useAppState((state) => state.settings);
  const documents = useAppState((state) => state.input.documents.length);
  const unsetDevice = useAppState((state) => defaultDevice(state.machine));
  return useMemo(
    () =>
      planSummary(settings, documents, unsetDevice, {
        runtime: (choice) => t(`speed.build.${choice}`),
        order: (order) => t(`laneOrder.${order}`),
        padding: (multiple) => t('speed.paddedTo', { count: multiple }),
        gpuOption: (choice) => t(`speed.gpuOption.${choice}`),
        graph: (graph) => t(`speed.graphStyle.${graph}`),
      }),
    [settings, documents, unsetDevice, t],
  );
}

/** What a sweep with these settings would measure. */
interface PlanSummary {
  /** The name of each lane. */
  readonly lanes: readonly string[];
  readonly cellsPerLane: number;
  /** Cells of each lane whose batch size exceeds their pair count. */
  readonly skippedPerLane: number;
  /** The largest pair count if documents have to repeat for it; else `null`. */
  readonly repeatsUpTo: number | null;
}

type PlanSettings = Pick<
  Settings,
  | 'batchSizes'
  | 'tokenBudgets'
  | 'pairCounts'
  | 'device'
  | 'dtype'
  | 'file'
  | 'runtime'
  | 'order'
  | 'paddingMultiples'
  | 'gpuOptions'
  | 'graph'
>;

/** Names for the parts of a lane, in the visitor's language. */
export interface LanePartNames {
  readonly runtime: (choice: RuntimeChoice) => string;
  readonly order: (order: BatchOrder) => string;
  readonly padding: (multiple: number) => string;
  readonly gpuOption: (choice: GpuOptionChoice) => string;
  readonly graph: (graph: TwinGraph) => string;
}

/**
 * Summarises the sweep that these settings would run.
 *
 * @param documents how many documents the input has
 * @param unsetDevice the device used on this machine if none is chosen
 */
export function planSummary(
  settings: PlanSettings,
  documents: number,
  unsetDevice: Device,
  names: LanePartNames,
): PlanSummary {
  const {
    batchSizes,
    tokenBudgets,
    pairCounts,
    device,
    dtype,
    file,
    runtime,
    order,
    paddingMultiples,
    gpuOptions,
    graph,
  } = settings;
  const cells = planCells(batchSizes, tokenBudgets, pairCounts);
  const devices = device.length > 0 ? device : [unsetDevice];
  // A value that all lanes share does not distinguish them, so it is left out.
  const told = <T,>(values: readonly T[], name: (value: T) => string): string[] =>
    values.map((value) => (values.length > 1 ? ` ${name(value)}` : ''));
  const lanes = devices.flatMap((one) =>
    (file === null ? dtype : [file]).flatMap((choice) =>
      told(runtime, names.runtime).flatMap((build) =>
        told(order, names.order).flatMap((sorting) =>
          told(paddingMultiples, names.padding).flatMap((padding) =>
            told(deviceKinds[one].hasAdapter ? gpuOptions : ['standard'], names.gpuOption).flatMap((option) =>
              told(graph, names.graph).map((style) => {
                const backend = `${deviceKinds[one].name}${choice === 'auto' ? '' : ` ${choice}`}`;
                return `${backend}${build}${sorting}${padding}${option}${style}`;
              }),
            ),
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
