import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import type { BatchRange } from '../charts/batch-range.ts';
import type { FigureLine } from '../charts/cell-figures.ts';
import { latencyLines, paddingLines } from '../charts/cell-figures.ts';
import type { FigureChartLabels } from '../charts/figure-chart.tsx';
import { FigureChart } from '../charts/later-charts.tsx';
import { useFormat } from '../kit/use-texts.ts';
import classes from './results.module.css';
import { useLaneName } from './shown-lanes.ts';

interface FigureAreaProps {
  readonly lanes: readonly DraftLane[];
  readonly batchSizes: readonly number[];
  readonly range: BatchRange | null;
}

/** How long a request takes, against batch size. */
export const LatencyArea = (props: FigureAreaProps) => (
  <FigureArea {...props} name="latency" linesOf={latencyLines} />
);

/** How much of what is computed is text and not padding, against batch size. */
export const PaddingArea = (props: FigureAreaProps) => (
  <FigureArea {...props} name="padding" linesOf={paddingLines} most={100} />
);

interface AreaProps extends FigureAreaProps {
  readonly name: 'latency' | 'padding';
  readonly most?: number;
  readonly linesOf: (lanes: readonly DraftLane[]) => FigureLine[];
}

function FigureArea({ lanes, batchSizes, name, linesOf, ...limits }: AreaProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const laneName = useLaneName();
  const lines = useMemo(() => linesOf(lanes), [linesOf, lanes]);
  const labels = useMemo<FigureChartLabels>(
    () => ({
      description: t(`${name}Chart.description`),
      batchSize: t('chart.batchSize'),
      axis: t(`${name}Chart.axis`),
      lane: (laneId) => {
        const lane = lanes.find(({ id }) => id === laneId);
        return lane === undefined ? laneId : laneName(lane);
      },
      pairCount: (count) => t('chart.pairCount', { amount: count }),
      column: (batch) => t('chart.column', { batch }),
      headings: () => [t(`${name}Chart.axis`), t(`${name}Chart.second`)],
    }),
    [t, name, lanes, laneName],
  );
  return (
    <div className={classes.chart} data-testid={`${name}-chart`}>
      <FigureChart
        name={name}
        lines={lines}
        batchSizes={batchSizes}
        labels={labels}
        formatNumber={format.rate}
        {...limits}
      />
      <p className={classes.chartHelp}>{t(`${name}Chart.help`)}</p>
    </div>
  );
}
