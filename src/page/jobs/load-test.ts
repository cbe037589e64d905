import type { DraftLane, DraftLoadTest, RunDraft } from '../../core/document/run-draft.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import { type FailureData, failureData } from '../../core/rerank/failure.ts';
import { failureMessage } from '../../core/texts/message.ts';
import type { Jobs, RunEnd, RunJob } from './job.ts';
import { judgeRun } from './judge-run.ts';
import { ended } from './lane-edits.ts';
import { LoadFlow } from './load-flow.ts';
import { type LoadRun, ownRun, runToJoin } from './load-join.ts';
import { isAbsence } from './model-session.ts';
import {
  basisOfTheMoment,
  draftParts,
  hashOfPairs,
  type LastRun,
  onBattery,
  type RunBasis,
} from './run-basis.ts';
import { canGoOn, closedRun, firstError } from './run-end.ts';
import type { RunTools } from './run-tools.ts';

/** How often a load test brings the page up to date: drawing takes CPU time from what it measures. */
const publishEveryMs = 500;

/** What the page shows of the run that is joined, to be put back where nothing came of the load test. */
interface Before {
  readonly draft: RunDraft | null;
  readonly record: RunRecord | null;
}

/**
 * Runs load tests. Each is a run of the page, or part of the page's last sweep where that measured the same.
 */
export class LoadTests {
  readonly #tools: RunTools;
  readonly #jobs: Jobs;
  readonly #last: LastRun;

  /** @param last shared with the sweeps, which a load test may join */
  constructor(tools: RunTools, jobs: Jobs, last: LastRun) {
    this.#tools = tools;
    this.#jobs = jobs;
    this.#last = last;
  }

  /**
   * Runs a load test with the settings and the input of the moment: the policies one after another, under the
   * same arrivals.
   *
   * @returns the record, or `null` when it was refused, there is nothing to run on, or it could not begin:
   * the store says why
   */
  run(): Promise<RunRecord | null> {
    return this.#jobs.run('load-test', (job) => this.#run(job));
  }

  async #run(job: RunJob): Promise<RunEnd> {
    const { store, clock, isOnBattery } = this.#tools;
    const chosen = basisOfTheMoment(store);
    const { draft, record } = store.getState();
    const before = { draft, record };
    const doubts = await job.begin();
    await this.#tools.modelFactsSettled?.();
    const sha256 = await hashOfPairs(this.#tools, chosen.pairs);
    const basis: RunBasis = { ...chosen, runStartedAtMs: clock.now() };
    const run =
      runToJoin(this.#last, draft, chosen, sha256) ?? ownRun(draftParts(this.#tools, basis, sha256), basis);
    const flow = new LoadFlow(run, this.#tools, job.signal, () => job.showSoon());
    for (const doubt of doubts) flow.warn(doubt);
    job.follow(
      () => ({ draft: flow.draft, isLoading: flow.isLoading, progress: flow.progress }),
      publishEveryMs,
      (error) => this.#salvage(flow, run, error, before),
    );
    if (await isOnBattery()) flow.warn(onBattery);
    const outcome = await this.#measure(flow, run, job.signal);
    // The machine may have been unplugged meanwhile.
    if (await isOnBattery()) flow.warn(onBattery);
    return this.#end(flow, run, outcome, before);
  }

  async #measure(flow: LoadFlow, { draft, laneAt }: LoadRun, signal: AbortSignal): Promise<LoadOutcome> {
    let failure: LoadOutcome['failure'] = null;
    try {
      const lane = draft.lanes[laneAt];
      if (!signal.aborted && lane !== undefined && lane.state !== 'unavailable') await flow.run();
    } catch (error) {
      failure = failureData(error);
    }
    return { tests: flow.tests, of: flow.policies.length, stopRequested: signal.aborted, failure };
  }

  #end(flow: LoadFlow, run: LoadRun, outcome: LoadOutcome, before: Before): RunEnd {
    const runState = loadState(outcome);
    const failure = runState === 'failed' ? loadFailure(outcome) : null;
    if (run.isJoined && flow.tests.length === 0) {
      return {
        ...before,
        runState,
        runFailure: failure && failureMessage(failure),
        canAddRounds: run.draft.lanes.some(canGoOn),
        answer: runState === 'cancelled' ? before.record : null,
      };
    }
    const stateBefore = before.record?.state ?? runState;
    const { draft, record } = endLoad(run, flow.draft, outcome, stateBefore, this.#tools.clock.now());
    this.#last.held = { draft, basis: run.basis };
    // Where nothing was tried the lane says why.
    const runFailure = failure === null ? firstError(draft.lanes) : failureMessage(failure);
    return {
      runState,
      draft,
      record,
      runFailure: runState === 'failed' ? runFailure : null,
      canAddRounds: draft.lanes.some(canGoOn),
      answer: record,
    };
  }

  /**
   * The policies that were over when something threw. A sweep that was joined is what it was before where
   * there are none.
   */
  #salvage(flow: LoadFlow, { isJoined, laneAt, basis }: LoadRun, error: unknown, before: Before) {
    if (isJoined && flow.tests.length === 0) return before;
    const { draft } = flow;
    const lane = draft.lanes[laneAt];
    const lanes =
      isJoined || lane === undefined
        ? draft.lanes
        : draft.lanes.with(laneAt, ended(lane, 'failed', failureData(error)));
    const state = isJoined ? (before.record?.state ?? 'failed') : 'failed';
    return closedRun({ ...draft, lanes }, state, this.#tools.clock.now() - basis.runStartedAtMs);
  }
}

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
 * The draft and the record that a load test leaves behind. A sweep that it joined keeps its lanes and, unless
 * the load test was stopped, its state: a policy that failed makes no sweep fail.
 *
 * @param run what it began with
 * @param draft what it came to
 */
function endLoad(
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
