import { memo, useMemo } from 'react';
import type { DraftLane } from '../../../core/record/run-draft.ts';
import { DrawnContext } from './drawn-context.ts';
import { lineLooks } from './line-look.ts';
import { ThroughputAxes } from './throughput-axes.tsx';
import classes from './throughput-chart.module.css';
import type { ThroughputChartLabels } from './throughput-chart-labels.ts';
import { ThroughputLegend } from './throughput-legend.tsx';
import { throughputLines } from './throughput-lines.ts';
import { batchScale, throughputScale } from './throughput-scale.ts';
import { useThrottled } from './use-throttled.ts';

export interface ThroughputChartProps {
  readonly lanes: readonly DraftLane[];
  /** The batch sizes of the plan: the ticks of the axis, measured yet or not. */
  readonly batchSizes: readonly number[];
  readonly labels: ThroughputChartLabels;
  readonly formatNumber: (value: number) => string;
}

const tickCount = 5;

/** A sweep may post twenty samples a second; drawing each would take CPU time from the very thing it measures. */
const redrawMs = 200;

/** Throughput against batch size, a line per lane and pair count. */
export const ThroughputChart = memo(function ThroughputChart(props: ThroughputChartProps) {
  const { labels, formatNumber } = props;
  const sweep = useMemo(
    () => ({ lanes: props.lanes, batchSizes: props.batchSizes }),
    [props.lanes, props.batchSizes],
  );
  const { lanes, batchSizes } = useThrottled(sweep, redrawMs);
  const lines = useMemo(() => throughputLines(lanes), [lanes]);
  const y = useKept(throughputScale(lines, tickCount));
  const x = useKept(batchScale(batchSizes));
  const drawn = useMemo(
    () => ({ lines, looks: lineLooks(lines), labels, formatNumber }),
    [lines, labels, formatNumber],
  );
  return (
    <DrawnContext value={drawn}>
      <div className={classes.chart}>
        <ThroughputLegend />
        <div className={classes.plot} role="img" aria-label={labels.description}>
          <span className={classes.yTitle} aria-hidden="true">
            {labels.pairsPerSecond}
          </span>
          <ThroughputAxes x={x} y={y} xTitle={labels.batchSize} formatNumber={formatNumber} />
        </div>
      </div>
    </DrawnContext>
  );
});

/** The same object for as long as it would say the same. */
function useKept<T>(value: T): T {
  const text = JSON.stringify(value);
  return useMemo(() => JSON.parse(text) as T, [text]);
}
