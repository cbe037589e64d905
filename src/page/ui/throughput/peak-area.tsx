import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { reachedMethod } from '../../../core/bench/peak.ts';
import { peakOutlook } from '../../../core/bench/peak-outlook.ts';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import type { Format } from '../../../core/texts/format.ts';
import type { BatchRange } from '../charts/batch-range.ts';
import type { FigureChartLabels } from '../charts/figure-chart.tsx';
import { PeakChart } from '../charts/later-charts.tsx';
import type { NamedLane } from '../kit/names.ts';
import { useFormat } from '../kit/use-texts.ts';
import classes from './results.module.css';
import { useLaneName } from './shown-lanes.ts';

interface PeakAreaProps {
  readonly lanes: readonly DraftLane[];
  readonly batchSizes: readonly number[];
  readonly range: BatchRange | null;
}

/** Percent of the device's peak against batch size, and whether a larger batch can still help. */
export function PeakArea({ lanes, batchSizes, range }: PeakAreaProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const laneName = useLaneName();
  const sentences = useMemo(
    () => lanes.flatMap((lane) => lanePeakText(lane, { t, format, laneName }) ?? []),
    [lanes, t, format, laneName],
  );
  const summary = sentences.join(t('joint.sentences'));
  const labels = useMemo<FigureChartLabels>(
    () => ({
      description: t('peakChart.description', { summary }),
      batchSize: t('chart.batchSize'),
      axis: t('peakChart.axis'),
      lane: (laneId) => {
        const lane = lanes.find(({ id }) => id === laneId);
        return lane === undefined ? laneId : laneName(lane);
      },
      pairCount: (count) => t('chart.pairCount', { amount: count }),
      column: (batch) => t('chart.column', { batch }),
      headings: () => [t('peakChart.axis'), t('column.gflopsPerSecond.title')],
    }),
    [t, summary, lanes, laneName],
  );
  return (
    <div className={classes.chart} data-testid="peak-chart">
      <PeakChart
        lanes={lanes}
        batchSizes={batchSizes}
        range={range}
        labels={labels}
        formatNumber={format.rate}
      />
      {sentences.map((sentence) => (
        <p key={sentence} className={classes.chartHelp} data-testid="peak-outlook">
          {sentence}
        </p>
      ))}
      <p className={classes.chartHelp}>{t('peakChart.help')}</p>
    </div>
  );
}

interface PeakWords {
  readonly t: TFunction;
  readonly format: Format;
  readonly laneName: (lane: NamedLane) => string;
}

/**
 * "WASM · fp32: at most 62% of the peak …, at batch 8 of 50 pairs. Still rising: a larger batch may help."
 * `null` without a peak.
 */
export function lanePeakText(lane: DraftLane, { t, format, laneName }: PeakWords): string | null {
  const { peak } = lane;
  if (peak === undefined) return null;
  const cells = lane.cells.flatMap((cell) => {
    if (cell.state !== 'measured' || cell.batchSize === null || cell.gflopsPerSecond === undefined) return [];
    const { pairCount, batchSize, gflopsPerSecond } = cell;
    return { pairCount, batchSize, gflopsPerSecond };
  });
  const isSearched = peak.method !== reachedMethod;
  const outlook = peakOutlook(cells, peak.gflopsPerSecond, isSearched);
  if (outlook === null) return null;
  const best = t('peakOutlook.best', {
    lane: laneName(lane),
    share: format.percent(outlook.share),
    rate: format.rate(peak.gflopsPerSecond),
    precision: t(`peakOutlook.precision.${peak.precision}`),
    batch: outlook.batchSize,
    pairs: outlook.pairCount,
  });
  const origin = isSearched ? [] : [t('peakOutlook.reached')];
  return [best, ...origin, t(`peakOutlook.${outlook.trend}`)].join(t('joint.sentences'));
}
