import { createContext, memo, useContext, useMemo } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts';
import type { QualityPoint } from '../../../core/document/quality-points.ts';
import classes from './chart.module.css';
import { axisLine, ChartFrame, marksLayer, tick, xAxisTitle } from './chart-frame.tsx';
import { type AxisScale, threeDigits } from './chart-numbers.ts';
import { type LabelWish, placeLabels } from './label-placement.ts';

interface QualityChartLabels {
  /** One sentence for those who cannot see the chart. */
  readonly description: string;
  readonly speed: string;
  readonly quality: string;
  readonly point: (point: QualityPoint) => string;
}

interface QualityChartProps {
  /** Of one data set, fastest first. */
  readonly points: readonly QualityPoint[];
  readonly labels: QualityChartLabels;
  readonly formatNumber: (value: number) => string;
  readonly formatQuality: (value: number) => string;
}

type Drawn = Pick<QualityChartProps, 'points' | 'labels'>;

const DrawnContext = createContext<Drawn>({
  points: [],
  labels: { description: '', speed: '', quality: '', point: () => '' },
});

const margin = { top: 28, right: 24, bottom: 20, left: 4 };

/** Speed on a logarithmic axis against quality, the frontier drawn as steps. */
export const QualityChart = memo(function QualityChart(props: QualityChartProps) {
  const { points, labels, formatNumber, formatQuality } = props;
  const x = useMemo(() => speedScale(points.map(({ pairsPerSecond }) => pairsPerSecond)), [points]);
  const y = useMemo(() => qualityScale(points.map(({ ndcgAt10 }) => ndcgAt10)), [points]);
  const drawn = useMemo(() => ({ points, labels }), [points, labels]);
  return (
    <DrawnContext value={drawn}>
      <ChartFrame name="quality" description={labels.description} yTitle={labels.quality}>
        <ResponsiveContainer width="100%" height="100%">
          {/* recharts would nest an interactive role in this image. The table has the same figures. */}
          <LineChart data={drawn.points as QualityPoint[]} margin={margin} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--throughput-grid)" />
            <XAxis
              dataKey="pairsPerSecond"
              type="number"
              includeHidden
              scale="log"
              domain={x.domain}
              ticks={x.ticks}
              tickFormatter={(value: number) => formatNumber(threeDigits(value))}
              tick={tick}
              tickLine={axisLine}
              axisLine={axisLine}
              label={xAxisTitle(labels.speed)}
            />
            <YAxis
              type="number"
              includeHidden
              domain={y.domain}
              ticks={y.ticks}
              tickFormatter={formatQuality}
              tick={tick}
              tickLine={false}
              axisLine={false}
              width={48}
            />
            {/* Draws nothing. It gives the axes their points. */}
            <Line dataKey="ndcgAt10" hide isAnimationActive={false} />
            <Marks />
          </LineChart>
        </ResponsiveContainer>
      </ChartFrame>
    </DrawnContext>
  );
});

/** Powers of ten, with their doubles and fivefolds where there are few, around what is to be shown. */
function speedScale(rates: readonly number[]): AxisScale {
  const low = Math.min(...rates) / 1.4;
  const high = Math.max(...rates) * 1.4;
  if (!(low > 0)) return { domain: [1, 10], ticks: [1, 10] };
  const powers = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, i) => 10 ** (Math.floor(Math.log10(low)) + i),
  );
  const factors = powers.length > 4 ? [1] : [1, 2, 5];
  const ticks = powers.flatMap((power) => factors.map((factor) => Number((factor * power).toPrecision(1))));
  return { domain: [low, high], ticks: ticks.filter((one) => one >= low && one <= high) };
}

/** Hundredths, or twentieths where the figures are far apart, from below the worst to above the best. */
function qualityScale(figures: readonly number[]): AxisScale {
  if (figures.length === 0) return { domain: [0, 1], ticks: [0, 1] };
  const [low, high] = [Math.min(...figures), Math.max(...figures)];
  const step = high - low > 0.06 ? 0.05 : 0.01;
  const first = Math.floor((low - 0.005) / step);
  const last = Math.ceil((high + 0.005) / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toFixed(2)));
  return { domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1], ticks };
}

