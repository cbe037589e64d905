import { useMediaQuery } from '@mantine/hooks';
import { memo, type ReactElement, type ReactNode, useCallback, useMemo, useRef } from 'react';
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
import { InSteps, Step } from '../kit/steps.tsx';
import classes from './chart.module.css';
import { type AxisScale, threeDigits } from './chart-numbers.ts';

interface ChartFrameProps {
  /** The chart's name in the document. */
  readonly name: string;
  /** Describes the plot for those who cannot see it. */
  readonly description: string;
  readonly yTitle: string;
  readonly legend?: ReactNode;
  /** Class of the plot; charts over batch sizes share one. */
  readonly plotClass?: string | undefined;
  readonly children: ReactNode;
}

/**
 * A chart's plot as one image, with the title of the vertical axis over it, and its legend. That grows during a
 * run, so it is below the plot, where it moves nothing.
 */
export function ChartFrame({ name, description, yTitle, legend, plotClass, children }: ChartFrameProps) {
  return (
    <div className={classes.chart} data-chart={name}>
      <div className={plotClass ?? classes.plot} role="img" aria-label={description}>
        <YTitle text={yTitle} />
        {children}
      </div>
      {legend}
    </div>
  );
}

export function YTitle({ text }: { readonly text: string }) {
  return (
    <span className={classes.yTitle} aria-hidden="true">
      {text}
    </span>
  );
}

// Constants, because recharts lays out its axes again for every new object.
export const axisLine = { stroke: 'var(--throughput-axis)' };
export const tick = { fill: 'var(--throughput-text)', fontSize: 12 };
export const cursor = { stroke: 'var(--throughput-axis)', strokeDasharray: '3 3' };

/** The title of a horizontal axis. Keep its identity while the text stays. */
export const xAxisTitle = (value: string) => ({
  value,
  position: 'insideBottom' as const,
  offset: -12,
  ...tick,
});

const batchMargin = { top: 28, right: 36, bottom: 20, left: 0 };
const batchPadding = { left: 28, right: 28 };

interface BatchAxesProps {
  readonly x: AxisScale;
  readonly y: AxisScale;
  readonly xTitle: string;
  readonly formatNumber: (value: number) => string;
  /**
   * What is drawn between the axes, and what the pointer shows at a batch size. Keep the identity of both.
   */
  readonly marks: ReactElement;
  readonly tooltip: (batchSize: number) => ReactElement;
}

/** Where a finger would hide what follows it, the figures stand below the plot and stay there. */
const belowPlot = { transform: 'none', top: '100%', left: 0, right: 0 };

const noCoordinates = () => [];

interface TickProps {
  readonly x: string | number;
  readonly y: string | number;
  readonly textAnchor: string;
  readonly verticalAnchor: string;
  readonly payload: { readonly value: number };
  readonly tickFormatter: (value: number) => string;
}

/** A number at an axis, as recharts draws it. For its own, recharts measures each in the document. */
const plainTick = (props: unknown): ReactElement => {
  const { x, y, textAnchor, verticalAnchor, payload, tickFormatter } = props as TickProps;
  return (
    <text x={x} y={y} textAnchor={textAnchor as 'start'} fontSize={tick.fontSize} fill={tick.fill}>
      <tspan x={x} dy={verticalAnchor === 'start' ? '0.71em' : '0.355em'}>
        {tickFormatter(payload.value)}
      </tspan>
    </text>
  );
};

/** Pixels that the narrowest plot has for its batch sizes, and those that a number and the gap to the next need. */
const narrowestPlot = 200;
const tickPitch = 26;

/** Whether the numbers at the axis of batch sizes have room. Where not, recharts measures them and leaves some out. */
function hasRoom({ ticks, domain: [first, last] }: AxisScale): boolean {
  const octave = narrowestPlot / Math.log(last / first);
  return ticks.every((tick, i) => octave * Math.log(tick / (ticks[i - 1] ?? 0)) >= tickPitch);
}

/** The axes of a chart over batch sizes. They are drawn again only when a scale changes. */
export const BatchAxes = memo(function BatchAxes(props: BatchAxesProps): ReactElement {
  const { x, y, xTitle, formatNumber, marks, tooltip } = props;
  const isTouch = useMediaQuery('(hover: none)') ?? false;
  const columns = useMemo(() => x.ticks.map((batchSize) => ({ batchSize })), [x]);
  const title = useMemo(() => xAxisTitle(xTitle), [xTitle]);
  const isRoomy = hasRoom(x);
  const formatTick = useCallback((value: number) => formatNumber(threeDigits(value)), [formatNumber]);
  // A logarithmic axis has no place for 0.
  const floor = useCallback(() => y.domain[0], [y]);
  const column = useCallback(
    ({ active, label }: TooltipContentProps) => (active && typeof label === 'number' ? tooltip(label) : null),
    [tooltip],
  );
  return (
    <ResponsiveContainer width="100%" height="100%">
      {/* recharts would nest an interactive role in this image. The table has the same numbers. */}
      <LineChart data={columns} margin={batchMargin} accessibilityLayer={false}>
        <InSteps last={3}>
          {/* Draws nothing. It gives axes and tooltip their columns. */}
          <Line dataKey={floor} hide isAnimationActive={false} />
          <Step at={1}>
            <XAxis
              dataKey="batchSize"
              type="number"
              includeHidden
              scale="log"
              domain={x.domain}
              ticks={x.ticks}
              padding={batchPadding}
              tickFormatter={formatTick}
              tick={isRoomy ? plainTick : tick}
              interval={isRoomy ? 0 : 'preserveEnd'}
              tickLine={axisLine}
              axisLine={axisLine}
              label={title}
            />
            <YAxis
              includeHidden
              scale={y.log ? 'log' : 'linear'}
              domain={y.domain}
              allowDataOverflow
              ticks={y.ticks}
              // All of them fit (see `valueScale`).
              interval={0}
              tickFormatter={formatTick}
              tick={plainTick}
              tickLine={false}
              axisLine={false}
              width={44}
            />
          </Step>
          <Step at={2}>
            <CartesianGrid
              vertical={false}
              // recharts would place the upright lines that are not drawn, and measure the numbers below them.
              verticalCoordinatesGenerator={noCoordinates}
              stroke="var(--throughput-grid)"
            />
            {marks}
          </Step>
          <Step at={3}>
            <Tooltip
              content={column}
              cursor={cursor}
              includeHidden
              isAnimationActive={false}
              {...(isTouch && { wrapperStyle: belowPlot })}
            />
          </Step>
        </InSteps>
      </LineChart>
    </ResponsiveContainer>
  );
});

/** The z-index of our own marks: above grid and axes, below the tooltip's cursor. */
export const marksLayer = 600;

/** The value that was handed in first, for as long as later ones have the same JSON. */
export function useKept<T>(value: T): T {
  const text = JSON.stringify(value);
  const kept = useRef({ text, value });
  if (kept.current.text !== text) kept.current = { text, value };
  return kept.current.value;
}
