import { closeDraft, type DraftLane, type RunDraft } from '../../core/document/run-draft.ts';
import type { Issue, RunRecord } from '../../core/document/run-record.ts';
import type { RuntimeBuild } from '../../core/rerank/devices.ts';
import type { FileProgress } from '../../worker/protocol/messages.ts';
import { isRunUnderWay, type RunProgress } from '../store/run-slice.ts';
import { judgeRun, withWarning } from './judge-run.ts';
import { currentModel } from './known-model.ts';
import { type BareRequest, laneBuilds, laneRequest } from './lane-request.ts';
import { LaneSession } from './lane-session.ts';
import { laneThreads } from './lane-threads.ts';
import { newDraft } from './new-draft.ts';
import { PeakDesk } from './peak-desk.ts';
import { canGoOn, reopened, roundsOf } from './reopened-lane.ts';
import { basisOfTheMoment, draftParts, hashOfPairs, type LastRun, type RunBasis } from './run-basis.ts';
import { endState, firstError } from './run-end.ts';
import { calibrationProgress, laneProgress } from './run-progress.ts';
import type { RunTools } from './run-tools.ts';
import { type LaneThreads, ThreadFinder } from './thread-finder.ts';
import { tokenLengthsOf } from './token-lengths.ts';

/** How often a run brings the page up to date: a fast model gives hundreds of samples a second. */
const publishEveryMs = 200;

/** Runs sweeps, one at a time: lanes one after another, each in fresh workers. */
export class SweepRunner {
  readonly #tools: RunTools;
  readonly #threads: ThreadFinder;
  readonly #peaks: PeakDesk;
  #session: LaneSession | null = null;
  #stopRequested = false;
  #draft: RunDraft | null = null;
  #laneAt = 0;
  #publishLater: (() => void) | null = null;
  readonly #last: LastRun;

  /** @param last shared with whatever else goes on with runs */
  constructor(tools: RunTools, last: LastRun = { held: null }) {
    this.#tools = tools;
    this.#last = last;
    this.#threads = new ThreadFinder(tools);
    this.#peaks = new PeakDesk(tools);
  }

  stop(): void {
    this.#stopRequested = true;
    this.#threads.stop();
    this.#peaks.stop();
    this.#session?.stop();
  }

  /**
   * Runs a sweep with the settings and the input of the moment.
   *
   * @returns the record, or `null` when a run is under way already or there is nothing to run on: the store says why
   */
  async run(): Promise<RunRecord | null> {
    const { store, clock } = this.#tools;
    const chosen = basisOfTheMoment(store, 'sweep');
    if (chosen === null) return null;
    this.#begin();
    await this.#tools.modelFactsSettled?.();
    const basis: RunBasis = { ...chosen, runStartedAtMs: clock.now() };
    this.#draft = newDraft(draftParts(this.#tools, basis, await hashOfPairs(this.#tools, basis.pairs)));
    return this.#runLanes(basis, () => basis.settings.repetitions);
  }

