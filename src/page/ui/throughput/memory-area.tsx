import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import type { BatchRange } from '../charts/batch-range.ts';
import { MemoryChart } from '../charts/later-charts.tsx';
import type { MemoryChartLabels } from '../charts/memory-chart.tsx';
import { memoryLines } from '../charts/memory-lines.ts';
import { useFormat } from '../kit/use-texts.ts';
import classes from './results.module.css';
import { useLaneName } from './shown-lanes.ts';

interface MemoryAreaProps {
  readonly lanes: readonly DraftLane[];
  readonly batchSizes: readonly number[];
  readonly range: BatchRange | null;
}

/** Memory against batch size, or a note that none was read. */
export function MemoryArea({ lanes, batchSizes, range }: MemoryAreaProps) {
  const { t } = useTranslation();
  const format = useFormat();
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
  const labels = useMemo<MemoryChartLabels>(
    () => ({
      description: t('memoryChart.description', { summary }),
      batchSize: t('chart.batchSize'),
      axis: t('memoryChart.axis'),
      lane: (laneId) => {
        const lane = lanes.find(({ id }) => id === laneId);
        return lane === undefined ? laneId : laneName(lane);
      },
      pairCount: (count) => t('chart.pairCount', { amount: count }),
      column: (batch) => `${t('chart.column', { batch })} · ${t('memoryChart.axis')}`,
      peak: t('memoryChart.peak'),
      resident: t('memoryChart.resident'),
      wasm: t('memoryChart.wasm'),
    }),
    [t, lanes, laneName, summary],
  );
  return (
    <div className={classes.chart} data-testid="memory-chart">
      <MemoryChart
        lanes={lanes}
        batchSizes={batchSizes}
        range={range}
        labels={labels}
        formatNumber={format.rate}
      />
      <p className={classes.chartHelp}>
        {summary === '' ? t('memoryChart.nothingYet') : t('memoryChart.help')}
      </p>
    </div>
  );
}
