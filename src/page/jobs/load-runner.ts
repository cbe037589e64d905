import type { RunDraft } from '../../core/document/run-draft.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import { failureData } from '../../core/rerank/failure.ts';
import { failureMessage } from '../../core/texts/message.ts';
import { endLoad, type LoadOutcome, loadFailure, loadState } from './load-end.ts';
import { LoadFlow } from './load-flow.ts';
import { type LoadRun, ownRun, runToJoin } from './load-join.ts';
import { canGoOn } from './reopened-lane.ts';
import { basisOfTheMoment, draftParts, hashOfPairs, type LastRun, type RunBasis } from './run-basis.ts';
import { firstError } from './run-end.ts';
import type { RunTools } from './run-tools.ts';

/** How often a load test brings the page up to date: drawing takes CPU time from what it measures. */
const publishEveryMs = 500;

/** What the page shows of the run that is joined, to be put back where nothing came of the load test. */
interface Before {
  readonly draft: RunDraft | null;
  readonly record: RunRecord | null;
}

/** Runs load tests, one at a time. Each is a run of the page, or part of the page's last sweep where that measured the same. */
export class LoadRunner {
  readonly #tools: RunTools;
  readonly #last: LastRun;
  #flow: LoadFlow | null = null;
  #stopRequested = false;
  #publishLater: (() => void) | null = null;

  /** @param last shared with the sweeps, which a load test may join */
  constructor(tools: RunTools, last: LastRun) {
    this.#tools = tools;
    this.#last = last;
  }

  stop(): void {
    this.#stopRequested = true;
    this.#flow?.stop();
  }

  /**
   * Runs a load test with the settings and the input of the moment: the policies one after another, under the same arrivals.
   *
   * @returns the record, or `null` when a run is under way already, there is nothing to run on, or it could not begin: the store says why
   */
  async run(): Promise<RunRecord | null> {
    const { store, clock } = this.#tools;
    const chosen = basisOfTheMoment(store, 'load-test');
    if (chosen === null) return null;
    const { draft, record } = store.getState();
    this.#stopRequested = false;
    store.getState().setRun({
      task: 'load-test',
      runState: 'loading',
      record: null,
      runFailure: null,
      progress: null,
      canAddRounds: false,
    });
    await this.#tools.modelFactsSettled?.();
    const sha256 = await hashOfPairs(this.#tools, chosen.pairs);
    const basis: RunBasis = { ...chosen, runStartedAtMs: clock.now() };
    const run =
      runToJoin(this.#last, draft, chosen, sha256) ?? ownRun(draftParts(this.#tools, basis, sha256), basis);
    const flow = new LoadFlow(run, this.#tools, () => this.#publishSoon());
    this.#flow = flow;
    const outcome = await this.#measure(flow, run);
    this.#flow = null;
    return this.#finish(flow, run, outcome, { draft, record });
  }

  async #measure(flow: LoadFlow, { draft, laneAt }: LoadRun): Promise<LoadOutcome> {
    const letSleep = this.#tools.keepAwake();
    let failure: LoadOutcome['failure'] = null;
    try {
      await this.#noteBattery(flow);
      const lane = draft.lanes[laneAt];
      if (this.#stopRequested) flow.stop();
      else if (lane !== undefined && lane.state !== 'unavailable') await flow.run();
      // The plug may have been pulled meanwhile.
      await this.#noteBattery(flow);
    } catch (error) {
      failure = failureData(error);
    } finally {
      letSleep();
      this.#publishLater?.();
      this.#publishLater = null;
    }
    return { tests: flow.tests, of: flow.policies.length, stopRequested: this.#stopRequested, failure };
  }

  async #noteBattery(flow: LoadFlow): Promise<void> {
    if (await this.#tools.isOnBattery()) {
      flow.warn({
        code: 'on-battery',
        message: 'The machine ran on battery, where it may compute more slowly.',
      });
    }
  }

  #publishSoon(): void {
    this.#publishLater ??= this.#tools.after(publishEveryMs, () => this.#publish());
  }

  #publish(): void {
    this.#publishLater?.();
    this.#publishLater = null;
    const flow = this.#flow;
    if (flow === null) return;
    this.#tools.store.getState().setRun({
      draft: flow.draft,
      runState: flow.isLoading ? 'loading' : 'running',
      progress: flow.progress,
    });
  }

  #finish(flow: LoadFlow, run: LoadRun, outcome: LoadOutcome, before: Before): RunRecord | null {
    const { store, clock } = this.#tools;
    const runState = loadState(outcome);
    const failure = runState === 'failed' ? loadFailure(outcome) : null;
    if (run.isJoined && flow.tests.length === 0) {
      const canAddRounds = run.draft.lanes.some(canGoOn);
      const runFailure = failure && failureMessage(failure);
      store.getState().setRun({ ...before, runState, progress: null, runFailure, canAddRounds });
      return runState === 'cancelled' ? before.record : null;
    }
    const stateBefore = before.record?.state ?? runState;
    const { draft, record } = endLoad(run, flow.draft, outcome, stateBefore, clock.now());
    this.#last.held = { draft, basis: run.basis };
    // Where nothing was tried the lane says why.
    const runFailure = failure === null ? firstError(draft.lanes) : failureMessage(failure);
    store.getState().setRun({
      runState,
      progress: null,
      draft,
      record,
      runFailure: runState === 'failed' ? runFailure : null,
      canAddRounds: draft.lanes.some(canGoOn),
    });
    return record;
  }
}
