import type { DraftCell, DraftLane } from '../../../core/document/run-draft.ts';
import type { MeasuredCell } from '../../../core/document/run-record.ts';
import type { StyledLine } from './line-style.ts';

/** One cell's figure. */
export interface FigurePoint {
  readonly batchSize: number;
  /** The point's height on the axis. */
  readonly value: number;
  /** A thin line below the points; `null` for none. */
  readonly lower: number | null;
  /** Both ends of a thin bar through the point, as of a 95 % interval; `null` for none. */
  readonly bar?: readonly [low: number, high: number] | null;
  /** The tooltip's second figure; `null` for none. */
  readonly second: number | null;
}

/** One lane and pair count; points by ascending batch size. */
export interface FigureLine extends StyledLine {
  readonly points: readonly FigurePoint[];
}

/** Cells by their pair count, ascending. */
export function byPairCount<Cell extends Pick<DraftCell, 'pairCount'>>(
  cells: readonly Cell[],
): (readonly [pairCount: number, cells: readonly Cell[]])[] {
  const pairCounts = [...new Set(cells.map(({ pairCount }) => pairCount))].sort((a, b) => a - b);
  return pairCounts.map((pairCount) => [pairCount, cells.filter((cell) => cell.pairCount === pairCount)]);
}

/**
 * One line per lane and pair count, lanes in their order, pair counts and points ascending. A line may have no
 * points yet.
 *
 * @param pointOf a cell's point; `null` where it has none
 */
export function cellLines<Point extends { readonly batchSize: number }>(
  lanes: readonly DraftLane[],
  pointOf: (cell: DraftCell, lane: DraftLane) => Point | null,
): (StyledLine & { readonly points: readonly Point[] })[] {
  return lanes.flatMap((lane) => {
    const { id, device, deviceUsed, cells } = lane;
    return byPairCount(cells).map(([pairCount, own]) => ({
      id: `${id}/${pairCount}`,
      laneId: id,
      device: deviceUsed ?? device,
      pairCount,
      points: own.flatMap((cell) => pointOf(cell, lane) ?? []).sort((a, b) => a.batchSize - b.batchSize),
    }));
  });
}

/** A point's height, the tooltip's second figure, and its error bar. */
type CellFigure = Pick<FigurePoint, 'value' | 'second' | 'bar'>;

/** One figure of every measured cell that has a batch size. */
const figureLines = (
  lanes: readonly DraftLane[],
  figureOf: (cell: MeasuredCell) => CellFigure | null,
): FigureLine[] =>
  cellLines(lanes, (cell) => {
    if (cell.state !== 'measured' || cell.batchSize === null) return null;
    const figure = figureOf(cell);
    return figure === null ? null : { batchSize: cell.batchSize, lower: null, ...figure };
  });

/** Mean latency of a request, ms, with its 95 % interval, and its P95 where there are samples enough for one. */
export const latencyLines = (lanes: readonly DraftLane[]): FigureLine[] =>
  figureLines(lanes, ({ latencyMs }) => {
    const { mean, p95 } = latencyMs;
    // The clock was too coarse for a mean of 0.
    if (!(mean > 0)) return null;
    const factor = intervalFactor(latencyMs);
    return { value: mean, second: p95 ?? null, bar: factor === null ? null : [mean / factor, mean * factor] };
  });

/**
 * Half the 95 % interval of a mean latency, as a factor on it and on the throughput: eʰ, where h is half the
 * interval's width ÷ the mean. A Student-t interval of a few scattered samples can reach below zero, which no
 * latency does; on the logarithm's scale it cannot. The delta method: the relative error of a mean is the
 * error of its logarithm.
 *
 * @returns `null` where there is no interval
 */
export const intervalFactor = ({
  mean,
  ci95,
}: Pick<MeasuredCell['latencyMs'], 'mean' | 'ci95'>): number | null =>
  ci95 === null ? null : Math.exp((ci95[1] - ci95[0]) / 2 / mean);

/** Percent of the computed tokens that are text, and how many were padding in a request. */
export const paddingLines = (lanes: readonly DraftLane[]): FigureLine[] =>
  figureLines(lanes, ({ paddingEfficiency, tokens, tokensComputed }) => ({
    value: 100 * paddingEfficiency,
    second: tokensComputed - tokens,
  }));
