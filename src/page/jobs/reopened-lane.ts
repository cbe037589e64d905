import type { DraftCell, DraftLane } from '../../core/document/run-draft.ts';
import { withEvent } from './lane-edits.ts';

export const isMeasured = ({ state }: DraftCell): boolean => state === 'measured';

/** Whether a lane has cells to measure more rounds of. */
export const canGoOn = ({ state, cells }: DraftLane): boolean =>
  (state === 'done' || state === 'cancelled') && cells.some(isMeasured);

/** Most samples that a cell of the lane has. */
export const roundsOf = ({ cells }: DraftLane): number =>
  Math.max(0, ...cells.map((cell) => (cell.state === 'measured' ? cell.latencyMs.n : 0)));

/** The lane as one that has still to run, where it has cells to go on with. */
export function reopened(lane: DraftLane, rounds: number, atMs: number): DraftLane {
  if (!canGoOn(lane)) return lane;
  return withEvent(
    { ...lane, state: 'pending' },
    atMs,
    'rounds-added',
    `${rounds} more rounds were asked for.`,
  );
}
