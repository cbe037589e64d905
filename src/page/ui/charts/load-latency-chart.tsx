import { memo, useCallback, useMemo } from 'react';
import { Bar, LabelList, type TooltipContentProps } from 'recharts';
import { scaleFromZero } from './axis-scale.ts';
import { tickCount, xTitle } from './load-axes.ts';
import { LoadBars } from './load-bars.tsx';
import own from './load-chart.module.css';
import type { LatencyBar } from './load-latency-split.ts';
import { LoadLegend } from './load-legend.tsx';
import { LoadTooltip } from './load-tooltip.tsx';
import { threeDigits } from './shown-number.ts';

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

const stacked = { stackId: 'latency', maxBarSize: 64, isAnimationActive: false } as const;

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
    <LoadBars
      name="load-latency"
      description={labels.description}
      yTitle={labels.milliseconds}
      legend={
        <LoadLegend
          keys={[
            { text: labels.waiting, colour: colours.waiting, kind: 'box' },
            { text: labels.computing, colour: colours.computing, kind: 'box' },
          ]}
        />
      }
      data={data}
      category="name"
      y={y}
      title={title}
      formatTick={show}
      tooltip={content}
    >
      <Bar {...stacked} dataKey="computingMs" fill={colours.computing} />
      <Bar {...stacked} dataKey="waitingMs" fill={colours.waiting}>
        <LabelList dataKey="whole" position="top" className={own.barLabel ?? ''} />
      </Bar>
    </LoadBars>
  );
});
