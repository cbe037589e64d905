import type { DraftLane, DraftLoadTest, RunDraft } from '../../core/document/run-draft.ts';
import type { Issue } from '../../core/document/run-record.ts';
import { asFailure, Failure } from '../../core/rerank/failure.ts';
import { type Policy, ruleOf } from '../../core/serving/batch-rule.ts';
import type { Prediction, PredictOrder } from '../../core/serving/capacity.ts';
import { capacityGridRule } from '../../core/serving/planner.ts';
import {
  batchRuleOf,
  loadTestPlanOf,
  pairsPerArrival,
  planOrderOf,
  policiesOf,
  rateOfCapacity,
  rehearsalOf,
} from '../../core/settings/load-test-plan.ts';
import type { RunProgress } from '../store/run-slice.ts';
import { adapterDoubts } from './adapter-doubts.ts';
import { ThreadFinder, type ThreadListener } from './calibrate.ts';
import { withWarning } from './judge-run.ts';
import { currentModel } from './known-model.ts';
import { withEvent } from './lane-edits.ts';
import { laneBuilds, laneRequest, laneThreads } from './lane-request.ts';
import { LiveTest } from './live-test.ts';
import { type LoadRun, recommendedBatch } from './load-join.ts';
import { LoadSession, type MeasuredService } from './load-session.ts';
import { Planner } from './planner.ts';
import { tokenLengthsOf } from './run-basis.ts';
import { calibrationProgress, loadProgress } from './run-progress.ts';
import type { RunTools } from './run-tools.ts';

/**
 * One load test from start to end. It finds the lane's threads, times single passes, predicts each policy and
 * runs it live under the same arrivals. At last the planner looks for the best setting.
 */
export class LoadFlow {
  /** The policies that are over. */
  readonly tests: DraftLoadTest[] = [];
  readonly policies: readonly Policy[];
  readonly #run: LoadRun;
  readonly #tools: RunTools;
  readonly #signal: AbortSignal;
  readonly #onChange: () => void;
  readonly #threads: ThreadFinder;
  readonly #planner: Planner;
  #draft: RunDraft;
  #session: LoadSession | null = null;
  #test: LiveTest | null = null;
  #calibration: RunProgress | null = null;
  #isPlanning = false;
  #planned = 0;

  /**
   * @param signal ends what is under way; what was measured stays
   * @param onChange called whenever there is something new to show
   */
  constructor(run: LoadRun, tools: RunTools, signal: AbortSignal, onChange: () => void) {
    this.#run = run;
    this.#signal = signal;
    this.#draft = run.draft;
    this.#tools = tools;
    this.#onChange = onChange;
    this.#threads = new ThreadFinder(tools);
    this.#planner = new Planner(tools, signal);
    this.policies = policiesOf(run.settings);
  }

