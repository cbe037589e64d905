import { hasMeasured } from '../../core/document/run-draft.ts';
import { checkInput } from '../../core/input/input-limits.ts';
import { inputProblemMessage, type Message } from '../../core/texts/message.ts';
import type { InputSlice } from './input-slice.ts';
import type { RankingSlice } from './ranking-slice.ts';
import { isRunUnderWay, type RunSlice } from './run-slice.ts';
import type { ShownRunSlice } from './shown-run-slice.ts';
import type { ViewSlice } from './view-slice.ts';

type FailureState = Pick<RunSlice, 'runFailure' | 'draft' | 'task'> &
  Pick<ShownRunSlice, 'shownRun'> &
  Pick<InputSlice, 'input'>;

/** Why the last run came to nothing. A problem of the input stands only until it is mended. */
export function standingFailure({
  runFailure,
  input,
}: Pick<FailureState, 'runFailure' | 'input'>): Message | null {
  if (!runFailure?.key.startsWith('notice.inputProblem.')) return runFailure;
  const problems = checkInput(input.query, input.documents);
  return problems.some((problem) => inputProblemMessage(problem).key === runFailure.key) ? runFailure : null;
}

/**
 * Whether the page's own sweep failed before anything was measured, so that there is nothing of it to show.
 * What is still held may then be an earlier run, of which the failure says nothing.
 */
export function isTotalFailure(state: FailureState): boolean {
  const { task, shownRun, draft } = state;
  if (task !== 'sweep' || shownRun !== null || standingFailure(state) === null) return false;
  return draft === null || draft.state !== 'failed' || !hasMeasured(draft);
}

type ToldState = FailureState &
  Pick<RunSlice, 'runState'> &
  Pick<RankingSlice, 'rankJob'> &
  Pick<ViewSlice, 'shownResult'>;

/** What the result in front says has failed, with what to do next; `null` if it says nothing of the kind. */
export function toldFailure(state: ToldState): Message | null {
  const { shownResult, rankJob, task, runState } = state;
  if (shownResult === 'ranking') return rankJob.state === 'failed' ? rankJob.message : null;
  const shownTask = shownResult === 'load' ? 'load-test' : 'sweep';
  const isShown = ['throughput', 'setup', 'load'].includes(shownResult) && task === shownTask;
  return isShown && !isRunUnderWay(runState) ? standingFailure(state) : null;
}

/** Whether the page shows that a run or a ranking failed. */
export const hasStandingFailure = (
  state: Pick<FailureState, 'runFailure' | 'input'> & Pick<RankingSlice, 'rankJob'>,
): boolean => standingFailure(state) !== null || state.rankJob.state === 'failed';
