import { memo, type ReactNode, useCallback, useMemo } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
} from 'recharts';
import classes from './chart.module.css';
import { axisLine, cursor, tick, xAxisTitle, YTitle } from './chart-frame.tsx';
import { type AxisScale, scaleFromZero, threeDigits } from './chart-numbers.ts';
import { LoadTestLegend, LoadTestTooltip, margin, tickCount, ValueAxis } from './load-test-chart.tsx';
import type { TimeBins } from './load-test-time-bins.ts';

/** Every word on the chart, translated. Keep its identity while the language stays. */
export interface LoadTestTimeLabels {
  readonly description: string;
  readonly time: string;
  readonly rates: string;
  readonly waiting: string;
  readonly arrivals: string;
  readonly answers: string;
  /** "at 3.5 s" */
  readonly at: (seconds: string) => string;
}

interface LoadTestTimeChartProps {
  readonly shown: TimeBins;
  readonly labels: LoadTestTimeLabels;
  readonly formatNumber: (value: number) => string;
}

const colours = {
  arrivals: 'var(--throughput-colour-2)',
  answers: 'var(--throughput-colour-1)',
  waiting: 'var(--throughput-colour-6)',
} as const;

/** Arrivals and answers per second over the time of a test, and below them how many requests waited. */
export const LoadTestTimeChart = memo(function LoadTestTimeChart(props: LoadTestTimeChartProps) {
  const { shown, labels } = props;
  const x = useMemo(() => {
    const { ticks } = scaleFromZero(shown.endS, tickCount);
    return { domain: [0, shown.endS] as const, ticks: ticks.filter((one) => one <= shown.endS) };
  }, [shown.endS]);
  const highest = Math.max(
    0,
    ...shown.bins.map((bin) => Math.max(bin.arrivalsPerSecond ?? 0, bin.answersPerSecond)),
  );
  const most = Math.max(0, ...shown.bins.map(({ waiting }) => waiting ?? 0));
  const rates = useMemo(() => scaleFromZero(highest, tickCount), [highest]);
  const waiting = useMemo(() => scaleFromZero(most, 3), [most]);
  return (
    <div className={classes.chart} data-chart="load-time">
      <LoadTestLegend
        keys={[
          { text: labels.arrivals, colour: colours.arrivals, kind: 'dashed' },
          { text: labels.answers, colour: colours.answers, kind: 'line' },
          { text: labels.waiting, colour: colours.waiting, kind: 'box' },
        ]}
      />
      <div role="img" aria-label={labels.description}>
        <div className={classes.rates}>
          <YTitle text={labels.rates} />
          <Panel {...props} x={x} y={rates}>
            <Line
              dataKey="arrivalsPerSecond"
              stroke={colours.arrivals}
              strokeWidth={2}
              strokeDasharray="5 4"
              dot={false}
              isAnimationActive={false}
            />
            <Line
              dataKey="answersPerSecond"
              stroke={colours.answers}
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
            />
          </Panel>
        </div>
        <div className={classes.waiting}>
          <YTitle text={labels.waiting} />
          <Panel {...props} x={x} y={waiting} title={labels.time}>
            <Area
              dataKey="waiting"
              stroke={colours.waiting}
              strokeWidth={1.5}
              fill={colours.waiting}
              fillOpacity={0.3}
              dot={false}
              isAnimationActive={false}
            />
          </Panel>
        </div>
      </div>
    </div>
  );
});

interface PanelProps extends LoadTestTimeChartProps {
  readonly x: AxisScale;
  readonly y: AxisScale;
  readonly title?: string;
  readonly children: ReactNode;
}

function Panel({ shown, labels, formatNumber, x, y, title, children }: PanelProps) {
  const formatTick = useCallback((value: number) => formatNumber(threeDigits(value)), [formatNumber]);
  const content = useCallback(
    ({ active, label }: TooltipContentProps) => {
      const bin = active ? shown.bins.find(({ atS }) => atS === label) : undefined;
      if (bin === undefined) return null;
      const figure = (value: number | null) => (value === null ? '–' : formatTick(value));
      return (
        <LoadTestTooltip
          title={labels.at(formatTick(bin.atS))}
          rows={[
            [labels.arrivals, figure(bin.arrivalsPerSecond)],
            [labels.answers, figure(bin.answersPerSecond)],
            [labels.waiting, figure(bin.waiting)],
          ]}
        />
      );
    },
    [shown, labels, formatTick],
  );
  return (
    <ResponsiveContainer width="100%" height="100%">
      {/* recharts would nest an interactive role in this image. The table has the figures. */}
      <ComposedChart data={[...shown.bins]} margin={margin} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--throughput-grid)" />
        <XAxis
          dataKey="atS"
          type="number"
          domain={x.domain}
          ticks={x.ticks}
          tickFormatter={formatTick}
          tick={tick}
          tickLine={axisLine}
          axisLine={axisLine}
          {...(title !== undefined && { label: xAxisTitle(title) })}
        />
        <ValueAxis y={y} formatTick={formatTick} />
        <Tooltip content={content} cursor={cursor} isAnimationActive={false} />
        {children}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
