import type { DraftLane } from '../../../core/document/run-draft.ts';
import type { MeasuredCell } from '../../../core/document/run-record.ts';
import type { FigureLine } from './figure-chart.tsx';

/** A point's height, and the tooltip's second figure. */
interface CellFigure {
  readonly value: number;
  readonly second: number | null;
}

/**
 * One figure of every measured cell that has a batch size: a line per lane and pair count, lanes in their
 * order and pair counts ascending.
 */
function cellLines(
  lanes: readonly DraftLane[],
  figureOf: (cell: MeasuredCell) => CellFigure | null,
): FigureLine[] {
  return lanes.flatMap(({ id, device, deviceUsed, cells }) => {
    const pairCounts = [...new Set(cells.map((cell) => cell.pairCount))].sort((a, b) => a - b);
    return pairCounts.map((pairCount) => ({
      id: `${id}/${pairCount}`,
      laneId: id,
      device: deviceUsed ?? device,
      pairCount,
      points: cells
        .flatMap((cell) => {
          if (cell.state !== 'measured' || cell.batchSize === null || cell.pairCount !== pairCount) return [];
          const figure = figureOf(cell);
          return figure === null ? [] : [{ batchSize: cell.batchSize, lower: null, ...figure }];
        })
        .sort((a, b) => a.batchSize - b.batchSize),
    }));
  });
}

/** Mean latency of a request, ms, and its P95 where there are samples enough for one. */
export const latencyLines = (lanes: readonly DraftLane[]): FigureLine[] =>
  cellLines(lanes, ({ latencyMs: { mean, p95 } }) =>
    // The clock was too coarse for a mean of 0.
    mean > 0 ? { value: mean, second: p95 ?? null } : null,
  );

/** Percent of the computed tokens that are text, and how many were padding in a request. */
export const paddingLines = (lanes: readonly DraftLane[]): FigureLine[] =>
  cellLines(lanes, ({ paddingEfficiency, tokens, tokensComputed }) => ({
    value: 100 * paddingEfficiency,
    second: tokensComputed - tokens,
  }));
