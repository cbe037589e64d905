import type { Environment, RunRecord } from './run-record.ts';

/** A browser on a machine, as far as its records tell it from others. */
export interface CollectedDevice {
  /** `device-1`, `device-2`, …; holds within one collection. */
  readonly id: string;
  /** The visitor's name for it; `''` where none was given. */
  readonly label: string;
  readonly adapter: Pick<NonNullable<Environment['adapter']>, 'name' | 'nameSource' | 'isSoftware'> | null;
  readonly browser: string;
  readonly os: string;
  readonly hardwareConcurrency: number;
  readonly crossOriginIsolated: boolean;
  readonly runCount: number;
}

/** What keeps devices apart: two machines that agree in all of it, label included, are taken for one. */
export function deviceOf({ label = '', environment }: RunRecord): Omit<CollectedDevice, 'id' | 'runCount'> {
  const { adapter, browser, os, hardwareConcurrency, crossOriginIsolated } = environment;
  return {
    label,
    adapter: adapter && {
      name: adapter.name,
      nameSource: adapter.nameSource,
      isSoftware: adapter.isSoftware,
    },
    browser,
    os,
    hardwareConcurrency,
    crossOriginIsolated,
  };
}
