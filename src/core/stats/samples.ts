/** At least one measured value, in the order of collection. */
export type Samples = readonly [number, ...number[]];

declare const sorted: unique symbol;
/** Samples in ascending order; made by `sortSamples` alone, so that a quantile cannot be asked of others. */
export type SortedSamples = Samples & { readonly [sorted]: true };

export function isSamples(values: readonly number[]): values is Samples {
  return values.length > 0;
}

export function sortSamples(samples: Samples): SortedSamples {
  return [...samples].sort((a, b) => a - b) as readonly number[] as SortedSamples;
}
