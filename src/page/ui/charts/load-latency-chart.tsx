import { memo, useCallback, useMemo } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  LabelList,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';
import { scaleFromZero } from './axis-scale.ts';
import { axisLine, barCursor, margin, tick, tickCount, xTitle, yAxisWidth } from './load-axes.ts';
import own from './load-chart.module.css';
import type { LatencyBar } from './load-latency-split.ts';
import { LoadLegend } from './load-legend.tsx';
import { LoadTooltip } from './load-tooltip.tsx';
import { threeDigits } from './shown-number.ts';
import classes from './throughput-chart.module.css';

/** Every word on the chart, translated. Keep its identity while the language stays. */
export interface LoadLatencyLabels {
  readonly description: string;
  readonly quantile: string;
  readonly milliseconds: string;
  readonly waiting: string;
  readonly computing: string;
  readonly latency: string;
}

interface LoadLatencyChartProps {
  readonly bars: readonly LatencyBar[];
  readonly labels: LoadLatencyLabels;
  /** A latency in ms. */
  readonly formatNumber: (value: number) => string;
}

const colours = { computing: 'var(--throughput-colour-1)', waiting: 'var(--throughput-colour-2)' } as const;

/** Latency quantiles, each stacked from waiting and computing. */
export const LoadLatencyChart = memo(function LoadLatencyChart({
  bars,
  labels,
  formatNumber,
}: LoadLatencyChartProps) {
  const show = useCallback((ms: number) => formatNumber(threeDigits(ms)), [formatNumber]);
  const data = useMemo(
    () =>
      bars.map((bar) => ({
        ...bar,
        name: `P${Math.round(bar.quantile * 100)}`,
        whole: show(bar.waitingMs + bar.computingMs),
      })),
    [bars, show],
  );
  const highest = Math.max(0, ...bars.map(({ waitingMs, computingMs }) => waitingMs + computingMs));
  const y = useMemo(() => scaleFromZero(highest * 1.05, tickCount), [highest]);
  const title = useMemo(() => xTitle(labels.quantile), [labels]);
  const content = useCallback(
    ({ active, label }: TooltipContentProps) => {
      const bar = active ? data.find(({ name }) => name === label) : undefined;
      if (bar === undefined) return null;
      return (
        <LoadTooltip
          title={bar.name}
          rows={[
            [labels.waiting, show(bar.waitingMs)],
            [labels.computing, show(bar.computingMs)],
            [labels.latency, bar.whole],
          ]}
        />
      );
    },
    [data, labels, show],
  );
  return (
    <div className={classes.chart} data-chart="load-latency">
      <LoadLegend
        keys={[
          { text: labels.waiting, colour: colours.waiting, kind: 'box' },
          { text: labels.computing, colour: colours.computing, kind: 'box' },
        ]}
      />
      <div className={own.single} role="img" aria-label={labels.description}>
        <span className={classes.yTitle} aria-hidden="true">
          {labels.milliseconds}
        </span>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={data} margin={margin} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--throughput-grid)" />
            <XAxis dataKey="name" tick={tick} tickLine={axisLine} axisLine={axisLine} label={title} />
            <YAxis
              domain={y.domain}
              ticks={y.ticks}
              tickFormatter={show}
              tick={tick}
              tickLine={false}
              axisLine={false}
              width={yAxisWidth}
            />
            <Tooltip content={content} cursor={barCursor} isAnimationActive={false} />
            <Bar
              dataKey="computingMs"
              stackId="latency"
              fill={colours.computing}
              maxBarSize={64}
              isAnimationActive={false}
            />
            <Bar
              dataKey="waitingMs"
              stackId="latency"
              fill={colours.waiting}
              maxBarSize={64}
              isAnimationActive={false}
            >
              <LabelList dataKey="whole" position="top" className={own.barLabel ?? ''} />
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
    </div>
  );
});
