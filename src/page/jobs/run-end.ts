import { closeDraft, type DraftCell, type DraftLane, type RunDraft } from '../../core/document/run-draft.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import { withDepartures } from '../../core/suite/departures.ts';
import type { Message } from '../../core/texts/message.ts';
import { withEvent } from './lane-edits.ts';

/** How a run ended, from its lanes. A stop after every lane was over does not make it cancelled. */
export function endState(
  lanes: readonly DraftLane[],
  stopRequested: boolean,
): Exclude<RunRecord['state'], 'interrupted'> {
  if (stopRequested && lanes.some(({ state }) => !over.has(state))) return 'cancelled';
  return lanes.some((lane) => lane.cells.some(isMeasured)) ? 'done' : 'failed';
}

const over: ReadonlySet<DraftLane['state']> = new Set(['done', 'failed', 'unavailable']);

/**
 * The error of the first lane that was tried, else of the first that could not be, in the page's words;
 * `null` where there is none.
 */
export function firstError(lanes: readonly DraftLane[]): Message | null {
  const failed = lanes.filter((lane) => lane.error !== undefined);
  const error = (failed.find(({ state }) => state !== 'unavailable') ?? failed[0])?.error;
  return error === undefined
    ? null
    : {
        key: `failure.${error.code}`,
        values: { text: error.message },
        detail: error.detail ?? error.message,
      };
}

const isMeasured = ({ state }: DraftCell): boolean => state === 'measured';

/** Whether a lane has cells to measure more rounds of. */
export const canGoOn = ({ state, cells }: DraftLane): boolean =>
  (state === 'done' || state === 'cancelled') && cells.some(isMeasured);

/** The most samples that any cell of the lane has. */
export const roundsOf = ({ cells }: DraftLane): number =>
  Math.max(0, ...cells.map((cell) => (cell.state === 'measured' ? cell.latencyMs.n : 0)));

/** The lane as one that is still to run, if it has cells to go on with. */
export function reopened(lane: DraftLane, rounds: number, atMs: number): DraftLane {
  if (!canGoOn(lane)) return lane;
  return withEvent(
    { ...lane, state: 'pending' },
    atMs,
    'rounds-added',
    `${rounds} more rounds were asked for.`,
  );
}

/** The run's last draft and the record it leaves behind. */
export function closedRun(
  draft: RunDraft,
  state: RunRecord['state'],
  durationMs: number,
): { readonly draft: RunDraft; readonly record: RunRecord } {
  const record = withDepartures(closeDraft(draft, state, Math.max(0, durationMs)));
  const { suite } = record;
  const ended = { ...draft, ...(suite !== undefined && { suite }), state, durationMs: record.durationMs };
  return { draft: ended, record };
}
