import { watchdogRule } from '../../core/bench/watchdog.ts';
import type { DraftLane } from '../../core/document/run-draft.ts';
import type { Issue } from '../../core/document/run-record.ts';
import type { Padding } from '../../core/rerank/batching.ts';
import { asFailure, type FailureData, isOutOfMemory } from '../../core/rerank/failure.ts';
import type { Pair } from '../../core/rerank/pair.ts';
import type { LoadTestPlan } from '../../core/serving/arrival.ts';
import type { SimulatedService } from '../../core/serving/capacity.ts';
import type { LoadTestEnd, LoadTestEvent, RehearsalOrder } from '../../core/serving/load-test-order.ts';
import type { FileProgress, LoadedModel } from '../../worker/protocol/messages.ts';
import { withFileProgress } from '../store/model-slice.ts';
import { graphWarnings } from './graph-limits.ts';
import { withEvent, withModel, withScoreCheck, withScoreFinding } from './lane-edits.ts';
import type { LiveTest, LiveTestEnd } from './live-test.ts';
import {
  concernsEveryPass,
  fallbackWarning,
  limitToContext,
  ModelSession,
  type SessionModel,
  type SessionTools,
  scoreCheckOf,
} from './model-session.ts';
import type { RunTools } from './run-tools.ts';

export interface LoadSessionOrder extends SessionModel, Padding {
  readonly pairs: readonly Pair[];
  readonly pairsPerArrival: LoadTestPlan['pairsPerArrival'];
  readonly seed: number;
  /** Its batches are no larger than memory has room for. */
  readonly rehearsal: RehearsalOrder;
  /** Ms since the epoch. */
  readonly runStartedAtMs: number;
}

export interface LoadSessionTools extends SessionTools, Pick<RunTools, 'clock'> {
  /** Ends what is under way between passes, or after a second by force. */
  readonly signal: AbortSignal;
  /** Called whenever there is something new to show. */
  readonly onChange: () => void;
  readonly onWarning: (warning: Issue) => void;
}

export type LoadPhase = 'loading' | 'checking' | 'measuring-passes' | 'load-test' | 'stopping';

/** Times of passes, and how large a batch was found to fit. */
export interface MeasuredService {
  readonly service: SimulatedService;
  /** Most pairs of a batch that memory had room for; `null` where none was too large. */
  readonly largestBatch: number | null;
}

/** How a worker ended its part of a test. One that was lost cannot say which batch it was at. */
type PartEnd =
  | Exclude<LoadTestEnd, { state: 'batch-failed' }>
  | { readonly state: 'batch-failed'; readonly failure: FailureData; readonly batch: number | null };

/**
 * Measures one lane under load. Its worker keeps the model from one policy to the next, and is replaced if it
 * fails.
 */
export class LoadSession {
  lane: DraftLane;
  phase: LoadPhase = 'loading';
  files: readonly FileProgress[] = [];

  readonly #order: LoadSessionOrder;
  readonly #tools: LoadSessionTools;
  readonly #session: ModelSession;
  #test: LiveTest | null = null;
  #paddedCheckFailed = false;
  /** Longest silence of a worker in a test, ms. */
  #patienceMs: number = watchdogRule.firstMs;

  constructor(lane: DraftLane, order: LoadSessionOrder, tools: LoadSessionTools) {
    this.lane = lane;
    this.#order = order;
    this.#tools = tools;
    this.#session = new ModelSession(
      tools,
      {
        onLoading: () => {
          this.files = [];
          // During a test the schedule goes on while a lost worker is replaced.
          if (this.#test === null) this.#enter('loading');
        },
        fileProgress: (progress) => {
          this.files = withFileProgress(this.files, progress);
          tools.onChange();
        },
        onModel: (model) => this.#noteModel(model),
        onFallback: (failed, next, { detail }) => {
          const warning = fallbackWarning(failed, next);
          this.#note(warning.code, warning.message, warning.detail, detail);
        },
        onReplaced: ({ message, code }) => this.#note('lane-restarted', message, code),
        loadTest: (event) => this.#take(event),
        scoresNotNumbers: () => {
          const message = 'A pass of the load test gave scores that are not numbers.';
          this.lane = withScoreFinding(this.lane, { code: 'not-numbers', message, detail: '' });
        },
        // Its passes are as long as those that were timed before it, which the worker has not told yet.
        rehearsal: () => this.#session.allow(watchdogRule.loadMs),
      },
      { signal: tools.signal },
    );
    tools.signal.addEventListener('abort', () => this.#enter('stopping'), { once: true });
  }

  /** Gives the model's memory back. */
  end(): void {
    this.#session.drop();
  }

  get #isStopping(): boolean {
    return this.#tools.signal.aborted;
  }

