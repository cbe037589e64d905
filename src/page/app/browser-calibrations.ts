import type { DatabaseFactory } from '../history/run-store.ts';
import type { CalibrationStore } from '../jobs/calibration-memory.ts';
import { keyValueTable } from './key-value-database.ts';

/**
 * Keeps calibrations in a database of their own, so that they can be cleared without losing anything else.
 */
export function browserCalibrations(factory: DatabaseFactory): CalibrationStore {
  const table = keyValueTable('rerank-bench-calibrations', factory);
  return {
    get: (key) => table.get(key),
    set: async (key, value) => {
      await table.put(value, key);
    },
    clear: () => table.clear(),
  };
}
