import type { FileProgress } from '../../worker/protocol/messages.ts';
import type { RunProgress } from '../store/run-slice.ts';
import type { LaneSession } from './lane-session.ts';

/** Where a run is: the lane under way, by its place, and how many there are. */
export interface LanePlace {
  readonly lane: number;
  readonly of: number;
}

/** How far a run is while a lane is measured. */
export function laneProgress({ lane, of }: LanePlace, session: LaneSession): RunProgress {
  const { fraction, remainingMs } = session.estimate;
  const { phase, files, cell, round } = session;
  return {
    lane,
    phase,
    load: null,
    trying: null,
    files,
    cell,
    round,
    fraction: (lane + fraction) / of,
    remainingMs,
  };
}

/** How far a run is while a lane's threads are looked for. */
export function calibrationProgress(
  { lane, of }: LanePlace,
  trying: RunProgress['trying'],
  files: readonly FileProgress[],
  isStopping: boolean,
): RunProgress {
  return {
    lane,
    phase: isStopping ? 'stopping' : 'calibrating',
    load: null,
    trying,
    files,
    cell: null,
    round: 0,
    fraction: lane / of,
    remainingMs: null,
  };
}
