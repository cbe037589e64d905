import type { CompactCell, MeasuredCompactCell } from './compact-run.ts';
import { packColumn, type Scalar, unpackColumn, type WireColumn } from './wire-column.ts';

/*
 * Cells travel by column, which compresses better than by row. Order is meaning: within a version nothing moves, and a new
 * column goes to the end of its list, where older readers do not look.
 */

/** Columns of every cell. */
const placeColumns = ['pairCount', 'batchSize', 'tokenBudget', 'state', 'reason', 'firstRunMs'] as const;

/** Columns of measured cells only. */
const figureColumns = [
  'n',
  'meanMs',
  'sdMs',
  'medianMs',
  'halfWidthMs',
  'p95Ms',
  'p99Ms',
  'tokenizeMs',
  'modelMs',
  'tokens',
  'tokensComputed',
  'wasmBytes',
] as const;

/** `[number of cells, columns of all cells, columns of measured cells, then GPU bytes, peak and resident, then passes]` */
export type CellsWire = readonly [number, readonly WireColumn[], readonly WireColumn[]];

const isMeasured = (cell: CompactCell): cell is MeasuredCompactCell => cell.state === 'measured';

export function packCells(cells: readonly CompactCell[]): CellsWire {
  const measured = cells.filter(isMeasured);
  const column = (value: (cell: MeasuredCompactCell) => Scalar) => packColumn(measured.map(value));
  return [
    cells.length,
    placeColumns.map((name) => packColumn(cells.map((cell) => cell[name]))),
    [
      ...figureColumns.map((name) => column((cell) => cell[name])),
      column(({ gpuBytes }) => gpuBytes?.peak ?? null),
      column(({ gpuBytes }) => gpuBytes?.resident ?? null),
      column(({ passes }) => passes),
    ],
  ];
}

/** What may be cells, for the schema to judge; `null` where there are more than `maxCells`, or no number of them. */
export function unpackCells(wire: unknown, maxCells: number): Record<string, unknown>[] | null {
  if (!Array.isArray(wire)) return null;
  const [count, places, figures] = wire;
  if (!Number.isInteger(count) || count < 0 || count > maxCells) return null;
  if (!Array.isArray(places) || !Array.isArray(figures)) return null;
  const place = placeColumns.map((_, i) => unpackColumn(places[i], count));
  const states = place[placeColumns.indexOf('state')] ?? [];
  const measuredCount = states.filter((state) => state === 'measured').length;
  const figure = [...figureColumns, 'gpuPeak', 'gpuResident', 'passes'].map((_, i) =>
    unpackColumn(figures[i], measuredCount),
  );
  let nth = 0;
  return states.map((state, row) => {
    const cell: Record<string, unknown> = {};
    for (const [i, name] of placeColumns.entries()) cell[name] = place[i]?.[row];
    if (state !== 'measured') return cell;
    for (const [i, name] of figureColumns.entries()) cell[name] = figure[i]?.[nth];
    const [peak, resident, passes = null] = figure.slice(figureColumns.length).map((values) => values[nth]);
    cell.passes = passes;
    cell.gpuBytes = peak === null && resident === null ? null : { peak, resident };
    nth++;
    return cell;
  });
}