const radius = 5;
const labelHeight = 15;
const characterWidth = 6.4;
/** In a plot narrower than this, pixels, only the frontier is labelled; the table names every point. */
const narrowPlot = 480;

function Marks() {
  const { points, labels } = useContext(DrawnContext);
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const plot = usePlotArea();
  const placed = useMemo(
    () =>
      points.map((point) => ({
        point,
        text: labels.point(point),
        x: xScale?.(point.pairsPerSecond) ?? 0,
        y: yScale?.(point.ndcgAt10) ?? 0,
      })),
    [points, labels, xScale, yScale],
  );
  const frontier = placed.filter(({ point }) => point.isOnFrontier);
  const line = steps(frontier);
  const boxes = useMemo(() => {
    const isNarrow = (plot?.width ?? 0) < narrowPlot;
    const wishes = placed.flatMap(({ point, text, x, y }, place): LabelWish[] => {
      if (isNarrow && !point.isOnFrontier) return [];
      const width = text.length * characterWidth + 2;
      const middle = y - labelHeight / 2;
      const [above, below] = [y - radius - labelHeight - 1, y + radius + 1];
      const places = [
        { x: x + radius + 3, y: middle },
        { x: x - width - radius - 3, y: middle },
        { x: x - width / 2, y: above },
        { x: x - width / 2, y: below },
        { x, y: above },
        { x, y: below },
        { x: x - width, y: above },
        { x: x - width, y: below },
        { x: x - width, y: above - labelHeight },
        { x, y: below + labelHeight },
      ];
      return [{ id: String(place), width, height: labelHeight, anchor: { x, y }, places }];
    });
    const dots = placed.map(({ x, y }) => ({
      ...{ x: x - radius, y: y - radius },
      ...{ width: 2 * radius, height: 2 * radius },
    }));
    const obstacles = [...dots, ...stepBoxes(placed.filter(({ point }) => point.isOnFrontier))];
    return plot === undefined
      ? new Map<string, { x: number; y: number }>()
      : placeLabels([wishes, wishes.toReversed()], obstacles, plot);
  }, [placed, plot]);
  return (
    <ZIndexLayer zIndex={marksLayer}>
      {frontier.length > 1 && (
        <path
          d={line}
          fill="none"
          stroke="var(--throughput-colour-1)"
          strokeWidth={1.5}
          strokeDasharray="5 4"
        />
      )}
      {placed.map(({ point, text, x, y }, place) => {
        const box = boxes.get(String(place));
        return (
          <g key={`${point.model} ${point.device} ${point.dtype} ${point.file}`}>
            <circle
              cx={x}
              cy={y}
              r={radius}
              fill={point.isOnFrontier ? 'var(--throughput-colour-1)' : 'var(--throughput-surface)'}
              stroke="var(--throughput-colour-1)"
              strokeWidth={1.5}
            />
            {box !== undefined && (
              <text
                x={box.x + 1}
                y={box.y + labelHeight - 4}
                className={classes.endCaption}
                fill="var(--throughput-text)"
              >
                {text}
              </text>
            )}
          </g>
        );
      })}
    </ZIndexLayer>
  );
}

/**
 * A path of steps through the frontier, fastest first: from each point left along its quality, then up to the
 * next, which is slower and better.
 */
const steps = (frontier: readonly { readonly x: number; readonly y: number }[]): string =>
  frontier
    .map(({ x, y }, place) =>
      place === 0 ? `M${x.toFixed(1)} ${y.toFixed(1)}` : `H${x.toFixed(1)}V${y.toFixed(1)}`,
    )
    .join('');

/** Where the steps run, as thin boxes that labels avoid. */
const stepBoxes = (frontier: readonly { readonly x: number; readonly y: number }[]) =>
  frontier.slice(1).flatMap((to, place) => {
    const from = frontier[place] ?? to;
    return [
      { x: Math.min(from.x, to.x), y: from.y - 2, width: Math.abs(from.x - to.x), height: 4 },
      { x: to.x - 2, y: Math.min(from.y, to.y), width: 4, height: Math.abs(from.y - to.y) },
    ];
  });
