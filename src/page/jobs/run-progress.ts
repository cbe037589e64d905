import type { FileProgress } from '../../worker/protocol/messages.ts';
import type { LoadProgress, RunProgress } from '../store/run-slice.ts';
import type { LaneSession } from './lane-session.ts';
import type { LiveTest } from './live-test.ts';

/** The index of the lane under way, and how many lanes there are. */
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

/** How far a run is while it looks for a lane's threads. */
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

/** How a load test stands. */
export interface LoadTestState {
  /** Index of the lane. */
  readonly lane: number;
  readonly phase: 'loading' | 'checking' | 'measuring-passes' | 'load-test' | 'planning' | 'stopping';
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

/** Assumed durations of what has not begun yet, ms. Both have limits near these. */
const passesMs = 10_000;
const planningMs = 8000;

/** How far a load test is. The time left follows from its schedule. */
export function loadProgress(state: LoadTestState): RunProgress {
  const { lane, phase, files, done, of, test, durationMs, planned } = state;
  const totalMs = passesMs + of * durationMs + planningMs;
  const hasBegun = phase !== 'loading' && phase !== 'checking' && phase !== 'measuring-passes';
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
