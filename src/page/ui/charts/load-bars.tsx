import type { ReactNode } from 'react';
import {
  BarChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';
import type { AxisScale } from './axis-scale.ts';
import { ChartFrame } from './chart-frame.tsx';
import { axisLine, barCursor, margin, tick, type xTitle, yAxisWidth } from './load-axes.ts';
import own from './load-chart.module.css';

interface LoadBarsProps {
  /** Names the chart in the document. */
  readonly name: string;
  readonly description: string;
  readonly yTitle: string;
  readonly legend?: ReactNode;
  readonly data: readonly object[];
  /** The field that names a column. */
  readonly category: string;
  readonly y: AxisScale;
  /** Keep the identity of these three while they say the same. */
  readonly title: ReturnType<typeof xTitle>;
  readonly formatTick: (value: number) => string;
  readonly tooltip: (props: TooltipContentProps) => ReactNode;
  /** The bars. */
  readonly children: ReactNode;
}

/** Columns between two axes. */
export function LoadBars(props: LoadBarsProps) {
  const { data, category, y, title, formatTick, tooltip, children, ...frame } = props;
  return (
    <ChartFrame {...frame} plotClass={own.single}>
      <ResponsiveContainer width="100%" height="100%">
        {/* Its keyboard layer would put an application into an image; the table has the figures. */}
        <BarChart data={[...data]} margin={margin} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--throughput-grid)" />
          <XAxis dataKey={category} tick={tick} tickLine={axisLine} axisLine={axisLine} label={title} />
          <YAxis
            domain={y.domain}
            ticks={y.ticks}
            tickFormatter={formatTick}
            tick={tick}
            tickLine={false}
            axisLine={false}
            width={yAxisWidth}
          />
          <Tooltip content={tooltip} cursor={barCursor} isAnimationActive={false} />
          {children}
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
