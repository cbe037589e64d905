import { watchdogRule } from '../../core/bench/watchdog.ts';
import { type FastestCell, fastestCell } from '../../core/document/fastest-cell.ts';
import type { ProfileRecord } from '../../core/document/profile-record.ts';
import type { RunDraft } from '../../core/document/run-draft.ts';
import type { Issue, RunRecord } from '../../core/document/run-record.ts';
import { asFailure, Failure } from '../../core/rerank/failure.ts';
import type { FileProgress } from '../../worker/protocol/messages.ts';
import { withFileProgress } from '../store/model-slice.ts';
import type { RunProgress } from '../store/run-slice.ts';
import type { Jobs, RunEnd, RunJob } from './job.ts';
import { withWarning } from './judge-run.ts';
import { currentModel } from './known-model.ts';
import { laneBuilds, laneRequest } from './lane-request.ts';
import { limitToContext, ModelSession } from './model-session.ts';
import type { LastRun, RunBasis } from './run-basis.ts';
import { canGoOn, closedRun } from './run-end.ts';
import type { RunTools } from './run-tools.ts';
import { basisOfLane } from './suite-run.ts';

/** How often a profile brings the page up to date. */
const publishEveryMs = 200;

/** Profiles the last run's fastest cell, at the visitor's request. */
export class Profiles {
  readonly #tools: RunTools;
  readonly #jobs: Jobs;
  readonly #last: LastRun;

  /** @param last shared with the sweeps, whose last run is profiled */
  constructor(tools: RunTools, jobs: Jobs, last: LastRun) {
    this.#tools = tools;
    this.#jobs = jobs;
    this.#last = last;
  }

  /**
   * Profiles one pass of the last run's fastest cell. The profile becomes part of the run's record, in place
   * of an earlier one of that lane. Everything else of the record stays.
   *
   * @returns the record, or `null` when there is no run to profile, or as for `Sweeps.run`
   */
  async run(): Promise<RunRecord | null> {
    if (this.#last.held === null || fastestCell(this.#last.held.draft.lanes) === null) return null;
    return this.#jobs.run('profile', async (job) => {
      const { held } = this.#last;
      if (held === null) throw new RangeError('There is no run to profile.');
      await job.begin();
      return this.#profile(job, held.draft, held.basis);
    });
  }

  async #profile(job: RunJob, before: RunDraft, basis: RunBasis): Promise<RunEnd> {
    const state = before.state === 'running' ? 'done' : before.state;
    const closed = (draft: RunDraft) => closedRun(draft, state, before.durationMs ?? 0);
    const profiler = new Profiler(this.#tools, job);
    job.follow(
      () => ({ draft: before, isLoading: profiler.isLoading, progress: profiler.progress }),
      publishEveryMs,
      () => closed(before),
    );
    const end = closed(await profiler.profiled(before, basis));
    this.#last.held = { draft: end.draft, basis };
    return {
      ...end,
      runState: job.signal.aborted ? 'cancelled' : state,
      runFailure: null,
      canAddRounds: before.lanes.some(canGoOn),
      answer: end.record,
    };
  }
}

/**
 * Profiles one pass in a fresh worker, whose session is made with the runtime's profiler on, so that no
 * measured session ever is.
 */
export class Profiler {
  isLoading = true;
  readonly #tools: RunTools;
  readonly #job: Pick<RunJob, 'signal' | 'show' | 'showSoon'>;
  #lane = 0;
  #files: readonly FileProgress[] = [];
  #fraction = 0;

  /** @param job the run that shows how the profile stands, and that may be stopped */
  constructor(tools: RunTools, job: Pick<RunJob, 'signal' | 'show' | 'showSoon'>) {
    this.#tools = tools;
    this.#job = job;
  }

  get progress(): RunProgress {
    const phase = this.#job.signal.aborted ? 'stopping' : this.isLoading ? 'loading' : 'profiling';
    return {
      ...{ lane: this.#lane, phase, files: this.#files, fraction: this.#fraction },
      ...{ load: null, trying: null, cell: null, round: 0, remainingMs: null },
    };
  }

  /**
   * The run with a profile of its fastest cell, or as it is where it has none or the profile was stopped.
   * Where the profile failed, a warning says so.
   */
  async profiled(draft: RunDraft, basis: RunBasis): Promise<RunDraft> {
    const fastest = fastestCell(draft.lanes);
    if (fastest === null) return draft;
    const warnings = draft.warnings.filter(({ code }) => code !== 'profile-failed');
    try {
      const profile = await this.#profile(draft, basis, fastest);
      const others = (draft.profiles ?? []).filter(({ laneId }) => laneId !== profile.laneId);
      return { ...draft, warnings, profiles: [...others, profile] };
    } catch (error) {
      const failure = asFailure(error);
      if (this.#job.signal.aborted) return draft;
      return { ...draft, warnings: withWarning(warnings, profileFailed(failure)) };
    }
  }

  async #profile(
    { lanes, environment }: RunDraft,
    ofRun: RunBasis,
    { lane, cell }: FastestCell,
  ): Promise<ProfileRecord> {
    const { settings, model, files, pairs } = basisOfLane(ofRun, lane, environment);
    const { device, dtype, order, paddingMultiple } = lane;
    if (dtype === null) throw new Failure('unknown', 'The lane has no dtype.');
    this.#lane = lanes.indexOf(lane);
    this.#job.show();
    const session = new ModelSession(
      this.#tools,
      {
        fileProgress: (progress) => {
          this.#files = withFileProgress(this.#files, progress);
          this.#job.showSoon();
        },
        profileProgress: ({ done, of }) => {
          session.allow(watchdogRule.firstMs);
          this.#fraction = done / of;
          this.#job.showSoon();
        },
      },
      { signal: this.#job.signal },
    );
    try {
      const { machine, modelFacts } = this.#tools.store.getState();
      const known = currentModel({ settings, modelFacts });
      const request = laneRequest({ ...lane, dtype }, model, settings, files, known);
      const builds = laneBuilds(lane, machine);
      // Sessions that share a request's passes are alike: one is enough to profile a pass.
      const loaded = await session.load({
        model: { ...request, threads: lane.threads, workers: 1, profiled: true },
        builds,
      });
      this.isLoading = false;
      this.#job.show();
      const { pairCount, batchSize, tokenBudget } = cell;
      const place = { pairCount, batchSize, tokenBudget };
      const { maxLength } = limitToContext(loaded, settings.maxLength);
      const batching = { maxLength, order, paddingMultiple };
      const profile = await session.call('profilePass', {
        ...{ device, cell: place, pairs, seed: settings.seed },
        ...batching,
      });
      const operators = profile.operators.map((one) => ({ ...one }));
      return { laneId: lane.id, ...place, ...profile, operators };
    } finally {
      session.drop();
    }
  }
}

const profileFailed = ({ code, message }: Failure): Issue => ({
  code: 'profile-failed',
  message: `No profile could be made: ${message}`,
  detail: code,
});
