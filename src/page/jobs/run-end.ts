import type { DraftLane } from '../../core/document/run-draft.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import type { Message } from '../../core/texts/message.ts';
import { isMeasured } from './reopened-lane.ts';

/** How a run ended, from its lanes. A stop that came once every lane was over cut nothing short. */
export function endState(
  lanes: readonly DraftLane[],
  stopRequested: boolean,
): Exclude<RunRecord['state'], 'interrupted'> {
  if (stopRequested && lanes.some(({ state }) => !over.has(state))) return 'cancelled';
  return lanes.some((lane) => lane.cells.some(isMeasured)) ? 'done' : 'failed';
}

const over: ReadonlySet<DraftLane['state']> = new Set(['done', 'failed', 'unavailable']);

/** The first lane's error, in the page's words; `null` where there is none. */
export function firstError(lanes: readonly DraftLane[]): Message | null {
  const error = lanes.find((lane) => lane.error !== undefined)?.error;
  return error === undefined
    ? null
    : {
        key: `failure.${error.code}`,
        values: { text: error.message },
        detail: error.detail ?? error.message,
      };
}
