/** Reads a monotonic clock in ms; a value, so that tests can hand in their own. */
export interface Clock {
  now(): number;
}
