import type { DraftCell, DraftLane, RunDraft } from './run-draft.ts';
import type { CellRecord, RunRecord } from './run-record.ts';

/**
 * A record in the form that chart, table and summary draw, to show a run that is over.
 *
 * A record keeps of each sample its latency, round and start; tokenising and model time only as the cell's means. So
 * `measurements` is empty rather than made up: such a draft is for showing, and is never sampled further.
 */
export function draftOfRecord(record: RunRecord): RunDraft {
  return {
    ...record,
    lanes: record.lanes.map((lane): DraftLane => ({ ...lane, cells: lane.cells.map(draftCell) })),
  };
}

const draftCell = (cell: CellRecord): DraftCell =>
  cell.state === 'measured' ? { ...cell, measurements: [] } : cell;
