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
import classes from './chart.module.css';
import { axisLine, ChartFrame, tick, type xAxisTitle } from './chart-frame.tsx';
import type { AxisScale } from './chart-numbers.ts';

// Constants, because recharts lays out its axes again for every new object.
export const margin = { top: 26, right: 16, bottom: 20, left: 0 };
export const tickCount = 5;
const barCursor = { fill: 'var(--throughput-grid)', fillOpacity: 0.5 };

interface LoadTestBarsProps {
  /** The chart's name in the document. */
  readonly name: string;
  readonly description: string;
  readonly yTitle: string;
  readonly legend?: ReactNode;
  readonly data: readonly object[];
  /** The field that names a column. */
  readonly category: string;
  readonly y: AxisScale;
  /** Keep the identity of these three while their content stays. */
  readonly title: ReturnType<typeof xAxisTitle>;
  readonly formatTick: (value: number) => string;
  readonly tooltip: (props: TooltipContentProps) => ReactNode;
  /** The bars. */
  readonly children: ReactNode;
}

interface ValueAxisProps {
  readonly y: AxisScale;
  readonly formatTick: (value: number) => string;
}

/** The upright axis of a load test's charts: its values stand beside the grid, without lines of their own. */
export const ValueAxis = ({ y, formatTick }: ValueAxisProps) => (
  <YAxis
    domain={y.domain}
    ticks={y.ticks}
    tickFormatter={formatTick}
    tick={tick}
    tickLine={false}
    axisLine={false}
    width={48}
  />
);

/** Columns between two axes. */
export function LoadTestBars(props: LoadTestBarsProps) {
  const { data, category, y, title, formatTick, tooltip, children, ...frame } = props;
  return (
    <ChartFrame {...frame} plotClass={classes.single}>
      <ResponsiveContainer width="100%" height="100%">
        {/* recharts would nest an interactive role in this image. The table has the figures. */}
        <BarChart data={[...data]} margin={margin} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--throughput-grid)" />
          <XAxis dataKey={category} tick={tick} tickLine={axisLine} axisLine={axisLine} label={title} />
          <ValueAxis y={y} formatTick={formatTick} />
          <Tooltip content={tooltip} cursor={barCursor} isAnimationActive={false} />
          {children}
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

interface LoadTestKey {
  readonly text: string;
  readonly colour: string;
  readonly kind: 'line' | 'dashed' | 'box';
}

/** The legend of a load test's chart. */
export function LoadTestLegend({ keys }: { readonly keys: readonly LoadTestKey[] }) {
  return (
    <div className={classes.legend}>
      <div className={classes.legendLane}>
        {keys.map(({ text, colour, kind }) => (
          <span key={text} className={classes.legendItem}>
            <svg width={26} height={14} viewBox="0 0 26 14" aria-hidden="true" className={classes.swatch}>
              {kind === 'box' ? (
                <rect x={6} y={1} width={14} height={12} fill={colour} />
              ) : (
                <path
                  d="M0 7H26"
                  stroke={colour}
                  strokeWidth={2}
                  strokeDasharray={kind === 'dashed' ? '5 4' : undefined}
                />
              )}
            </svg>
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}

interface LoadTestTooltipProps {
  readonly title: string;
  /** Name and figure. */
  readonly rows: readonly (readonly [string, string])[];
}

/** The figures at one position of a load test's chart. */
export function LoadTestTooltip({ title, rows }: LoadTestTooltipProps) {
  return (
    <div className={classes.tooltip}>
      <div className={classes.tooltipTitle}>{title}</div>
      <table>
        <tbody>
          {rows.map(([name, figure]) => (
            <tr key={name}>
              <th>{name}</th>
              <td>{figure}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
