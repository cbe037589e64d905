/** How many batches had one number of pairs, or a number within a range. */
export interface BatchBin {
  readonly from: number;
  readonly to: number;
  readonly batches: number;
  readonly pairs: number;
}

const mostBins = 24;

/**
 * How large the batches were that formed: one bin for each number of pairs up to the largest, or ranges of a power of two where
 * that would be more than 24 bins.
 *
 * @param maxBatch most pairs of a batch; the axis reaches to it, or to the largest batch where one was larger
 */
export function batchBins(pairs: readonly number[], maxBatch: number): BatchBin[] {
  const largest = pairs.reduce((most, one) => Math.max(most, one), Math.max(1, maxBatch));
  const width = 2 ** Math.max(0, Math.ceil(Math.log2(largest / mostBins)));
  const bins = Array.from({ length: Math.ceil(largest / width) }, (_, i) => ({
    from: i * width + 1,
    to: Math.min((i + 1) * width, largest),
    batches: 0,
    pairs: 0,
  }));
  for (const one of pairs) {
    const bin = bins[Math.ceil(one / width) - 1];
    if (bin === undefined) continue;
    bin.batches++;
    bin.pairs += one;
  }
  return bins;
}
