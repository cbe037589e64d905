import { memo, useMemo } from 'react';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { batchScale, scaleFromZero } from './axis-scale.ts';
import { byLane } from './by-lane.ts';
import { ChartAxes } from './chart-axes.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { lineLooks } from './line-look.ts';
import { type PeakChartLabels, PeakContext, usePeakDrawn } from './peak-context.ts';
import { peakLines } from './peak-lines.ts';
import { PeakMarks } from './peak-marks.tsx';
import { PeakTooltip } from './peak-tooltip.tsx';
import classes from './throughput-chart.module.css';
import { LineSwatch } from './throughput-legend.tsx';
import { useKept } from './use-kept.ts';

export interface PeakChartProps {
  readonly lanes: readonly DraftLane[];
  /** The batch sizes of the plan: the ticks of the axis. */
  readonly batchSizes: readonly number[];
  readonly labels: PeakChartLabels;
  readonly formatNumber: (value: number) => string;
}

const tickCount = 5;
const headroom = 1.05;

const marks = <PeakMarks />;
const tooltip = (batchSize: number) => <PeakTooltip batchSize={batchSize} />;

/** Percent of the device's measured peak against batch size, a line per lane and pair count. */
export const PeakChart = memo(function PeakChart({
  lanes,
  batchSizes,
  labels,
  formatNumber,
}: PeakChartProps) {
  const lines = useKept(peakLines(lanes));
  const x = useKept(batchScale(batchSizes));
  const highest = Math.max(0, ...lines.flatMap(({ points }) => points.map(({ percent }) => percent)));
  const y = useMemo(() => scaleFromZero(highest * headroom, tickCount), [highest]);
  const drawn = useMemo(
    () => ({ lines, looks: lineLooks(lines), labels, formatNumber }),
    [lines, labels, formatNumber],
  );
  return (
    <PeakContext value={drawn}>
      <ChartFrame name="peak" description={labels.description} yTitle={labels.axis} legend={<PeakLegend />}>
        <ChartAxes
          x={x}
          y={y}
          xTitle={labels.batchSize}
          formatNumber={formatNumber}
          marks={marks}
          tooltip={tooltip}
        />
      </ChartFrame>
    </PeakContext>
  );
});

/** Each lane with its lines, drawn as in the plot. */
function PeakLegend() {
  const { lines, looks, labels, formatNumber } = usePeakDrawn();
  const drawn = lines.filter(({ points }) => points.length > 0);
  return (
    <div className={classes.legend}>
      {byLane(drawn, (line) => line).map((laneLines) => (
        <div key={laneLines[0].laneId} className={classes.legendLane}>
          <span className={classes.legendTitle}>{labels.lane(laneLines[0].laneId)}</span>
          {laneLines.map((line) => (
            <span key={line.id} className={classes.legendItem}>
              <LineSwatch look={looks.get(line.id)} />
              {labels.pairCount(formatNumber(line.pairCount))}
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
