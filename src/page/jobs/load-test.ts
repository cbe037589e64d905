import type { RunDraft } from '../../core/document/run-draft.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import { failureData } from '../../core/rerank/failure.ts';
import { failureMessage } from '../../core/texts/message.ts';
import type { Jobs, RunEnd, RunJob } from './job.ts';
import { ended } from './lane-edits.ts';
import { endLoad, type LoadOutcome, loadFailure, loadState } from './load-end.ts';
import { LoadFlow } from './load-flow.ts';
import { type LoadRun, ownRun, runToJoin } from './load-join.ts';
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

/** Runs load tests. Each is a run of the page, or part of the page's last sweep where that measured the same. */
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
   * Runs a load test with the settings and the input of the moment: the policies one after another, under the same arrivals.
   *
   * @returns the record, or `null` when it was refused, there is nothing to run on, or it could not begin: the store says why
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
    // The plug may have been pulled meanwhile.
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

  /** The policies that were over when something threw. A sweep that was joined is what it was before where there are none. */
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
