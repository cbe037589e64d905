import type { DatabaseFactory } from '../history/kept-database.ts';
import type { CalibrationStore } from '../jobs/calibration-memory.ts';
import { keptTable } from './kept-table.ts';

/**
 * Keeps calibrations in a database of their own, so that they can be cleared without losing anything else.
 */
export function browserCalibrations(factory: DatabaseFactory): CalibrationStore {
  const table = keptTable('rerank-bench-calibrations', factory);
  return {
    get: async (key) => (await table.ifAny())?.get(key),
    set: async (key, value) => {
      await (await table.open()).put(value, key);
    },
    clear: async () => (await table.ifAny())?.clear(),
  };
}
