/** At least one measured value, in the order of collection. */
export type Samples = readonly [number, ...number[]];

declare const sorted: unique symbol;
/**
 * Samples in ascending order. Only `sortSamples` makes them, so that no quantile is taken of unsorted
 * samples.
 */
export type SortedSamples = Samples & { readonly [sorted]: true };

export function isSamples(values: readonly number[]): values is Samples {
  return values.length > 0;
}

export function sortSamples(samples: Samples): SortedSamples {
  return [...samples].sort((a, b) => a - b) as readonly number[] as SortedSamples;
}
