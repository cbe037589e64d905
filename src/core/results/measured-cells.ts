import type { LaneRecord, MeasuredCell, RunRecord } from '../document/run-record.ts';

/** A measured cell with its place in the record. */
interface PlacedCell {
  readonly lane: LaneRecord;
  readonly cell: MeasuredCell;
  /** Such as `lanes.0.cells.2`. */
  readonly where: string;
}

/** The measured cells of all lanes, in the record's order. */
export const measuredCells = ({ lanes }: Pick<RunRecord, 'lanes'>): PlacedCell[] =>
  lanes.flatMap((lane, of) =>
    lane.cells.flatMap((cell, place) =>
      cell.state === 'measured' ? [{ lane, cell, where: `lanes.${of}.cells.${place}` }] : [],
    ),
  );
