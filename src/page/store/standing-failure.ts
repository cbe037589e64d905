import { hasMeasured } from '../../core/document/run-draft.ts';
import { checkInput } from '../../core/input/input-limits.ts';
import { inputProblemMessage, type Message } from '../../core/texts/message.ts';
import type { InputSlice } from './input-slice.ts';
import type { RankingSlice } from './ranking-slice.ts';
import type { RunSlice } from './run-slice.ts';
import type { ShownRunSlice } from './shown-run-slice.ts';

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

/** Whether the page shows that a run or a ranking failed. */
export const hasStandingFailure = (
  state: Pick<FailureState, 'runFailure' | 'input'> & Pick<RankingSlice, 'rankJob'>,
): boolean => standingFailure(state) !== null || state.rankJob.state === 'failed';
