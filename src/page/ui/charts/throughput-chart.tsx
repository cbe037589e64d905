import { useThrottledValue } from '@mantine/hooks';
import { memo, useMemo } from 'react';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { type BatchRange, withinRange } from './batch-range.ts';
import { BatchAxes, ChartFrame, useKept } from './chart-frame.tsx';
import { batchScale } from './chart-numbers.ts';
import { type LineStyle, lineStyles, type StyledLine } from './line-style.ts';
import type { ThroughputChartLabels } from './throughput-context.ts';
import { DrawnContext } from './throughput-context.ts';
import { ThroughputLegend } from './throughput-legend.tsx';
import {
  type BatchChoices,
  type ThroughputLine,
  throughputLines,
  throughputScale,
} from './throughput-lines.ts';
import { ThroughputMarks } from './throughput-marks.tsx';
import { ThroughputTooltip } from './throughput-tooltip.tsx';

interface ThroughputChartProps {
  readonly lanes: readonly DraftLane[];
  /** The plan's batch sizes, measured or not: the ticks of the axis. */
  readonly batchSizes: readonly number[];
  /** The batch sizes to set, by lane and pair count, as far as they are known. Keep its identity. */
  readonly choices?: BatchChoices | undefined;
  /** The batch sizes that it is zoomed to; all by default. Keep its identity. */
  readonly range?: BatchRange | null;
  readonly labels: ThroughputChartLabels;
  readonly formatNumber: (value: number) => string;
  /** Styles the lines; by default each device has its own. Keep its identity. */
  readonly stylesOf?: (lines: readonly StyledLine[]) => ReadonlyMap<string, LineStyle>;
}

const tickCount = 5;

const marks = <ThroughputMarks />;
const tooltip = (batchSize: number) => <ThroughputTooltip batchSize={batchSize} />;

/** A sweep may post twenty samples a second. Drawing each would take CPU time from what is being measured. */
const redrawMs = 200;

/** The mean batch sizes that token budgets formed. */
const formedBatches = (lines: readonly ThroughputLine[]) =>
  lines.flatMap(({ byTokens, points }) => (byTokens ? points.map(({ batchSize }) => batchSize) : []));

/** Throughput against batch size, a line per lane and pair count. */
export const ThroughputChart = memo(function ThroughputChart(props: ThroughputChartProps) {
  const { labels, formatNumber, choices, range = null, stylesOf = lineStyles } = props;
  const sweep = useMemo(
    () => ({ lanes: props.lanes, batchSizes: props.batchSizes }),
    [props.lanes, props.batchSizes],
  );
  const { lanes, batchSizes } = useThrottledValue(sweep, redrawMs);
  const lines = useMemo(() => withinRange(throughputLines(lanes, choices), range), [lanes, choices, range]);
  const y = useKept(throughputScale(lines, tickCount));
  const x = useKept(batchScale(batchSizes, formedBatches(lines)));
  const drawn = useMemo(
    () => ({ lines, styles: stylesOf(lines), labels, formatNumber, ticks: x.ticks }),
    [lines, stylesOf, labels, formatNumber, x],
  );
  return (
    <DrawnContext value={drawn}>
      <ChartFrame
        name="throughput"
        description={labels.description}
        yTitle={labels.pairsPerSecond}
        legend={<ThroughputLegend />}
      >
        <BatchAxes
          x={x}
          y={y}
          xTitle={labels.batchSize}
          formatNumber={formatNumber}
          marks={marks}
          tooltip={tooltip}
        />
      </ChartFrame>
    </DrawnContext>
  );
});
