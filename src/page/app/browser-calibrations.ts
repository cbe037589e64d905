import { clear, createStore, get, set } from 'idb-keyval';
import type { CalibrationStore } from '../jobs/calibration-memory.ts';

/** Keeps calibrations in IndexedDB, in a database of their own, so that they can be forgotten without losing anything else. */
export function browserCalibrations(): CalibrationStore {
  const store = createStore('rerank-bench-calibrations', 'kept');
  return {
    get: (key) => get(key, store),
    set: (key, value) => set(key, value, store),
    clear: () => clear(store),
  };
}
