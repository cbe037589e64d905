import type { DraftLane, RunDraft } from '../../core/document/run-draft.ts';
import type { Issue, RunRecord } from '../../core/document/run-record.ts';
import { failureData } from '../../core/rerank/failure.ts';
import type { SuiteName } from '../../core/settings/suite-names.ts';
import type { RunProgress } from '../store/run-slice.ts';
import { ThreadFinder } from './calibrate.ts';
import { comparedScoring } from './compared-scoring.ts';
import { devicesToTime, EvidenceCollector, isWorthEvidence } from './evidence.ts';
import type { Jobs, RunEnd, RunJob, RunView } from './job.ts';
import { judgeRun, withWarning } from './judge-run.ts';
import { currentModel } from './known-model.ts';
import { ended } from './lane-edits.ts';
import { laneBuilds, laneRequest, laneThreads } from './lane-request.ts';
import { LaneSession } from './lane-session.ts';
import { newDraft } from './new-draft.ts';
import { PeakFinder } from './peak.ts';
import { Profiler } from './profile.ts';
import {
  basisOfTheMoment,
  draftParts,
  hashOfPairs,
  type LastRun,
  onBattery,
  type RunBasis,
  tokenLengthsOf,
} from './run-basis.ts';
import { canGoOn, closedRun, endState, firstError, reopened, roundsOf } from './run-end.ts';
import { calibrationProgress, laneProgress } from './run-progress.ts';
import type { RunTools } from './run-tools.ts';
import { basisOfLane, shallowerLane, suiteAlone, suiteBasis } from './suite-run.ts';

/** How often a sweep brings the page up to date. */
const publishEveryMs = 200;

/** Runs sweeps, and goes on with the last run. */
export class Sweeps {
  readonly #tools: RunTools;
  readonly #jobs: Jobs;
  readonly #last: LastRun;
  readonly #peaks: PeakFinder;

  /** @param last shared with the load tests */
  constructor(tools: RunTools, jobs: Jobs, last: LastRun = { held: null }) {
    this.#tools = tools;
    this.#jobs = jobs;
    this.#last = last;
    this.#peaks = new PeakFinder(tools);
  }

  /**
   * Runs a sweep with the settings and the input of the moment, or the standard suite that they name.
   *
   * @param suite a suite to run instead, just as it is
   * @returns the record, or `null` when it was refused, there is nothing to run on, or it could not begin:
   * the store says why
   */
  run(suite: SuiteName | null = null): Promise<RunRecord | null> {
    const { store, clock } = this.#tools;
    return this.#jobs.run('sweep', async (job) => {
      const { settings } = store.getState();
      const asked = suite === null ? settings : suiteAlone(suite, settings);
      const chosen = asked.suite === null ? basisOfTheMoment(store) : suiteBasis(asked.suite, asked);
      const doubts = await job.begin(chosen.settings);
      await this.#tools.modelFactsSettled?.();
      const basis: RunBasis = { ...chosen, runStartedAtMs: clock.now() };
      const draft = newDraft(draftParts(this.#tools, basis, await hashOfPairs(this.#tools, basis.pairs)));
      return this.#measure(job, basis, withDoubts(draft, doubts), () => basis.settings.repetitions);
    });
  }

  /**
   * Measures so many more rounds of every cell of the last run. They belong to the same run: its record is
   * the old one with more samples.
   *
   * @returns the record, or `null` when there is no run to go on with, or as for `run`
   */
  async addRounds(rounds: number): Promise<RunRecord | null> {
    if (!this.#last.held?.draft.lanes.some(canGoOn)) return null;
    return this.#jobs.run('more-rounds', async (job) => {
      const { held } = this.#last;
      if (held === null) throw new RangeError('There is no run to go on with.');
      const doubts = await job.begin();
      const { draft, basis } = held;
      const atMs = this.#tools.clock.now() - basis.runStartedAtMs;
      const lanes = draft.lanes.map((lane) => reopened(lane, rounds, atMs));
      const goingOn: RunDraft = { ...draft, state: 'running', lanes };
      return this.#measure(job, basis, withDoubts(goingOn, doubts), (lane) => roundsOf(lane) + rounds);
    });
  }

  async #measure(
    job: RunJob,
    basis: RunBasis,
    draft: RunDraft,
    repetitionsOf: (lane: DraftLane) => number | null,
  ): Promise<RunEnd> {
    const { clock } = this.#tools;
    const sweep = new Sweep(job, basis, draft, this.#tools, this.#peaks);
    const spentMs = () => clock.now() - basis.runStartedAtMs;
    job.follow(
      () => sweep.view,
      publishEveryMs,
      (error) => {
        const failure = failureData(error);
        const lanes = sweep.draft.lanes.map((lane) => (isOver(lane) ? lane : ended(lane, 'failed', failure)));
        return closedRun({ ...sweep.draft, lanes }, 'failed', spentMs());
      },
    );
    job.showPlan(draft);
    await sweep.run(repetitionsOf);
    const { lanes } = sweep.draft;
    const runState = endState(lanes, job.signal.aborted);
    const closed = closedRun(sweep.draft, runState, spentMs());
    this.#last.held = { draft: closed.draft, basis };
    return {
      ...closed,
      runState,
      runFailure: runState === 'failed' ? firstError(lanes) : null,
      canAddRounds: lanes.some(canGoOn),
      answer: closed.record,
    };
  }
}

