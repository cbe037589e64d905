import type { FileProgress } from '../../worker/protocol/messages.ts';
import type { LoadProgress, RunProgress } from '../store/run-slice.ts';
import type { LaneSession } from './lane-session.ts';
import type { LiveTest } from './live-test.ts';

/** Where a run is: the lane under way, by its place, and how many there are. */
export interface LanePosition {
  readonly lane: number;
  readonly of: number;
}

/** How far a run is while a lane is measured. */
export function laneProgress({ lane, of }: LanePosition, session: LaneSession): RunProgress {
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
  { lane, of }: LanePosition,
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

/** Where a load test is; what is not said has not begun, or is over. */
export interface LoadTestState {
  /** Place of the lane. */
  readonly lane: number;
  readonly phase: 'loading' | 'measuring-passes' | 'load-test' | 'planning' | 'stopping';
  readonly files: readonly FileProgress[];
  /** How many policies are over, and how many there are. */
  readonly done: number;
  readonly of: number;
  readonly test: LiveTest | null;
  /** How long arrivals come in each policy's test, ms. */
  readonly durationMs: number;
  /** Share of the planning that is done. */
  readonly planned: number;
}

/** Before they have begun nobody knows how long they take, ms; both have limits near these. */
const passesMs = 10_000;
const planningMs = 8000;

/** How far a load test is; the time left is that of its schedule. */
export function loadProgress(state: LoadTestState): RunProgress {
  const { lane, phase, files, done, of, test, durationMs, planned } = state;
  const totalMs = passesMs + of * durationMs + planningMs;
  const hasBegun = phase !== 'loading' && phase !== 'measuring-passes';
  const testMs = Math.min(test?.fold.toldAtMs ?? 0, durationMs);
  const doneMs = hasBegun || done > 0 || test !== null ? passesMs + done * durationMs + testMs : 0;
  const spentMs = doneMs + planned * planningMs;
  return {
    lane,
    phase,
    load: test === null ? null : loadOf(test, done + 1, of),
    trying: null,
    files,
    cell: null,
    round: 0,
    fraction: Math.min(1, spentMs / totalMs),
    remainingMs: phase === 'loading' ? null : totalMs - spentMs,
  };
}

const loadOf = ({ order, fold }: LiveTest, place: number, of: number): LoadProgress => ({
  policy: order.policy,
  place,
  of,
  atMs: fold.toldAtMs,
  arrived: fold.arrived,
  answered: fold.answered,
  waiting: fold.waiting,
});