  /** The run as far as it has come. */
  get draft(): RunDraft {
    const { laneAt } = this.#run;
    const { loadTests = [], lanes } = this.#draft;
    const test = this.#test?.draft(this.#tools.clock.now());
    const tests = [...loadTests, ...this.tests, ...(test === undefined ? [] : [test])];
    return {
      ...this.#draft,
      lanes: lanes.with(laneAt, this.#shownLane()),
      ...(tests.length > 0 && { loadTests: tests }),
    };
  }

  /** Whether it is still looking for threads or loading the model. */
  get isLoading(): boolean {
    return this.#session === null || this.#session.phase === 'loading';
  }

  get progress(): RunProgress {
    const session = this.#session;
    const { laneAt, settings } = this.#run;
    if (session === null && this.#calibration !== null) return this.#calibration;
    const isPlanning = this.#isPlanning && !this.#signal.aborted;
    return loadProgress({
      lane: laneAt,
      phase: isPlanning ? 'planning' : (session?.phase ?? (this.#signal.aborted ? 'stopping' : 'loading')),
      files: session?.files ?? [],
      done: this.tests.length,
      of: this.policies.length,
      test: this.#test,
      durationMs: settings.duration * 1000,
      planned: this.#planned,
    });
  }

  /** Something that makes the run's numbers doubtful. */
  warn(warning: Issue): void {
    this.#draft = { ...this.#draft, warnings: withWarning(this.#draft.warnings, warning) };
  }

  /**
   * Runs it to its end.
   *
   * @throws Failure why it could not go on, or `stopped`; the policies that are over are in `tests` even then
   */
  async run(): Promise<void> {
    const session = await this.#openSession();
    let measured: MeasuredService;
    try {
      measured = await session.measurePasses(this.#mostPairs());
      this.#noteMeasured(session, measured);
      const ratePerSecond = await this.#ratePerSecond(measured);
      for (const policy of this.policies) {
        const state = await this.#runPolicy(session, policy, ratePerSecond, measured);
        if (state === 'failed' || state === 'cancelled') return;
      }
    } finally {
      session.end();
    }
    await this.#plan(session, measured);
  }

  async #openSession(): Promise<LoadSession> {
    const { basis, settings, laneAt } = this.#run;
    const { newClient, clock, after, isHidden, store } = this.#tools;
    const lane = this.#lane;
    const { dtype } = lane;
    if (dtype === null) throw new Failure('unknown', 'The lane has no dtype.');
    const { machine, modelFacts } = store.getState();
    const known = currentModel({ settings, modelFacts });
    const request = laneRequest({ ...lane, dtype }, basis.model, settings, basis.files, known);
    const builds = laneBuilds(lane, machine);
    const { environment, lanes } = this.#draft;
    const question = { lane, request, builds, basis, environment, known };
    const onTrying: ThreadListener = (trying, files) => {
      const place = { lane: laneAt, of: lanes.length };
      this.#calibration = calibrationProgress(place, trying, files, this.#signal.aborted);
      this.#onChange();
    };
    const { calibration, ...found } = await laneThreads(question, this.#threads, onTrying, this.#signal);
    if (this.#signal.aborted) throw new Failure('stopped', 'The load test was stopped.');
    const session = new LoadSession(
      calibration === undefined ? lane : { ...lane, calibration },
      {
        model: { ...request, ...found },
        builds,
        pairs: basis.pairs,
        maxLength: settings.maxLength,
        paddingMultiple: lane.paddingMultiple,
        pairsPerArrival: pairsPerArrival(settings),
        seed: settings.seed,
        rehearsal: rehearsalOf(settings),
        runStartedAtMs: basis.runStartedAtMs,
      },
      {
        newClient,
        clock,
        after,
        signal: this.#signal,
        ...(isHidden !== undefined && { isHidden }),
        onChange: this.#onChange,
        onWarning: (warning) => this.warn(warning),
      },
    );
    this.#session = session;
    return session;
  }

  /**
   * The largest batch that a policy may make or the planner tries. Times of larger batches would have to be
   * guessed.
   */
  #mostPairs(): number {
    const { settings } = this.#run;
    return Math.max(capacityGridRule.maxBatch, settings.maxBatch, this.#recommendedBatch() ?? 1);
  }

  #recommendedBatch(): number | null {
    return recommendedBatch(this.#draft, this.#lane.id);
  }

  #noteMeasured(session: LoadSession, { service }: MeasuredService): void {
    const { passes, lengths, maxLength } = service;
    session.lane = { ...session.lane, passes: { source: 'load-test', ...passes } };
    const { input, environment } = this.#draft;
    for (const doubt of adapterDoubts(session.lane, environment)) this.warn(doubt);
    // These are the lengths that were computed. Where pairs were cut, they do not tell the input's own.
    if (input.tokenLengths === null && lengths.every((length) => length < maxLength)) {
      this.#draft = { ...this.#draft, input: { ...input, tokenLengths: tokenLengthsOf(lengths) } };
    }
    this.#onChange();
  }

  /** Arrivals a second: the setting, or 70 % of what the dynamic rule takes. */
  async #ratePerSecond({ service, largestBatch }: MeasuredService): Promise<number> {
    const { settings } = this.#run;
    if (settings.arrivals === 'closed') return 0;
    if (settings.rate !== null) return settings.rate;
    const capacity = await this.#planner.estimate({
      service,
      pairsPerArrival: pairsPerArrival(settings),
      rule: batchRuleOf(settings, largestBatch),
      seed: settings.seed,
    });
    return rateOfCapacity(capacity);
  }

  /** @returns how it ended */
  async #runPolicy(
    session: LoadSession,
    policy: Policy,
    ratePerSecond: number,
    { service, largestBatch }: MeasuredService,
  ): Promise<DraftLoadTest['state']> {
    const { settings, basis } = this.#run;
    const plan = loadTestPlanOf(settings, ratePerSecond);
    const dynamic = batchRuleOf(settings, largestBatch);
    const fixedBatch = this.#recommendedBatch() ?? dynamic.maxBatch;
    const rule = ruleOf(policy, dynamic, Math.min(fixedBatch, largestBatch ?? fixedBatch));
    const prediction = await this.#predict({ service, plan, rule });
    const { runStartedAtMs } = basis;
    const test = new LiveTest({ laneId: session.lane.id, policy, plan, rule, prediction, runStartedAtMs });
    this.#test = test;
    await session.runTest(test);
    this.tests.push(test.draft(this.#tools.clock.now()));
    this.#test = null;
    this.#onChange();
    return test.state;
  }

  /** What a simulation predicts; `null` where it fails, and the test runs without a prediction. */
  async #predict(order: PredictOrder): Promise<Prediction | null> {
    try {
      return await this.#planner.predict(order);
    } catch (error) {
      if (this.#signal.aborted) throw error;
      return null;
    }
  }

  /** Looks for the best setting, now that the model's memory is free again. */
  async #plan(session: LoadSession, { service, largestBatch }: MeasuredService): Promise<void> {
    const { settings, basis } = this.#run;
    this.#isPlanning = true;
    this.#onChange();
    try {
      const capacity = await this.#planner.plan(
        planOrderOf(settings, service, largestBatch),
        ({ done, of }) => {
          this.#planned = of > 0 ? done / of : 0;
          this.#onChange();
        },
      );
      session.lane = { ...session.lane, capacity };
    } catch (error) {
      const { message } = asFailure(error);
      const atMs = this.#tools.clock.now() - basis.runStartedAtMs;
      if (!this.#signal.aborted) session.lane = withEvent(session.lane, atMs, 'capacity-unknown', message);
    }
  }

  get #lane(): DraftLane {
    const lane = this.#draft.lanes[this.#run.laneAt];
    if (lane === undefined) throw new RangeError('The run has no such lane.');
    return lane;
  }

  /** A lane that a sweep measured before keeps its state. */
  #shownLane(): DraftLane {
    const lane = this.#session?.lane ?? this.#lane;
    return this.#run.isJoined || lane.state === 'unavailable'
      ? lane
      : { ...lane, state: this.isLoading ? 'loading' : 'running' };
  }
}
