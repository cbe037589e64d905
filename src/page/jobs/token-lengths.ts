import type { RunInput } from '../../core/document/run-record.ts';
import { median } from '../../core/stats/quantile.ts';
import { isSamples, sortSamples } from '../../core/stats/samples.ts';

/** How long pairs are, in tokens; `null` where there are none. */
export function tokenLengthsOf(tokens: readonly number[]): RunInput['tokenLengths'] {
  if (!isSamples(tokens)) return null;
  const sorted = sortSamples(tokens);
  return { min: sorted[0], p50: median(sorted), max: sorted.at(-1) ?? sorted[0] };
}
