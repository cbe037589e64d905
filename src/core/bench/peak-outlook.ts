/** A measured cell of one lane, as far as its rate goes. */
export interface RatedCell {
  readonly pairCount: number;
  readonly batchSize: number;
  readonly gflopsPerSecond: number;
}

/** Whether a larger batch can still help a lane. */
export interface PeakOutlook {
  /** The cell that comes nearest to the peak, and its share of it. */
  readonly pairCount: number;
  readonly batchSize: number;
  readonly share: number;
  /**
   * `near`: there is hardly anything left to win. `whole`: the batch holds the whole request already.
   * `rising`: the largest batch was the fastest by far; `level`: it was not.
   */
  readonly trend: 'near' | 'whole' | 'rising' | 'level' | 'unknown';
}

const outlookRule = {
  /** From this share on a device is taken to be at its limit: a model is more than its products. */
  nearShare: 0.8,
  /**
   * The largest batch counts as rising if it is this much faster than the next smaller one: rule 9's 5 %
   * (docs/method.md).
   */
  risingRatio: 1.05,
} as const;

/**
 * How near a lane comes to the peak, and whether it was still rising at its largest batch. `null` without a
 * rated cell.
 *
 * @param isSearched whether a product had the peak: one that a cell reached does not tell how near the limit
 * is
 */
export function peakOutlook(
  cells: readonly RatedCell[],
  peakGflopsPerSecond: number,
  isSearched = true,
): PeakOutlook | null {
  const best = cells.reduce<RatedCell | null>(
    (fastest, cell) => (fastest === null || cell.gflopsPerSecond > fastest.gflopsPerSecond ? cell : fastest),
    null,
  );
  if (best === null || !(peakGflopsPerSecond > 0)) return null;
  // A peak is a peak: what the lane reached itself, the device can do.
  const share = Math.min(1, best.gflopsPerSecond / peakGflopsPerSecond);
  const { pairCount, batchSize } = best;
  return {
    pairCount,
    batchSize,
    share,
    trend: isSearched && share >= outlookRule.nearShare ? 'near' : trendAt(best, cells),
  };
}

function trendAt(best: RatedCell, cells: readonly RatedCell[]): PeakOutlook['trend'] {
  const [largest, next] = cells
    .filter(({ pairCount }) => pairCount === best.pairCount)
    .sort((a, b) => b.batchSize - a.batchSize);
  if (largest?.batchSize !== best.batchSize) return 'level';
  if (best.batchSize >= best.pairCount) return 'whole';
  if (next === undefined) return 'unknown';
  return largest.gflopsPerSecond >= outlookRule.risingRatio * next.gflopsPerSecond ? 'rising' : 'level';
}
