import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { MemoryChart } from '../charts/memory-chart.tsx';
import { memoryLines } from '../charts/memory-lines.ts';
import { useFormat } from '../kit/use-format.ts';
import { memoryChartLabels } from './chart-labels.ts';
import classes from './results.module.css';
import { useLaneName } from './use-lane-name.ts';

const noLanes: readonly DraftLane[] = [];

/** Memory against batch size, or the plain fact that none was read. */
export function MemoryArea() {
  const { t } = useTranslation();
  const format = useFormat();
  const lanes = useAppState((state) => shownDraft(state)?.lanes ?? noLanes);
  const batchSizes = useAppState((state) => (shownDraft(state) ?? state).settings.batchSizes);
  const laneName = useLaneName();
  const summary = useMemo(
    () =>
      lanes
        .flatMap((lane) => {
          const read = memoryLines([lane]).flatMap(({ points }) => points.map((point) => point.mebibytes));
          const amount = format.rate(Math.max(...read));
          return read.length === 0 ? [] : t('memoryChart.summary', { lane: laneName(lane), amount });
        })
        .join(t('joint.sentences')),
    [lanes, laneName, format, t],
  );
  const labels = useMemo(
    () => memoryChartLabels({ t, laneName, description: t('memoryChart.description', { summary }) }),
    [t, laneName, summary],
  );
  return (
    <div className={classes.chart} data-testid="memory-chart">
      <MemoryChart lanes={lanes} batchSizes={batchSizes} labels={labels} formatNumber={format.rate} />
      <p className={classes.chartHelp}>
        {summary === '' ? t('memoryChart.nothingYet') : t('memoryChart.help')}
      </p>
    </div>
  );
}
