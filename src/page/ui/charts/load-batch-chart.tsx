import { memo, useCallback, useMemo } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';
import { scaleFromZero } from './axis-scale.ts';
import { axisLine, barCursor, margin, tick, tickCount, xTitle, yAxisWidth } from './load-axes.ts';
import type { BatchBin } from './load-batch-bins.ts';
import own from './load-chart.module.css';
import { LoadTooltip } from './load-tooltip.tsx';
import classes from './throughput-chart.module.css';

/** Every word on the chart, translated. Keep its identity while the language stays. */
export interface LoadBatchLabels {
  readonly description: string;
  readonly pairs: string;
  readonly batches: string;
  readonly pairsInThem: string;
  /** "batches of 4 pairs" */
  readonly column: (range: string) => string;
}

interface LoadBatchChartProps {
  readonly bins: readonly BatchBin[];
  readonly labels: LoadBatchLabels;
  readonly formatNumber: (value: number) => string;
}

/** How many batches of each size formed. */
export const LoadBatchChart = memo(function LoadBatchChart({
  bins,
  labels,
  formatNumber,
}: LoadBatchChartProps) {
  const data = useMemo(
    () =>
      bins.map((bin) => ({
        ...bin,
        range:
          bin.from === bin.to ? formatNumber(bin.from) : `${formatNumber(bin.from)}–${formatNumber(bin.to)}`,
      })),
    [bins, formatNumber],
  );
  const most = Math.max(0, ...bins.map(({ batches }) => batches));
  const y = useMemo(() => scaleFromZero(most, tickCount), [most]);
  const title = useMemo(() => xTitle(labels.pairs), [labels]);
  const content = useCallback(
    ({ active, label }: TooltipContentProps) => {
      const bin = active ? data.find(({ range }) => range === label) : undefined;
      if (bin === undefined) return null;
      return (
        <LoadTooltip
          title={labels.column(bin.range)}
          rows={[
            [labels.batches, formatNumber(bin.batches)],
            [labels.pairsInThem, formatNumber(bin.pairs)],
          ]}
        />
      );
    },
    [data, labels, formatNumber],
  );
  return (
    <div className={classes.chart} data-chart="load-batches">
      <div className={own.single} role="img" aria-label={labels.description}>
        <span className={classes.yTitle} aria-hidden="true">
          {labels.batches}
        </span>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={data} margin={margin} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--throughput-grid)" />
            <XAxis dataKey="range" tick={tick} tickLine={axisLine} axisLine={axisLine} label={title} />
            <YAxis
              domain={y.domain}
              ticks={y.ticks.filter(Number.isInteger)}
              tickFormatter={formatNumber}
              tick={tick}
              tickLine={false}
              axisLine={false}
              width={yAxisWidth}
            />
            <Tooltip content={content} cursor={barCursor} isAnimationActive={false} />
            <Bar
              dataKey="batches"
              fill="var(--throughput-colour-1)"
              maxBarSize={48}
              isAnimationActive={false}
            />
          </BarChart>
        </ResponsiveContainer>
      </div>
    </div>
  );
});
