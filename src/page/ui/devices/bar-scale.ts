/** A logarithmic axis over whole powers of ten. */
export interface BarScale {
  /** From the power of ten below every value to the one above, ascending. */
  readonly ticks: readonly number[];
  /** Where a value lies, as a share of the axis from 0 to 1. */
  readonly place: (value: number) => number;
}

/**
 * The axis for bars of such lengths. The least value lies above the first tick, so that its bar can be seen.
 *
 * @param values above 0, at least one
 */
export function barScale(values: readonly number[]): BarScale {
  const low = Math.ceil(Math.log10(Math.min(...values)) - 1e-9) - 1;
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, i) => Number(`1e${low + i}`)),
    place: (value) => (Math.log10(value) - low) / (high - low),
  };
}
