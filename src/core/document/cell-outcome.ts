import type { DraftCell, DraftLane } from './run-draft.ts';

/** What became of a cell and why, as codes of the record. */
export interface CellOutcome<State extends DraftCell['state']> {
  readonly state: State | 'unavailable';
  readonly reason?: string;
}

/**
 * A cell's state and reason as they are shown. In a record, only the lane says that it could not run, while
 * its cells were never begun or failed with it. Such cells are shown as unavailable, for the lane's reason. A
 * cell with another reason keeps it.
 */
export function cellOutcome<Cell extends DraftCell>(
  cell: Cell,
  lane: Pick<DraftLane, 'state' | 'error'>,
): CellOutcome<Cell['state']> {
  const { state } = cell;
  const reason = 'reason' in cell ? cell.reason : undefined;
  const laneReason = lane.error?.code;
  const hasNothing = state === 'pending' || state === 'cancelled' || state === 'failed';
  const sharesFate =
    lane.state === 'unavailable' && hasNothing && (reason === undefined || reason === laneReason);
  const told = sharesFate ? laneReason : reason;
  return { state: sharesFate ? 'unavailable' : state, ...(told !== undefined && { reason: told }) };
}