  /**
   * Times single passes of batches of up to so many pairs, or of fewer where memory runs out.
   *
   * @throws Failure why the model cannot be loaded or computes nothing, or `stopped`
   */
  async measurePasses(mostPairs: number): Promise<MeasuredService> {
    let maxBatch = mostPairs;
    for (;;) {
      const model = await this.#session.load(this.#order);
      try {
        if (!(await this.#checkScores(model))) continue;
        this.#enter('measuring-passes');
        const service = await this.#timePasses(model, maxBatch);
        return { service, largestBatch: maxBatch < mostPairs ? maxBatch : null };
      } catch (error) {
        const failure = asFailure(error);
        this.#session.drop();
        if (this.#isStopping) throw failure;
        if (isOutOfMemory(failure.code) && maxBatch > 1) {
          maxBatch = Math.floor(maxBatch / 2);
          this.#note('worker-replaced', failure.message, failure.code);
        } else if (!this.#session.tryAnother(this.#order, failure)) throw failure;
      }
    }
  }

  /** Runs one policy's test to its end; `test.state` says which. */
  async runTest(test: LiveTest): Promise<void> {
    this.#test = test;
    this.#enter('load-test');
    const end = await this.#runToEnd(test).catch(
      (error): LiveTestEnd =>
        this.#isStopping ? { state: 'cancelled' } : { state: 'failed', failure: asFailure(error) },
    );
    test.close(end, this.#tools.clock.now());
    this.#test = null;
    this.#tools.onChange();
  }

  /**
   * Checks the lane's scores, once for all its workers, unless a sweep has.
   *
   * @returns whether the worker can go on; where the padded batch found no memory, the next one checks single
   * pairs alone
   * @throws whatever else went wrong
   */
  async #checkScores(model: LoadedModel): Promise<boolean> {
    if (this.lane.scoreCheck !== null) return true;
    this.#enter('checking');
    try {
      const order = scoreCheckOf(this.lane.model.id, model, !this.#paddedCheckFailed);
      this.lane = withScoreCheck(this.lane, await this.#session.call('checkScores', order));
      return true;
    } catch (error) {
      const failure = asFailure(error);
      // A context too short for the probe set may still do for the visitor's own pairs.
      if (failure.code === 'query-too-long') return true;
      if (this.#isStopping || this.#paddedCheckFailed || !isOutOfMemory(failure.code)) throw failure;
      this.#paddedCheckFailed = true;
      this.#session.drop();
      this.#note('worker-replaced', failure.message, failure.code);
      return false;
    }
  }

  async #timePasses(model: LoadedModel, maxBatch: number): Promise<SimulatedService> {
    const { pairs, paddingMultiple, pairsPerArrival, seed, rehearsal } = this.#order;
    const maxLength = this.#maxLength(model);
    const rule = { ...rehearsal.rule, maxBatch: Math.min(rehearsal.rule.maxBatch, maxBatch) };
    const order = {
      pairs,
      maxLength,
      paddingMultiple,
      maxBatch,
      pairsPerArrival,
      seed,
      rehearsal: { ...rehearsal, rule },
    };
    // The worker is silent while it times passes, and it computes the longest twice.
    const { lengths, ...passes } = await this.#session.call('measurePasses', order, watchdogRule.loadMs);
    const slowestMs = Math.max(0, ...passes.samples.flatMap(({ ms }) => ms));
    this.#patienceMs = Math.max(watchdogRule.floorMs, watchdogRule.factor * slowestMs);
    return { passes, lengths, maxLength, paddingMultiple };
  }

  async #runToEnd(test: LiveTest): Promise<LiveTestEnd> {
    for (;;) {
      const end = await this.#runInWorker(await this.#session.load(this.#order), test);
      switch (end.state) {
        case 'done':
        case 'overloaded':
          return { state: end.state };
        case 'stopped':
          return { state: 'cancelled' };
        case 'batch-failed':
          this.#session.drop();
          if (this.#isStopping) return { state: 'cancelled' };
          if (!this.#canGoOn(test, end)) return { state: 'failed', failure: end.failure };
          break;
        default:
          end satisfies never;
      }
    }
  }

  async #runInWorker(model: LoadedModel, test: LiveTest): Promise<PartEnd> {
    const { pairs, paddingMultiple } = this.#order;
    const { plan, rule } = test.order;
    const maxLength = this.#maxLength(model);
    const resume = test.fold.resume();
    try {
      return await this.#session.call('runLoadTest', {
        pairs,
        maxLength,
        paddingMultiple,
        plan,
        rule,
        resume,
      });
    } catch (error) {
      const failure = asFailure(error);
      if (failure.code === 'stopped') return { state: 'stopped' };
      return { state: 'batch-failed', failure, batch: null };
    }
  }

  /** Accounts for what was lost with the worker. @returns whether a fresh one may fare better */
  #canGoOn(test: LiveTest, { failure, batch }: Extract<PartEnd, { state: 'batch-failed' }>): boolean {
    const { code, message } = failure;
    if (concernsEveryPass(failure)) return false;
    const atMs = test.fold.timeAt(this.#tools.clock.now());
    const isStepDown = test.fold.lose({ batch, isOutOfMemory: isOutOfMemory(code) }, atMs);
    const kind = isStepDown ? 'worker-replaced' : 'lane-restarted';
    test.note(atMs, kind, isStepDown ? `${message} (batches of ${test.fold.maxBatch} from now on)` : message);
    if (!isStepDown && !this.#session.forgive()) return false;
    this.#tools.onWarning({ code: isStepDown ? 'load-step-down' : 'load-restarted', message, detail: code });
    this.#tools.onChange();
    return true;
  }

  #take(event: LoadTestEvent): void {
    this.#test?.take(event);
    // A worker whose pass hangs on the GPU still reports arrivals.
    const isStill = event.type === 'progress' && event.started.length + event.ended.length === 0;
    if (!(isStill && this.#test?.fold.isComputing)) this.#session.allow(this.#patienceMs);
    if (event.type === 'hidden') {
      this.#tools.onWarning({ code: 'hidden-tab', message: 'The tab was hidden during a load test.' });
    }
    this.#tools.onChange();
  }

  #enter(phase: LoadPhase): void {
    this.phase = this.#isStopping ? 'stopping' : phase;
    this.#tools.onChange();
  }

  #maxLength(model: LoadedModel): number {
    return limitToContext(model, this.#order.maxLength).maxLength;
  }

  #noteModel(model: LoadedModel): void {
    this.lane = withModel(this.lane, model);
    for (const other of graphWarnings(model)) this.#tools.onWarning(other);
    const { warning } = limitToContext(model, this.#order.maxLength);
    if (warning !== null) this.#tools.onWarning(warning);
    this.#tools.onChange();
  }

  /** Adds an event to the lane and a warning to the run. */
  #note(code: string, message: string, detail: string, more = ''): void {
    const atMs = this.#tools.clock.now() - this.#order.runStartedAtMs;
    this.lane = withEvent(this.lane, atMs, code, more === '' ? message : `${message} ${more}`);
    this.#tools.onWarning({ code, message, detail });
    this.#tools.onChange();
  }
}
