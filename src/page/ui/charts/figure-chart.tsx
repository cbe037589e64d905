import { createContext, useContext, useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import { type BatchRange, withinRange } from './batch-range.ts';
import type { FigureLine } from './cell-figures.ts';
import classes from './chart.module.css';
import { BatchAxes, ChartFrame, marksLayer, useKept } from './chart-frame.tsx';
import { barShare, batchScale, threeDigits, valueScale } from './chart-numbers.ts';
import { barPath, type PlacedBar, type PlotScales, placeBar, sideSteps } from './line-geometry.ts';
import { LineSwatch, Marker } from './line-marks.tsx';
import { byLane, type LineStyle, lineStyles } from './line-style.ts';

/** Every word on such a chart, translated. Keep its identity while the language stays. */
export interface FigureChartLabels {
  /** One sentence for those who cannot see the chart. */
  readonly description: string;
  readonly batchSize: string;
  readonly axis: string;
  readonly lane: (laneId: string) => string;
  readonly pairCount: (count: string) => string;
  /** Heading of the tooltip. */
  readonly column: (batchSize: string) => string;
  /** The tooltip's headings of a lane's figures, the second empty where there is none. */
  readonly headings: (line: FigureLine) => readonly [string, string];
}

interface FigureChartProps {
  readonly name: string;
  readonly lines: readonly FigureLine[];
  /** The plan's batch sizes, measured or not: the ticks of the axis. */
  readonly batchSizes: readonly number[];
  /** The batch sizes that it is zoomed to; all by default. */
  readonly range?: BatchRange | null;
  readonly labels: FigureChartLabels;
  readonly formatNumber: (value: number) => string;
  /** The highest value that there can be; none by default. */
  readonly most?: number;
  /** The width of all lines; by default each line has that of its style. */
  readonly lineWidth?: number;
  /** Keys below the legend's lines. */
  readonly keys?: readonly LegendKey[];
}

export interface LegendKey {
  readonly text: string;
  readonly width: number;
  readonly dash?: string;
}

interface DrawnFigures {
  readonly lines: readonly FigureLine[];
  readonly styles: ReadonlyMap<string, LineStyle>;
  readonly labels: FigureChartLabels;
  readonly formatNumber: (value: number) => string;
  readonly lineWidth: number | undefined;
}

/** Carries the lines past recharts' chart to the parts in it that show them, as `DrawnContext` does. */
const FiguresContext = createContext<DrawnFigures | null>(null);

function useDrawnFigures(): DrawnFigures {
  const drawn = useContext(FiguresContext);
  if (drawn === null) throw new Error('The parts of a figure chart stand inside it.');
  return drawn;
}

const tickCount = 5;
const headroom = 1.05;

/** The axis of all figures of the lines, thin lines included. */
function figureScale(lines: readonly FigureLine[], most: number) {
  const points = lines.flatMap((line) => line.points);
  const values = points.flatMap(({ value, lower }) => (lower === null ? [value] : [value, lower]));
  const [lowest, highest] = [Math.min(...values), Math.max(0, ...values)];
  const bars = points.flatMap(({ bar }) => bar ?? []);
  const bottom = Math.max(Math.min(lowest / headroom, ...bars), lowest / barShare);
  const top = Math.min(Math.max(highest * headroom, ...bars), highest * barShare);
  return valueScale(values, tickCount, { low: bottom, high: Math.min(most, top) });
}

const marks = <Marks />;
const tooltip = (batchSize: number) => <FigureTooltip batchSize={batchSize} />;

/** One figure of every cell against batch size, a line per lane and pair count. */
export function FigureChart({ lines: latest, range = null, batchSizes, keys, ...props }: FigureChartProps) {
  const { name, labels, formatNumber, lineWidth, most = Number.POSITIVE_INFINITY } = props;
  // These figures change with few of a sweep's updates.
  const lines = useKept(withinRange(latest, range));
  const x = useKept(batchScale(batchSizes));
  const y = useMemo(() => figureScale(lines, most), [lines, most]);
  const drawn = useMemo(
    () => ({ lines, styles: lineStyles(lines), labels, formatNumber, lineWidth }),
    [lines, labels, formatNumber, lineWidth],
  );
  return (
    <FiguresContext value={drawn}>
      <ChartFrame
        name={name}
        description={labels.description}
        yTitle={labels.axis}
        legend={<Legend keys={keys} />}
      >
        <BatchAxes
          x={x}
          y={y}
          xTitle={labels.batchSize}
          formatNumber={formatNumber}
          marks={marks}
          tooltip={tooltip}
        />
      </ChartFrame>
    </FiguresContext>
  );
}

/** Each lane with its lines, drawn as in the plot, then the keys. */
function Legend({ keys }: { readonly keys: readonly LegendKey[] | undefined }) {
  const { lines, styles, labels, formatNumber } = useDrawnFigures();
  const drawn = lines.filter(({ points }) => points.length > 0);
  return (
    <div className={classes.legend}>
      {byLane(drawn, (line) => line).map((laneLines) => (
        <div key={laneLines[0].laneId} className={classes.legendLane}>
          <span className={classes.legendTitle}>{labels.lane(laneLines[0].laneId)}</span>
          {laneLines.map((line) => (
            <span key={line.id} className={classes.legendItem}>
              <LineSwatch lineStyle={styles.get(line.id)} />
              {labels.pairCount(formatNumber(line.pairCount))}
            </span>
          ))}
        </div>
      ))}
      {keys && (
        <div className={classes.legendKeys}>
          {keys.map(({ text, width, dash }) => (
            <span key={text} className={classes.legendItem}>
              <svg width={22} height={10} viewBox="0 0 22 10" aria-hidden="true" className={classes.swatch}>
                <path d="M0 5H22" stroke="currentColor" strokeWidth={width} strokeDasharray={dash} />
              </svg>
              {text}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

interface PlacedFigures {
  readonly line: FigureLine;
  readonly points: readonly {
    readonly batchSize: number;
    readonly x: number;
    readonly y: number;
    readonly lowerY: number | null;
    readonly bar: PlacedBar | null;
  }[];
  /** SVG paths through the points, and through the thin line's; empty for fewer than two points. */
  readonly curve: string;
  readonly lowerCurve: string;
}

/** The chart's lines in pixels. */
export function placeFigures(lines: readonly FigureLine[], scales: PlotScales): PlacedFigures[] {
  const { x, y } = scales;
  const offsets = sideSteps(lines, x);
  return lines.map((line, index) => {
    const points = line.points.map(({ batchSize, value, lower, bar }) => ({
      batchSize,
      x: x(batchSize) + (offsets[index] ?? 0),
      y: y(value),
      lowerY: lower === null ? null : y(lower),
      bar: bar ? placeBar(bar, scales) : null,
    }));
    const lower = points.flatMap((point) => (point.lowerY === null ? [] : { x: point.x, y: point.lowerY }));
    return { line, points, curve: path(points), lowerCurve: path(lower) };
  });
}

/** Tenths of a pixel are plenty. */
const path = (points: readonly { readonly x: number; readonly y: number }[]): string =>
  points.length < 2 ? '' : `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;

/** What is drawn in the plot. */
function Marks() {
  const { lines, styles, lineWidth } = useDrawnFigures();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const plot = usePlotArea();
  const placed = useMemo(() => {
    if (xScale === undefined || yScale === undefined || plot === undefined) return [];
    return placeFigures(lines, {
      plot,
      x: (batchSize) => xScale(batchSize) ?? 0,
      y: (value) => yScale(value) ?? 0,
    });
  }, [lines, xScale, yScale, plot]);
  return (
    <ZIndexLayer zIndex={marksLayer}>
      {placed.map(({ line, points, curve, lowerCurve }) => {
        const lineStyle = styles.get(line.id);
        if (lineStyle === undefined) return null;
        const { colour, dash, width } = lineStyle;
        const stroke = { stroke: colour, fill: 'none' };
        return (
          <g key={line.id}>
            {lowerCurve !== '' && <path d={lowerCurve} {...stroke} strokeWidth={1} opacity={0.7} />}
            {curve !== '' && (
              <path d={curve} {...stroke} strokeWidth={lineWidth ?? width} strokeDasharray={dash} />
            )}
            {points.map(({ batchSize, x, y, lowerY, bar }) => (
              <g key={batchSize}>
                {bar !== null && <path d={barPath(bar, x)} {...stroke} strokeWidth={1} />}
                {lowerY !== null && <circle cx={x} cy={lowerY} r={1.8} fill={colour} />}
                <Marker lineStyle={lineStyle} x={x} y={y} />
              </g>
            ))}
          </g>
        );
      })}
    </ZIndexLayer>
  );
}

/** The figures of all lines at one batch size. */
function FigureTooltip({ batchSize }: { readonly batchSize: number }) {
  const { lines, styles, labels, formatNumber } = useDrawnFigures();
  const rows = lines.flatMap((line) => {
    const point = line.points.find((one) => one.batchSize === batchSize);
    return point === undefined ? [] : { line, point };
  });
  if (rows.length === 0) return null;
  const show = (value: number) => formatNumber(threeDigits(value));
  return (
    <div className={classes.tooltip}>
      <div className={classes.tooltipTitle}>{labels.column(formatNumber(batchSize))}</div>
      <table>
        {byLane(rows, ({ line }) => line).map((laneRows) => {
          const { line } = laneRows[0];
          const [first, second] = labels.headings(line);
          return (
            <tbody key={line.laneId}>
              <tr>
                <th className={classes.tooltipLane}>{labels.lane(line.laneId)}</th>
                <th className={`${classes.tooltipLane} ${classes.tooltipAmount}`}>{first}</th>
                <th className={`${classes.tooltipLane} ${classes.tooltipAmount}`}>{second}</th>
              </tr>
              {laneRows.map(({ line: { id, pairCount }, point }) => (
                <tr key={id}>
                  <th>
                    <LineSwatch lineStyle={styles.get(id)} />
                    {labels.pairCount(formatNumber(pairCount))}
                  </th>
                  <td>{show(point.value)}</td>
                  <td>{point.second !== null && show(point.second)}</td>
                </tr>
              ))}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}
