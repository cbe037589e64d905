import type { TFunction } from 'i18next';
import { peakOutlook } from '../../../core/bench/peak-outlook.ts';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import type { Format } from '../../../core/texts/format.ts';
import type { NamedLane } from '../kit/names.ts';

interface PeakWords {
  readonly t: TFunction;
  readonly format: Format;
  readonly laneName: (lane: NamedLane) => string;
}

/** "WASM · fp32: at most 62% of the peak …, at batch 8 of 50 pairs. Still rising: a larger batch may help." `null` without a peak. */
export function lanePeakText(lane: DraftLane, { t, format, laneName }: PeakWords): string | null {
  const { peak } = lane;
  if (peak === undefined) return null;
  const cells = lane.cells.flatMap((cell) => {
    if (cell.state !== 'measured' || cell.batchSize === null || cell.gflopsPerSecond === undefined) return [];
    const { pairCount, batchSize, gflopsPerSecond } = cell;
    return { pairCount, batchSize, gflopsPerSecond };
  });
  const outlook = peakOutlook(cells, peak.gflopsPerSecond);
  if (outlook === null) return null;
  const best = t('peakOutlook.best', {
    lane: laneName(lane),
    share: format.percent(outlook.share),
    rate: format.rate(peak.gflopsPerSecond),
    precision: t(`peakOutlook.precision.${peak.precision}`),
    batch: outlook.batchSize,
    pairs: outlook.pairCount,
  });
  return [best, t(`peakOutlook.${outlook.trend}`)].join(t('joint.sentences'));
}
