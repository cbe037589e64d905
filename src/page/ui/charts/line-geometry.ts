import type { Box } from './label-placement.ts';
import type { FloorMark, ThroughputLine, ThroughputPoint } from './throughput-lines.ts';

/** The plot and its scales, in pixels. */
export interface PlotScales {
  readonly plot: Box;
  readonly x: (batchSize: number) => number;
  readonly y: (value: number) => number;
}

/** The part of an error bar inside the plot, and whether it leaves the plot above or below. */
export interface PlacedBar {
  readonly top: number;
  readonly bottom: number;
  readonly leaves: { readonly above: boolean; readonly below: boolean };
}

export interface PlacedPoint {
  readonly point: ThroughputPoint;
  readonly x: number;
  readonly y: number;
  readonly bar: PlacedBar | null;
}

interface PlacedFloorMark {
  readonly mark: FloorMark;
  readonly x: number;
  readonly y: number;
}

/** A line of the chart in pixels. */
export interface PlacedLine {
  readonly line: ThroughputLine;
  readonly points: readonly PlacedPoint[];
  readonly floor: readonly PlacedFloorMark[];
  /** SVG paths: between measured points, to or between warm-up points, and the error bars. */
  readonly curve: string;
  readonly provisionalCurve: string;
  readonly bars: string;
}

/** Pixels between neighbouring floor marks of one batch size, and how many fit in a row. */
const floorPitch = 12;
const floorRow = 3;

const capHalfWidth = 3.5;
/** An arrowhead marks the end of a bar that goes on outside the plot. */
const arrowLength = 5;

/** Turns lines into pixels. `sideSteps` moves lines apart that almost coincide. */
export function placeLines(lines: readonly ThroughputLine[], scales: PlotScales): PlacedLine[] {
  const sized = lines.filter(({ byTokens }) => !byTokens);
  const steps = sideSteps(sized, scales.x);
  const marksAt = new Map<number, number>();
  return lines.map((line) => {
    // A token budget forms batches of odd sizes, which rarely fall on another point.
    const offset = steps[sized.indexOf(line)] ?? 0;
    const points = line.points.map((point) => ({
      point,
      x: scales.x(point.batchSize) + offset,
      y: scales.y(point.pairsPerSecond),
      bar: point.low === null || point.high === null ? null : placeBar([point.low, point.high], scales),
    }));
    const floor = line.floor.map((mark) => {
      const place = marksAt.get(mark.batchSize) ?? 0;
      marksAt.set(mark.batchSize, place + 1);
      return { mark, ...floorPlace(mark, place, countAt(lines, mark.batchSize), scales) };
    });
    return {
      line,
      points,
      floor,
      curve: curve(line, points, false),
      provisionalCurve: curve(line, points, true),
      bars: points.map(({ bar, x }) => (bar === null ? '' : barPath(bar, x))).join(''),
    };
  });
}

const countAt = (lines: readonly ThroughputLine[], batchSize: number) =>
  lines.reduce((n, { floor }) => n + floor.filter((mark) => mark.batchSize === batchSize).length, 0);

function floorPlace(mark: FloorMark, place: number, count: number, { plot, x }: PlotScales) {
  const row = Math.floor(place / floorRow);
  const inRow = Math.min(floorRow, count - row * floorRow);
  const width = (inRow - 1) * floorPitch;
  const wanted = x(mark.batchSize) - width / 2;
  const left = Math.max(plot.x, Math.min(wanted, plot.x + plot.width - width));
  return {
    x: left + (place % floorRow) * floorPitch,
    y: plot.y + plot.height - 8 - row * floorPitch,
  };
}

/** Joins neighbours, unless a cell between them failed or ran out of memory. */
function curve(line: ThroughputLine, points: readonly PlacedPoint[], provisional: boolean): string {
  return points
    .slice(1)
    .map((to, index) => {
      const from = points[index];
      if (from === undefined || (from.point.provisional || to.point.provisional) !== provisional) return '';
      const between = ({ batchSize }: FloorMark) =>
        batchSize > from.point.batchSize && batchSize < to.point.batchSize;
      return line.floor.some(between) ? '' : `M${at(from.x, from.y)}L${at(to.x, to.y)}`;
    })
    .join('');
}

/** An error bar in pixels. */
export function placeBar(
  [low, high]: readonly [number, number],
  { plot, y }: Pick<PlotScales, 'plot' | 'y'>,
): PlacedBar {
  const [top, bottom] = [y(high), y(low)];
  const floor = plot.y + plot.height;
  return {
    top: Math.max(top, plot.y),
    bottom: Math.min(bottom, floor),
    leaves: { above: top < plot.y, below: bottom > floor },
  };
}

/** The SVG path of an error bar: a cap at each end, or an arrowhead where it leaves the plot. */
export function barPath({ top, bottom, leaves }: PlacedBar, x: number): string {
  const end = (height: number, isArrow: boolean, inwards: number) => {
    const wing = isArrow ? height + inwards * arrowLength : height;
    const [left, right] = [at(x - capHalfWidth, wing), at(x + capHalfWidth, wing)];
    return isArrow ? `M${left}L${at(x, height)}L${right}` : `M${left}L${right}`;
  };
  return `M${at(x, bottom)}L${at(x, top)}${end(bottom, leaves.below, -1)}${end(top, leaves.above, 1)}`;
}

/** Tenths of a pixel are plenty, and short paths are cheaper to parse. */
const at = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`;

interface SteppedLine {
  readonly points: readonly { readonly batchSize: number }[];
}

/**
 * Lines of different pair counts often almost coincide. This gives each line a horizontal offset of a few
 * pixels, the same at all batch sizes, so that none hides another.
 */
export function sideSteps(lines: readonly SteppedLine[], x: (batchSize: number) => number): number[] {
  const sizes = [...new Set(lines.flatMap((line) => line.points.map((point) => point.batchSize)))].sort(
    (a, b) => a - b,
  );
  const gaps = sizes.slice(1).map((size, i) => x(size) - x(sizes[i] ?? size));
  const step = Math.min(5, (0.3 * Math.min(60, ...gaps)) / Math.max(1, lines.length - 1));
  return lines.map((_, index) => (index - (lines.length - 1) / 2) * step);
}
