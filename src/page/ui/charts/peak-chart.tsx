import { memo, useMemo } from 'react';
import type { DraftCell, DraftLane } from '../../../core/document/run-draft.ts';
import { percentOfPeak } from '../../../core/rerank/flops.ts';
import type { BatchRange } from './batch-range.ts';
import { cellLines } from './cell-figures.ts';
import { FigureChart, type FigureChartLabels } from './figure-chart.tsx';
import type { StyledLine } from './line-style.ts';

/** How close one cell comes to its device's peak. */
interface PeakPoint {
  readonly batchSize: number;
  readonly percent: number;
  readonly gflopsPerSecond: number;
}

/** One lane and pair count; points by ascending batch size. */
interface PeakLine extends StyledLine {
  readonly points: readonly PeakPoint[];
}

/**
 * One line per lane and pair count, lanes in their order and pair counts ascending. Lanes without a peak have
 * none.
 */
export function peakLines(lanes: readonly DraftLane[]): PeakLine[] {
  return cellLines(lanes.filter(hasPeak), (cell, { peak }) =>
    peak === undefined ? null : pointOf(cell, peak.gflopsPerSecond),
  );
}

const hasPeak = ({ peak }: DraftLane): boolean => peak !== undefined && peak.gflopsPerSecond > 0;

function pointOf(cell: DraftCell, peakGflopsPerSecond: number): PeakPoint | null {
  if (cell.state !== 'measured' || cell.batchSize === null || cell.gflopsPerSecond === undefined) return null;
  const { batchSize, gflopsPerSecond } = cell;
  return { batchSize, gflopsPerSecond, percent: percentOfPeak(gflopsPerSecond, peakGflopsPerSecond) };
}

interface PeakChartProps {
  readonly lanes: readonly DraftLane[];
  readonly batchSizes: readonly number[];
  readonly range?: BatchRange | null;
  readonly labels: FigureChartLabels;
  readonly formatNumber: (value: number) => string;
}

/** Percent of the device's measured peak against batch size, a line per lane and pair count. */
export const PeakChart = memo(function PeakChart({ lanes, ...props }: PeakChartProps) {
  const lines = useMemo(
    () =>
      peakLines(lanes).map(({ points, ...line }) => ({
        ...line,
        points: points.map(({ batchSize, percent, gflopsPerSecond }) => ({
          batchSize,
          value: percent,
          lower: null,
          second: gflopsPerSecond,
        })),
      })),
    [lanes],
  );
  return <FigureChart {...props} name="peak" lines={lines} most={100} />;
});