const withDoubts = (draft: RunDraft, doubts: readonly Issue[]): RunDraft => ({
  ...draft,
  warnings: doubts.reduce(withWarning, draft.warnings),
});

const isOver = ({ state }: DraftLane): boolean =>
  state !== 'pending' && state !== 'loading' && state !== 'running';

/** One sweep: its lanes one after another, each in fresh workers. */
class Sweep {
  readonly #job: RunJob;
  readonly #basis: RunBasis;
  readonly #tools: RunTools;
  readonly #threads: ThreadFinder;
  readonly #peaks: PeakFinder;
  #draft: RunDraft;
  #laneAt = 0;
  #session: LaneSession | null = null;
  #calibration: RunProgress | null = null;
  #profiler: Profiler | null = null;
  readonly #evidence: EvidenceCollector | null;

  constructor(job: RunJob, basis: RunBasis, draft: RunDraft, tools: RunTools, peaks: PeakFinder) {
    this.#job = job;
    this.#basis = basis;
    this.#draft = draft;
    this.#tools = tools;
    this.#threads = new ThreadFinder(tools);
    this.#peaks = peaks;
    const spentMs = () => tools.clock.now() - basis.runStartedAtMs;
    this.#evidence =
      tools.evidence === undefined ||
      !(draft.evidence !== undefined || isWorthEvidence(basis.settings, draft.lanes))
        ? null
        : new EvidenceCollector(tools, tools.evidence, draft.evidence, spentMs, job.signal);
  }

