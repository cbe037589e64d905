import type { Device, Dtype } from '../rerank/devices.ts';
import { median } from '../stats/quantile.ts';
import { isSamples, sortSamples } from '../stats/samples.ts';
import type { CollectedRun, TaskFigure } from './collected-run.ts';

/** What tells one device of the collection from another, as far as browsers let anybody see it. */
export interface DeviceName {
  readonly device: Device;
  /** `''` on a CPU. */
  readonly gpu: string;
  /** Of the machine; on a GPU they say little, so devices do not differ by them. */
  readonly cores: number | null;
  /** Without its version, since a browser gets a new one every month. */
  readonly browser: string;
  readonly os: string;
  readonly dtype: Dtype;
  /** Machines of one kind are told apart by the names that their owners gave. */
  readonly label: string;
}

/** A run behind a device's figure. */
export interface RunBehind {
  readonly run: CollectedRun;
  readonly figure: TaskFigure;
}

/** What a device reaches in a task: the median over its runs. */
export interface DeviceFigure extends DeviceName {
  readonly key: string;
  readonly pairsPerSecond: number;
  /** The slowest and the fastest run. */
  readonly range: readonly [least: number, most: number];
  /** At least one, newest first. */
  readonly runs: readonly RunBehind[];
}

/** The figures of a task, fastest first. Runs that agree in all that tells devices apart are one device's. */
export function deviceFigures(runs: readonly CollectedRun[], task: string): DeviceFigure[] {
  const groups = new Map<string, { name: DeviceName; behind: RunBehind[] }>();
  for (const run of runs) {
    for (const figure of run.figures) {
      if (figure.task !== task) continue;
      const name = deviceName(run, figure);
      const key = JSON.stringify(name);
      const group = groups.get(key) ?? { name, behind: [] };
      group.behind.push({ run, figure });
      groups.set(key, group);
    }
  }
  return [...groups]
    .flatMap(([key, { name, behind }]): DeviceFigure[] => {
      const rates = behind.map(({ figure }) => figure.pairsPerSecond);
      if (!isSamples(rates)) return [];
      return [
        {
          ...name,
          key,
          pairsPerSecond: median(sortSamples(rates)),
          range: [Math.min(...rates), Math.max(...rates)],
          runs: behind.toSorted((a, b) => b.run.startedAt.localeCompare(a.run.startedAt)),
        },
      ];
    })
    .sort((a, b) => b.pairsPerSecond - a.pairsPerSecond);
}

export function deviceName(run: CollectedRun, { device, dtype }: TaskFigure): DeviceName {
  return {
    device,
    gpu: device === 'webgpu' ? run.gpu : '',
    cores: device === 'webgpu' ? null : run.cores,
    browser: browserFamily(run.browser),
    os: run.os,
    dtype,
    label: run.label,
  };
}

/** "Google Chrome 156" → "Google Chrome". */
export const browserFamily = (browser: string): string => browser.replace(/\s+[\d.]+$/, '');

/** What the visitor narrows the list to; `null` for everything. */
export interface DeviceFilter {
  readonly device: Device | null;
  readonly browser: string | null;
  readonly os: string | null;
  readonly dtype: Dtype | null;
}

export const everything: DeviceFilter = { device: null, browser: null, os: null, dtype: null };

/** Whether a device is among those that the visitor wants to see. */
export const passes = (name: Pick<DeviceName, keyof DeviceFilter>, filter: DeviceFilter): boolean =>
  (Object.keys(everything) as (keyof DeviceFilter)[]).every(
    (part) => filter[part] === null || filter[part] === name[part],
  );

/** The values that devices have in one respect, in alphabetical order: what a filter offers. */
export const valuesOf = <K extends keyof DeviceFilter>(
  names: readonly Pick<DeviceName, K>[],
  part: K,
): DeviceName[K][] => [...new Set(names.map((name) => name[part]))].sort();
