import { memo, useCallback, useMemo } from 'react';
import { Bar, LabelList, ReferenceLine, type TooltipContentProps } from 'recharts';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import { quantile, samplesForP95, samplesForP99 } from '../../../core/stats/quantile.ts';
import { isSamples, sortSamples } from '../../../core/stats/samples.ts';
import classes from './chart.module.css';
import { xAxisTitle } from './chart-frame.tsx';
import { scaleFromZero, threeDigits } from './chart-numbers.ts';
import { LoadTestBars, LoadTestLegend, LoadTestTooltip, tickCount } from './load-test-chart.tsx';

/** One latency quantile and its parts, in ms. */
export interface LatencyBar {
  /** Within (0, 1). */
  readonly quantile: number;
  readonly waitingMs: number;
  readonly computingMs: number;
}

/** Quantiles, each with the fewest answers from which it is drawn. */
const drawn = [
  [0.5, 1],
  [0.75, 4],
  [0.9, 10],
  [0.95, samplesForP95],
  [0.99, samplesForP99],
] as const;

/** A quantile is split like the answers within this share of its rank, on either side. */
const neighbourhood = 0.025;

/**
 * Latency quantiles of the answered requests (type 7), each split into waiting and computing. Quantiles of
 * the parts do not add up to the quantile of the whole. A bar is therefore split like the mean of the
 * requests within 2.5 % of its rank, at least the nearest one.
 */
export function latencyBars({ arrivals }: Pick<DraftLoadTest, 'arrivals'>): LatencyBar[] {
  const answered = arrivals.outcome
    .flatMap((outcome, i) =>
      outcome === 'answered'
        ? { latencyMs: arrivals.latencyMs[i] ?? 0, computingMs: arrivals.computingMs[i] ?? 0 }
        : [],
    )
    .sort((a, b) => a.latencyMs - b.latencyMs);
  const latencies = answered.map(({ latencyMs }) => latencyMs);
  if (!isSamples(latencies)) return [];
  const samples = sortSamples(latencies);
  const last = answered.length - 1;
  return drawn
    .filter(([, fewest]) => answered.length >= fewest)
    .map(([p]) => {
      const around = answered.slice(
        Math.round(last * Math.max(0, p - neighbourhood)),
        Math.round(last * Math.min(1, p + neighbourhood)) + 1,
      );
      const latency = around.reduce((total, one) => total + one.latencyMs, 0);
      const computing = around.reduce((total, one) => total + one.computingMs, 0);
      const whole = quantile(samples, p);
      const computingMs = latency > 0 ? whole * Math.min(1, computing / latency) : 0;
      return { quantile: p, waitingMs: whole - computingMs, computingMs };
    });
}

/** Every word on the chart, translated. Keep its identity while the language stays. */
export interface LoadTestLatencyLabels {
  readonly description: string;
  readonly quantile: string;
  readonly milliseconds: string;
  readonly waiting: string;
  readonly computing: string;
  readonly latency: string;
  /** Beside the line of the limit. */
  readonly limit: string;
}

interface LoadTestLatencyChartProps {
  readonly bars: readonly LatencyBar[];
  /** A limit to draw as a line, ms; left out where it lies far above every bar. `null` for none. */
  readonly limitMs: number | null;
  readonly labels: LoadTestLatencyLabels;
  /** A latency in ms. */
  readonly formatNumber: (value: number) => string;
}

const colours = { computing: 'var(--throughput-colour-1)', waiting: 'var(--throughput-colour-2)' } as const;

const stacked = { stackId: 'latency', maxBarSize: 64, isAnimationActive: false } as const;

/** A limit up to so many times the highest bar is drawn. A higher one would leave the bars too small to read. */
const highestLimit = 4;

/** Latency quantiles, each stacked from waiting and computing. */
export const LoadTestLatencyChart = memo(function LoadTestLatencyChart({
  bars,
  limitMs,
  labels,
  formatNumber,
}: LoadTestLatencyChartProps) {
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
  const line = limitMs !== null && limitMs <= highestLimit * highest ? limitMs : null;
  const top = Math.max(highest, line ?? 0);
  const y = useMemo(() => scaleFromZero(top * 1.05, tickCount), [top]);
  const title = useMemo(() => xAxisTitle(labels.quantile), [labels]);
  const content = useCallback(
    ({ active, label }: TooltipContentProps) => {
      const bar = active ? data.find(({ name }) => name === label) : undefined;
      if (bar === undefined) return null;
      return (
        <LoadTestTooltip
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
    <LoadTestBars
      name="load-latency"
      description={labels.description}
      yTitle={labels.milliseconds}
      legend={
        <LoadTestLegend
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
      {line !== null && (
        <ReferenceLine
          y={line}
          stroke="var(--throughput-text)"
          strokeDasharray="6 4"
          label={{
            value: labels.limit,
            position: 'insideBottomLeft',
            fill: 'var(--throughput-text)',
            fontSize: 12,
          }}
        />
      )}
      <Bar {...stacked} dataKey="computingMs" fill={colours.computing} />
      <Bar {...stacked} dataKey="waitingMs" fill={colours.waiting}>
        <LabelList dataKey="whole" position="top" className={classes.barLabel ?? ''} />
      </Bar>
    </LoadTestBars>
  );
});