  /** The run as far as it has come. */
  get draft(): RunDraft {
    const session = this.#session;
    if (session === null) return this.#draft;
    return { ...this.#draft, lanes: this.#draft.lanes.with(this.#laneAt, session.lane) };
  }

  /** How it stands; `null` between two lanes. */
  get view(): RunView | null {
    const { draft } = this;
    const session = this.#session;
    if (session !== null) {
      const progress = laneProgress({ lane: this.#laneAt, of: draft.lanes.length }, session);
      return { draft, isLoading: session.lane.state === 'loading', progress };
    }
    const { isLoading, progress } = this.#profiler ?? {};
    if (isLoading !== undefined && progress !== undefined) return { draft, isLoading, progress };
    return this.#calibration && { draft, isLoading: true, progress: this.#calibration };
  }

  async run(repetitionsOf: (lane: DraftLane) => number | null): Promise<void> {
    await this.#noteBattery();
    const { machine } = this.#tools.store.getState();
    try {
      await this.#evidence?.begin(devicesToTime(this.#draft.lanes, machine));
      await this.#runLanes(repetitionsOf);
    } finally {
      await this.#evidence?.end();
      this.#noteEvidence();
    }
    // The machine may have been unplugged meanwhile.
    await this.#noteBattery();
    await this.#profile();
  }

  async #runLanes(repetitionsOf: (lane: DraftLane) => number | null): Promise<void> {
    for (const [place, lane] of this.#draft.lanes.entries()) {
      if (this.#job.signal.aborted) break;
      if (lane.state === 'pending') await this.#runLane(place, lane, repetitionsOf(lane));
      await this.#runShallower(place, repetitionsOf(lane));
    }
  }

  /** Runs a suite's lane again at less depth, for as long as memory runs out before anything is measured. */
  async #runShallower(place: number, repetitions: number | null): Promise<void> {
    const atMs = () => this.#tools.clock.now() - this.#basis.runStartedAtMs;
    const next = () => {
      const lane = this.#draft.lanes[place];
      return lane === undefined || this.#job.signal.aborted ? null : shallowerLane(lane, atMs());
    };
    for (let lane = next(); lane !== null; lane = next()) {
      this.#draft = { ...this.#draft, lanes: this.#draft.lanes.with(place, lane) };
      await this.#runLane(place, lane, repetitions);
    }
  }

  #noteEvidence(): void {
    if (this.#evidence !== null) this.#draft = { ...this.#draft, evidence: this.#evidence.record };
  }

  /** Profiles the fastest cell, if that was asked for, now that everything is measured. */
  async #profile(): Promise<void> {
    const { signal } = this.#job;
    if (!this.#basis.settings.profilePass || signal.aborted || this.#draft.profiles !== undefined) return;
    this.#profiler = new Profiler(this.#tools, this.#job);
    this.#draft = await this.#profiler.profiled(this.#draft, this.#basis);
    this.#profiler = null;
  }

  async #noteBattery(): Promise<void> {
    if (await this.#tools.isOnBattery()) this.#addWarning(onBattery);
  }

  async #runLane(place: number, lane: DraftLane, repetitions: number | null): Promise<void> {
    const { store } = this.#tools;
    const basis = basisOfLane(this.#basis, lane, this.#draft.environment);
    const { settings, pairs, runStartedAtMs, model, files } = basis;
    const { signal } = this.#job;
    const { dtype } = lane;
    if (dtype === null) return;
    this.#laneAt = place;
    const { machine, modelFacts } = store.getState();
    const known = currentModel({ settings, modelFacts });
    const request = laneRequest({ ...lane, dtype }, model, settings, files, known);
    const builds = laneBuilds(lane, machine);
    const { calibration, threads, workers } = await laneThreads(
      {
        ...{ lane, request, builds, basis, environment: this.#draft.environment },
        known,
      },
      this.#threads,
      (trying, arrived) => {
        const at = { lane: place, of: this.#draft.lanes.length };
        this.#calibration = calibrationProgress(at, trying, arrived, signal.aborted);
        this.#job.show();
      },
      signal,
    );
    this.#calibration = null;
    if (signal.aborted) return;
    const session = new LaneSession(
      calibration === undefined ? lane : { ...lane, calibration },
      {
        model: { ...request, threads, workers },
        builds,
        pairs,
        maxLength: settings.maxLength,
        order: lane.order,
        paddingMultiple: lane.paddingMultiple,
        seed: settings.seed,
        repetitions,
        runStartedAtMs,
        compared: comparedScoring(this.#draft, dtype, pairs),
      },
      {
        ...this.#tools,
        signal,
        onChange: () => this.#job.showSoon(),
        onWarning: (warning) => this.#addWarning(warning),
        onTokens: (tokens) => this.#noteTokens(tokens),
      },
    );
    this.#session = session;
    await session.run();
    await this.#findPeak(session);
    this.#job.show();
    this.#draft = this.draft;
    this.#session = null;
    const { lanes, environment } = this.#draft;
    await this.#evidence?.read();
    this.#noteEvidence();
    const agreed = this.#peaks.agreed(lanes, environment.hardwareConcurrency);
    this.#draft = judgeRun({ ...this.#draft, lanes: agreed });
    if (!agreed.some(({ quality }) => quality !== undefined)) return;
    const { judgeQuality } = await import('./score-order.ts');
    this.#draft = judgeQuality(this.#draft);
  }

  /** Finds the peak of the lane's device, now that nothing else computes. */
  async #findPeak(session: LaneSession): Promise<void> {
    const { signal } = this.#job;
    const cores = this.#draft.environment.hardwareConcurrency;
    if (signal.aborted) return;
    if (this.#peaks.mustSearch(session.lane, cores)) {
      session.phase = 'measuring-peak';
      this.#job.show();
    }
    const atMs = () => this.#tools.clock.now() - this.#basis.runStartedAtMs;
    session.lane = await this.#peaks.withPeak(session.lane, cores, atMs, signal);
  }

  #addWarning(warning: Issue): void {
    this.#draft = { ...this.#draft, warnings: withWarning(this.#draft.warnings, warning) };
  }

  #noteTokens(tokens: readonly number[]): void {
    this.#draft = {
      ...this.#draft,
      input: { ...this.#draft.input, tokenLengths: tokenLengthsOf(tokens) },
    };
  }
}
