/** Where calibrations outlive the visit: the browser's storage, or a test's. What it answers need not be what was put there. */
export interface CalibrationStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  /** Forgets all. */
  clear(): Promise<void>;
}
