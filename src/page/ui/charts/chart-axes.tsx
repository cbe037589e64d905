import { memo, type ReactElement, useCallback, useMemo } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';
import type { AxisScale } from './axis-scale.ts';
import { threeDigits } from './shown-number.ts';

export interface ChartAxesProps {
  readonly x: AxisScale;
  readonly y: AxisScale;
  readonly xTitle: string;
  readonly formatNumber: (value: number) => string;
  /** What is drawn between the axes, and what a batch size says when pointed at. Keep the identity of both. */
  readonly marks: ReactElement;
  readonly tooltip: (batchSize: number) => ReactElement;
}

// Constants, because recharts lays the axes out anew for every new object it is handed.
const margin = { top: 28, right: 36, bottom: 20, left: 0 };
const axisPadding = { left: 28, right: 28 };
const axisLine = { stroke: 'var(--throughput-axis)' };
const tick = { fill: 'var(--throughput-text)', fontSize: 12 };
const cursor = { stroke: 'var(--throughput-axis)', strokeDasharray: '3 3' };

/** The frame of a chart over batch sizes: it stands still until a scale changes. */
export const ChartAxes = memo(function ChartAxes(props: ChartAxesProps): ReactElement {
  const { x, y, xTitle, formatNumber, marks, tooltip } = props;
  const columns = useMemo(() => x.ticks.map((batchSize) => ({ batchSize })), [x]);
  const title = useMemo(
    () => ({ value: xTitle, position: 'insideBottom' as const, offset: -12, ...tick }),
    [xTitle],
  );
  const formatTick = useCallback((value: number) => formatNumber(threeDigits(value)), [formatNumber]);
  const column = useCallback(
    ({ active, label }: TooltipContentProps) => (active && typeof label === 'number' ? tooltip(label) : null),
    [tooltip],
  );
  return (
    <ResponsiveContainer width="100%" height="100%">
      {/* Its keyboard layer would put an application into an image; the table has the same numbers. */}
      <LineChart data={columns} margin={margin} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--throughput-grid)" />
        <XAxis
          dataKey="batchSize"
          type="number"
          includeHidden
          scale="log"
          domain={x.domain}
          ticks={x.ticks}
          padding={axisPadding}
          tickFormatter={formatTick}
          tick={tick}
          tickLine={axisLine}
          axisLine={axisLine}
          label={title}
        />
        <YAxis
          includeHidden
          domain={y.domain}
          ticks={y.ticks}
          tickFormatter={formatTick}
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={44}
        />
        <Tooltip content={column} cursor={cursor} includeHidden isAnimationActive={false} />
        {/* Draws nothing; it gives axes and tooltip the columns to stand on. */}
        <Line dataKey={zero} hide isAnimationActive={false} />
        {marks}
      </LineChart>
    </ResponsiveContainer>
  );
});

const zero = () => 0;
