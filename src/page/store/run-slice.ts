import type { StateCreator } from 'zustand';
import type { RunDraft } from '../../core/document/run-draft.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import type { Policy } from '../../core/serving/batch-rule.ts';
import type { Message } from '../../core/texts/message.ts';
import type { FileProgress } from '../../worker/protocol/messages.ts';

export type RunState = 'idle' | 'loading' | 'running' | 'done' | 'cancelled' | 'interrupted' | 'failed';

/** How far one policy of a load test has come. */
export interface LoadProgress {
  readonly policy: Policy;
  /** Place of the policy, from 1. */
  readonly place: number;
  /** How many policies there are. */
  readonly of: number;
  /** Since the policy's test began, ms. */
  readonly atMs: number;
  readonly arrived: number;
  readonly answered: number;
  /** Arrivals that wait at the moment. */
  readonly waiting: number;
}

/** What a run is doing right now. */
export interface RunProgress {
  /** Index of the lane under way. */
  readonly lane: number;
  readonly phase: /** Another tab of the page measures; the run begins when it has ended. */
    | 'waiting-for-tab'
    | 'calibrating'
    | 'loading'
    | 'checking'
    | 'warming-up'
    | 'sampling'
    | 'measuring-peak'
    | 'measuring-passes'
    | 'load-test'
    | 'planning'
    | 'stopping';
  /** What a load test is doing; `null` in a sweep, and before its first policy. */
  readonly load: LoadProgress | null;
  /** What the calibration before the lane is trying; `place` from 1. */
  readonly trying: {
    readonly threads: number;
    readonly workers: number;
    readonly place: number;
    readonly of: number;
  } | null;
  /** The files of the lane's model while they load. */
  readonly files: readonly FileProgress[];
  /** The cell under way, by its place in the lane; `null` while none is. */
  readonly cell: number | null;
  readonly round: number;
  /** Share of the run that is done, 0 to 1, as far as it can be told. */
  readonly fraction: number;
  /**
   * What the lane under way still needs, estimated from its cells so far; `null` before there is anything to
   * go by.
   */
  readonly remainingMs: number | null;
}

export interface RunSlice {
  /** What the run under way, or the last one, was started for; whoever starts it says so. */
  readonly task: 'sweep' | 'load-test';
  readonly runState: RunState;
  readonly progress: RunProgress | null;
  /** The run under way, or the last one; it is what chart and table show. */
  readonly draft: RunDraft | null;
  /** The document the last run left behind. */
  readonly record: RunRecord | null;
  readonly runFailure: Message | null;
  /** Whether the last run can go on where it ended: what it measured on is still at hand. */
  readonly canAddRounds: boolean;
  setRun(
    run: Partial<
      Pick<RunSlice, 'task' | 'runState' | 'progress' | 'draft' | 'record' | 'runFailure' | 'canAddRounds'>
    >,
  ): void;
}

export const createRunSlice: StateCreator<RunSlice> = (set) => ({
  task: 'sweep',
  runState: 'idle',
  progress: null,
  draft: null,
  record: null,
  runFailure: null,
  canAddRounds: false,
  setRun: (run) => set(run),
});

export const isRunUnderWay = (state: RunState): boolean => state === 'loading' || state === 'running';