  /**
   * Goes on with the last run: so many more rounds of every cell it measured. They belong to the same run, and its record
   * is the old one with more samples.
   *
   * @returns the record, or `null` when there is no run to go on with or one is under way
   */
  async addRounds(rounds: number): Promise<RunRecord | null> {
    const { store, clock } = this.#tools;
    const { held } = this.#last;
    if (isRunUnderWay(store.getState().runState) || !held?.draft.lanes.some(canGoOn)) return null;
    const { draft, basis } = held;
    this.#begin();
    const atMs = clock.now() - basis.runStartedAtMs;
    this.#draft = {
      ...draft,
      state: 'running',
      lanes: draft.lanes.map((lane) => reopened(lane, rounds, atMs)),
    };
    return this.#runLanes(basis, (lane) => roundsOf(lane) + rounds);
  }

  #begin(): void {
    this.#stopRequested = false;
    this.#tools.store.getState().setRun({
      task: 'sweep',
      runState: 'loading',
      record: null,
      runFailure: null,
      progress: null,
      canAddRounds: false,
    });
  }

  async #runLanes(
    basis: RunBasis,
    repetitionsOf: (lane: DraftLane) => number | null,
  ): Promise<RunRecord | null> {
    const letSleep = this.#tools.keepAwake();
    try {
      await this.#noteBattery();
      for (const [place, lane] of (this.#draft?.lanes ?? []).entries()) {
        if (this.#stopRequested) break;
        if (lane.state === 'pending') await this.#runLane(place, lane, basis, repetitionsOf(lane));
      }
      // The plug may have been pulled meanwhile.
      await this.#noteBattery();
    } finally {
      letSleep();
    }
    return this.#finish(basis);
  }

  async #noteBattery(): Promise<void> {
    if (await this.#tools.isOnBattery()) {
      this.#addWarning({
        code: 'on-battery',
        message: 'The machine ran on battery, where it may compute more slowly.',
      });
    }
  }

  async #runLane(place: number, lane: DraftLane, basis: RunBasis, repetitions: number | null): Promise<void> {
    const { newClient, clock, after, store } = this.#tools;
    const { settings, pairs, runStartedAtMs, model, files } = basis;
    const { device, dtype } = lane;
    if (dtype === null) return;
    const request = laneRequest({ device, dtype }, model, settings, files);
    this.#laneAt = place;
    const builds = laneBuilds(lane, store.getState().machine);
    const found = await this.#findThreads(lane, request, builds, basis);
    if (this.#stopRequested) return;
    const { calibration, threads, workers } = found;
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
      },
      {
        newClient,
        clock,
        after,
        onChange: () => this.#publishSoon(),
        onWarning: (warning) => this.#addWarning(warning),
        onTokens: (tokens) => this.#noteTokens(tokens),
      },
    );
    this.#session = session;
    await session.run();
    await this.#findPeak(session, runStartedAtMs);
    this.#publish();
    this.#session = null;
    if (this.#draft !== null) this.#draft = judgeRun(this.#draft);
  }

  async #findThreads(
    lane: DraftLane,
    request: BareRequest,
    builds: readonly RuntimeBuild[],
    basis: RunBasis,
  ): Promise<LaneThreads> {
    const environment = this.#draft?.environment;
    if (environment === undefined) return { threads: basis.settings.threads, workers: 1 };
    const { modelFacts } = this.#tools.store.getState();
    const known = currentModel({ settings: basis.settings, modelFacts });
    return laneThreads({ lane, request, builds, basis, environment, known }, this.#threads, (trying, files) =>
      this.#publishCalibration(trying, files),
    );
  }

  /** Holds the lane against what its device can do at most, now that nothing else computes. */
  async #findPeak(session: LaneSession, runStartedAtMs: number): Promise<void> {
    const cores = this.#draft?.environment.hardwareConcurrency ?? 1;
    if (this.#stopRequested) return;
    if (this.#peaks.mustSearch(session.lane, cores)) {
      session.phase = 'measuring-peak';
      this.#publish();
    }
    const { clock } = this.#tools;
    session.lane = await this.#peaks.withPeak(session.lane, cores, () => clock.now() - runStartedAtMs);
  }

  #publishCalibration(trying: RunProgress['trying'], files: readonly FileProgress[]): void {
    if (this.#draft === null) return;
    const place = { lane: this.#laneAt, of: this.#draft.lanes.length };
    const progress = calibrationProgress(place, trying, files, this.#stopRequested);
    this.#tools.store.getState().setRun({ draft: this.#draft, runState: 'loading', progress });
  }

  #addWarning(warning: Issue): void {
    if (this.#draft === null) return;
    this.#draft = { ...this.#draft, warnings: withWarning(this.#draft.warnings, warning) };
  }

  #noteTokens(tokens: readonly number[]): void {
    if (this.#draft === null) return;
    const tokenLengths = tokenLengthsOf(tokens);
    this.#draft = { ...this.#draft, input: { ...this.#draft.input, tokenLengths } };
  }

  #publishSoon(): void {
    this.#publishLater ??= this.#tools.after(publishEveryMs, () => this.#publish());
  }

  /** Brings the store up to date with the lane under way. */
  #publish(): void {
    this.#publishLater?.();
    this.#publishLater = null;
    const session = this.#session;
    if (this.#draft === null || session === null) return;
    this.#draft = { ...this.#draft, lanes: this.#draft.lanes.with(this.#laneAt, session.lane) };
    this.#tools.store.getState().setRun({
      draft: this.#draft,
      runState: session.lane.state === 'loading' ? 'loading' : 'running',
      progress: laneProgress({ lane: this.#laneAt, of: this.#draft.lanes.length }, session),
    });
  }

  #finish(basis: RunBasis): RunRecord | null {
    const { store, clock } = this.#tools;
    if (this.#draft === null) return null;
    const { lanes } = this.#draft;
    const state = endState(lanes, this.#stopRequested);
    const record = closeDraft(this.#draft, state, clock.now() - basis.runStartedAtMs);
    const draft: RunDraft = { ...this.#draft, state, durationMs: record.durationMs };
    this.#last.held = { draft, basis };
    store.getState().setRun({
      runState: state,
      progress: null,
      draft,
      record,
      runFailure: state === 'failed' ? firstError(lanes) : null,
      canAddRounds: lanes.some(canGoOn),
    });
    this.#draft = null;
    return record;
  }
}
