import { memo, useMemo } from 'react';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { batchScale, scaleFromZero } from './axis-scale.ts';
import { ChartAxes } from './chart-axes.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { lineLooks } from './line-look.ts';
import { type MemoryChartLabels, MemoryContext } from './memory-context.ts';
import { MemoryLegend } from './memory-legend.tsx';
import { memoryLines } from './memory-lines.ts';
import { MemoryMarks } from './memory-marks.tsx';
import { MemoryTooltip } from './memory-tooltip.tsx';
import { useKept } from './use-kept.ts';

export interface MemoryChartProps {
  readonly lanes: readonly DraftLane[];
  /** The batch sizes of the plan: the ticks of the axis, measured yet or not. */
  readonly batchSizes: readonly number[];
  readonly labels: MemoryChartLabels;
  readonly formatNumber: (value: number) => string;
}

const tickCount = 5;
const headroom = 1.05;

const marks = <MemoryMarks />;
const tooltip = (batchSize: number) => <MemoryTooltip batchSize={batchSize} />;

/** Memory against batch size, a line per lane and pair count. */
export const MemoryChart = memo(function MemoryChart(props: MemoryChartProps) {
  const { lanes, batchSizes, labels, formatNumber } = props;
  // Memory is read in the warm-up only, so most updates of a sweep change nothing here.
  const lines = useKept(memoryLines(lanes));
  const x = useKept(batchScale(batchSizes));
  const highest = Math.max(0, ...lines.flatMap(({ points }) => points.map(({ mebibytes }) => mebibytes)));
  const y = useMemo(() => scaleFromZero(highest * headroom, tickCount), [highest]);
  const drawn = useMemo(
    () => ({ lines, looks: lineLooks(lines), labels, formatNumber }),
    [lines, labels, formatNumber],
  );
  return (
    <MemoryContext value={drawn}>
      <ChartFrame
        name="memory"
        description={labels.description}
        yTitle={labels.axis}
        legend={<MemoryLegend />}
      >
        <ChartAxes
          x={x}
          y={y}
          xTitle={labels.batchSize}
          formatNumber={formatNumber}
          marks={marks}
          tooltip={tooltip}
        />
      </ChartFrame>
    </MemoryContext>
  );
});
