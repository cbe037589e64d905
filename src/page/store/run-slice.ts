import type { StateCreator } from 'zustand';
import type { RunDraft } from '../../core/document/run-draft.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import type { Policy } from '../../core/serving/batch-rule.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Message } from '../../core/texts/message.ts';
import type { FileProgress } from '../../worker/protocol/messages.ts';
import type { InputSlice } from './input-slice.ts';

export type RunState = 'idle' | 'loading' | 'running' | 'done' | 'cancelled' | 'interrupted' | 'failed';

/** The progress of a load test's current policy. */
export interface LoadProgress {
  readonly policy: Policy;
  /** The policy's number, from 1. */
  readonly place: number;
  /** How many policies there are. */
  readonly of: number;
  /** Time since the policy's test began, ms. */
  readonly atMs: number;
  readonly arrived: number;
  readonly answered: number;
  /** Requests that are waiting now. */
  readonly waiting: number;
}

/** What a lane is doing. */
export type LanePhase =
  | 'loading'
  | 'checking'
  | 'warming-up'
  | 'sampling'
  /** Everything is measured, and the documents are scored once more, to compare orders. */
  | 'comparing'
  /** The lane is over, and the peak of its device is searched for. */
  | 'measuring-peak'
  | 'stopping';

export type RunPhase =
  | LanePhase
  /** Another tab of the page is computing. The run begins when that has ended. */
  | 'waiting-for-tab'
  | 'calibrating'
  | 'profiling'
  | 'measuring-passes'
  | 'load-test'
  | 'planning';

/** What a run is doing right now. */
export interface RunProgress {
  /** Index of the current lane. */
  readonly lane: number;
  readonly phase: RunPhase;
  /** What a load test is doing; `null` in a sweep, and between policies. */
  readonly load: LoadProgress | null;
  /** What the calibration before the lane is trying; `place` counts from 1. */
  readonly trying: {
    readonly threads: number;
    readonly workers: number;
    readonly place: number;
    readonly of: number;
  } | null;
  /** The files of the lane's model, while they load. */
  readonly files: readonly FileProgress[];
  /** Index of the current cell in the lane; `null` if there is none. */
  readonly cell: number | null;
  readonly round: number;
  /** Estimated share of the run that is done, 0 to 1. */
  readonly fraction: number;
  /**
   * Time until the current lane is done, ms, estimated from its cells so far; `null` while there is nothing
   * to estimate from.
   */
  readonly remainingMs: number | null;
}

export interface RunSlice {
  /** What the current run, or the last one, measures. */
  readonly task: 'sweep' | 'load-test';
  readonly runState: RunState;
  readonly progress: RunProgress | null;
  /** What the run that has just begun is to be measured with. `null` once its draft is there. */
  readonly asked: Settings | null;
  /** The current run, or the last one. Chart and table show it. */
  readonly draft: RunDraft | null;
  /** The record of the last run. */
  readonly record: RunRecord | null;
  readonly runFailure: Message | null;
  /** Whether rounds can be added to the last run, because what it measured is still available. */
  readonly canAddRounds: boolean;
  /** `inputRevision` when the current run, or the last one, came on show. */
  readonly runInputRevision: number;
  setRun(
    run: Partial<
      Pick<
        RunSlice,
        'task' | 'runState' | 'progress' | 'asked' | 'draft' | 'record' | 'runFailure' | 'canAddRounds'
      >
    >,
  ): void;
}

export const createRunSlice: StateCreator<RunSlice & Pick<InputSlice, 'inputRevision'>, [], [], RunSlice> = (
  set,
) => ({
  task: 'sweep',
  runState: 'idle',
  progress: null,
  asked: null,
  draft: null,
  record: null,
  runFailure: null,
  canAddRounds: false,
  runInputRevision: 0,
  setRun: (run) =>
    set(({ draft, inputRevision }) => {
      const isOther = run.draft !== undefined && run.draft?.id !== draft?.id;
      return isOther ? { ...run, runInputRevision: inputRevision } : run;
    }),
});

export const isRunUnderWay = (state: RunState): boolean => state === 'loading' || state === 'running';
