import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import type { FigureChartLabels } from '../charts/figure-chart.tsx';
import { PeakChart } from '../charts/peak-chart.tsx';
import { useFormat } from '../kit/use-format.ts';
import { lanePeakText } from './peak-text.ts';
import classes from './results.module.css';
import { useLaneName } from './use-lane-name.ts';

const noLanes: readonly DraftLane[] = [];

/** Percent of the device's peak against batch size, and whether a larger batch can still help. */
export function PeakArea() {
  const { t } = useTranslation();
  const format = useFormat();
  const laneName = useLaneName();
  const lanes = useAppState((state) => shownDraft(state)?.lanes ?? noLanes);
  const batchSizes = useAppState((state) => (shownDraft(state) ?? state).settings.batchSizes);
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
      headings: () => [t('peakChart.axis'), t('peakTable.rate')],
    }),
    [t, summary, lanes, laneName],
  );
  return (
    <div className={classes.chart} data-testid="peak-chart">
      <PeakChart lanes={lanes} batchSizes={batchSizes} labels={labels} formatNumber={format.rate} />
      {sentences.map((sentence) => (
        <p key={sentence} className={classes.chartHelp} data-testid="peak-outlook">
          {sentence}
        </p>
      ))}
      <p className={classes.chartHelp}>{t('peakChart.help')}</p>
    </div>
  );
}
