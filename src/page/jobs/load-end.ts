import type { DraftLane, DraftLoadTest, RunDraft } from '../../core/document/run-draft.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import type { FailureData } from '../../core/rerank/failure.ts';
import { judgeRun } from './judge-run.ts';
import { ended } from './lane-edits.ts';
import { isAbsence } from './lane-faults.ts';
import type { LoadRun } from './load-join.ts';
import { closedRun } from './run-end.ts';

/** What came of a load test. */
export interface LoadOutcome {
  /** Of the policies that were run. */
  readonly tests: readonly Pick<DraftLoadTest, 'state' | 'error'>[];
  /** How many policies there were to run. */
  readonly of: number;
  readonly stopRequested: boolean;
  /** Why it could not begin or go on. */
  readonly failure: FailureData | null;
}

/** How a load test ended. A stop that came once every policy was over cut nothing short. */
export function loadState({ tests, of, stopRequested }: LoadOutcome): 'done' | 'cancelled' | 'failed' {
  const isCutShort = tests.length < of || tests.some(({ state }) => state === 'cancelled');
  if (stopRequested && isCutShort) return 'cancelled';
  return tests.some(({ state }) => state === 'done' || state === 'overloaded') ? 'done' : 'failed';
}

/** What went wrong; `null` where nothing did. */
export function loadFailure({ tests, failure }: LoadOutcome): FailureData | null {
  const error = tests.find((test) => test.error !== undefined)?.error;
  if (failure !== null || error === undefined) return failure;
  return { ...error, code: error.code as FailureData['code'], detail: error.detail ?? '' };
}

/**
 * The draft and the record that a load test leaves behind. A sweep that it joined keeps its lanes and, unless the load test was stopped, its
 * state: a policy that failed makes no sweep fail.
 *
 * @param run what it began with
 * @param draft what it came to
 */
export function endLoad(
  { isJoined, laneAt, basis }: LoadRun,
  draft: RunDraft,
  outcome: LoadOutcome,
  stateBefore: RunRecord['state'],
  nowMs: number,
): { readonly draft: RunDraft; readonly record: RunRecord } {
  const loadEnd = loadState(outcome);
  const lane = draft.lanes[laneAt];
  const lanes =
    isJoined || lane === undefined ? draft.lanes : draft.lanes.with(laneAt, endLane(lane, loadEnd, outcome));
  const judged = judgeRun({ ...draft, lanes });
  const state = isJoined && loadEnd !== 'cancelled' ? stateBefore : loadEnd;
  return closedRun(judged, state, nowMs - basis.runStartedAtMs);
}

function endLane(lane: DraftLane, state: 'done' | 'cancelled' | 'failed', outcome: LoadOutcome): DraftLane {
  const failure = loadFailure(outcome);
  if (lane.state === 'unavailable') return lane;
  if (state !== 'failed' || failure === null) return ended(lane, state);
  return ended(lane, isAbsence(failure) ? 'unavailable' : 'failed', failure);
}
