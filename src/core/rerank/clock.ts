/** A monotonic clock. It is passed as a value, so that tests can pass their own. */
export interface Clock {
  now(): number;
}
