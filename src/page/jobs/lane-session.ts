import { type Estimate, estimateLane } from '../../core/bench/estimate.ts';
import type { LaneEvent, LaneOrder, LaneRunEnd } from '../../core/bench/lane-run.ts';
import type { CellPlan } from '../../core/bench/sweep-plan.ts';
import { patienceMs, watchdogRule } from '../../core/bench/watchdog.ts';
import { type DraftCell, type DraftLane, samplingOf, withSample } from '../../core/document/run-draft.ts';
import type { Issue } from '../../core/document/run-record.ts';
import type { RuntimeBuild } from '../../core/rerank/devices.ts';
import { asFailure, type Failure, type FailureData, isOutOfMemory } from '../../core/rerank/failure.ts';
import type { FileProgress, LoadedModel } from '../../worker/protocol/messages.ts';
import { withFileProgress } from '../store/model-slice.ts';
import type { LanePhase } from '../store/run-slice.ts';
import type { OrderScoring } from './compared-scoring.ts';
import { graphWarnings, withoutLargeBatches } from './graph-limits.ts';
import {
  ended,
  withCell,
  withCellFailure,
  withEvent,
  withModel,
  withPasses,
  withScoreCheck,
  withScoreFinding,
  withWarmUp,
} from './lane-edits.ts';
import {
  concernsEveryPass,
  fallbackWarning,
  isAbsence,
  limitToContext,
  ModelSession,
  type SessionModel,
  type SessionTools,
  scoreCheckOf,
} from './model-session.ts';
import type { RunTools } from './run-tools.ts';

export interface LaneSessionTools extends SessionTools, Pick<RunTools, 'clock'> {
  /** Ends the lane, between passes or by force after a second. What was measured stays. */
  readonly signal: AbortSignal;
  /** Called whenever there is something new to show. */
  readonly onChange: () => void;
  readonly onWarning: (warning: Issue) => void;
  /** Called with the tokens of each pair of the largest request. */
  readonly onTokens: (tokens: readonly number[]) => void;
}

export interface LaneSessionOrder extends Omit<LaneOrder, 'cells' | 'living' | 'resume'>, SessionModel {
  /** What to score once everything is measured, to compare the lane's order; `null` for nothing. */
  readonly compared: Pick<OrderScoring, 'pairs' | 'batchSize'> | null;
}

/** Measures one lane, through as many workers as it takes. */
export class LaneSession {
  lane: DraftLane;
  phase: LanePhase = 'loading';
  files: readonly FileProgress[] = [];
  /** Index of the cell under way. */
  cell: number | null = null;
  round = 0;

  readonly #order: LaneSessionOrder;
  readonly #tools: LaneSessionTools;
  readonly #plans: readonly CellPlan[];
  readonly #session: ModelSession;
  #roundsDone: number;
  #paddedCheckFailed = false;
  #spentMs = 0;

  /** @param lane fresh, or with the samples of earlier rounds */
  constructor(lane: DraftLane, order: LaneSessionOrder, tools: LaneSessionTools) {
    this.lane = lane;
    this.#order = order;
    this.#tools = tools;
    this.#plans = lane.cells.map(({ pairCount, batchSize, tokenBudget }) => ({
      pairCount,
      batchSize,
      tokenBudget,
    }));
    this.#session = new ModelSession(
      tools,
      {
        onLoading: () => this.#noteLoading(),
        fileProgress: (progress) => {
          this.files = withFileProgress(this.files, progress);
          this.#tools.onChange();
        },
        onModel: (model) => this.#noteModel(model),
        onFallback: (failed, next, { detail }) => this.#noteFallback(failed, next, detail),
        onReplaced: (failure) => this.#noteReplacement('lane-restarted', failure),
        lane: (event) => this.#take(event),
      },
      { signal: tools.signal },
    );
    const samples = this.#living().map((place) => this.#latencies()[place]?.length ?? 0);
    this.#roundsDone = samples.length === 0 ? 0 : Math.min(...samples);
  }

  get estimate(): Estimate {
    return estimateLane({
      cells: this.#plans,
      living: this.#living(),
      requestMs: this.#requestMs(),
      latencies: this.#latencies(),
      rounds: this.#roundsDone,
      spentMs: this.#spentMs,
      repetitions: this.#order.repetitions,
    });
  }

  /** Runs the lane to its end; `lane.state` says which. */
  async run(): Promise<void> {
    const { signal } = this.#tools;
    const onAbort = () => this.#enter('stopping');
    signal.addEventListener('abort', onAbort);
    try {
      await this.#measureCells();
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#session.drop();
    }
  }

  get #isStopping(): boolean {
    return this.#tools.signal.aborted;
  }

  async #measureCells(): Promise<void> {
    while (this.#living().length > 0) {
      if (this.#isStopping) return this.#finish('cancelled');
      const end = await this.#runInOneWorker();
      if (end === 'over') return;
      if (end === 'again') continue;
      switch (end.state) {
        case 'done':
          return this.#finish('done');
        case 'stopped':
          return this.#finish('cancelled');
        case 'cell-failed':
          if (this.#isStopping) return this.#finish('cancelled');
          if (concernsEveryPass(end.failure)) return this.#finish('failed', end.failure);
          this.#noteCellFailure(end);
          if (!isOutOfMemory(end.failure.code) && !this.#session.forgive())
            return this.#finish('failed', end.failure);
          break;
        default:
          end satisfies never;
      }
    }
    this.#finish('done');
  }

  /** Loads the model in a fresh worker, checks its scores and measures there. */
  async #runInOneWorker(): Promise<LaneRunEnd | 'over' | 'again'> {
    try {
      const model = await this.#session.load(this.#order);
      if (this.#living().length === 0) return 'again';
      await this.#checkScores(model);
      const end = await this.#measure(model);
      if (end.state === 'done') await this.#scoreOrder(model);
      return end;
    } catch (error) {
      return this.#noteEarlyFailure(asFailure(error));
    } finally {
      this.#session.drop();
    }
  }

  /**
   * After a failure before the first cell, a lost worker or device is replaced. Any other failure ends the
   * lane.
   */
  #noteEarlyFailure(failure: Failure): 'over' | 'again' {
    if (this.#isStopping) {
      this.#finish('cancelled');
      return 'over';
    }
    if (this.phase === 'checking') {
      if (this.#session.tryAnother(this.#order, failure)) return 'again';
      if (isOutOfMemory(failure.code) && !this.#paddedCheckFailed) {
        // Single pairs may still fit, and so may batches of them that are smaller than the probe set's.
        this.#paddedCheckFailed = true;
        this.#noteReplacement('worker-replaced', failure);
        return 'again';
      }
    }
    this.#finish(isAbsence(failure) ? 'unavailable' : 'failed', failure);
    return 'over';
  }

  /** Checks the lane's scores before anything is timed, once for all its workers. */
  async #checkScores(model: LoadedModel): Promise<void> {
    if (this.lane.scoreCheck !== null) return;
    this.#enter('checking');
    const order = scoreCheckOf(this.lane.model.id, model, !this.#paddedCheckFailed);
    this.lane = withScoreCheck(this.lane, await this.#session.call('checkScores', order));
  }

  async #measure(model: LoadedModel): Promise<LaneRunEnd> {
    const { model: _, builds: __, compared: ___, ...order } = this.#order;
    this.cell = null;
    try {
      return await this.#session.call('runLane', {
        ...order,
        maxLength: limitToContext(model, order.maxLength).maxLength,
        cells: this.#plans,
        living: this.#living(),
        resume: { rounds: this.#roundsDone, latencies: this.#latencies(), spentMs: this.#spentMs },
      });
    } catch (error) {
      const failure = asFailure(error);
      if (failure.code === 'stopped') return { state: 'stopped' };
      const cell = this.cell ?? this.#living()[0] ?? 0;
      return { state: 'cell-failed', cell, failure, hopeless: [] };
    }
  }

  /**
   * Scores the input's documents, outside every timed window. What was measured stands, whatever comes of it.
   */
  async #scoreOrder(model: LoadedModel): Promise<void> {
    const { compared } = this.#order;
    const areNumbers = !this.lane.scoreCheck?.findings.some(({ code }) => code === 'not-numbers');
    if (compared === null || this.lane.quality !== undefined || !areNumbers || this.#isStopping) return;
    this.cell = null;
    this.#enter('comparing');
    try {
      const { maxLength } = limitToContext(model, this.#order.maxLength);
      const order = { ...compared, maxLength, dtype: model.dtype };
      const { scoreOrder } = await import('./score-order.ts');
      const quality = await scoreOrder(this.#session, order, this.#tools.clock);
      this.lane = { ...this.lane, quality };
    } catch (error) {
      if (!this.#isStopping) this.#noteEvent('order-unknown', asFailure(error).message);
    }
    this.#tools.onChange();
  }

  #noteLoading(): void {
    this.lane = { ...this.lane, state: 'loading' };
    this.files = [];
    this.#enter('loading');
  }

  #enter(phase: LanePhase): void {
    this.phase = this.#isStopping ? 'stopping' : phase;
    this.#tools.onChange();
  }

  #noteModel(model: LoadedModel): void {
    this.lane = { ...withoutLargeBatches(withModel(this.lane, model), model), state: 'running' };
    const { warning } = limitToContext(model, this.#order.maxLength);
    if (warning !== null) this.#tools.onWarning(warning);
    for (const other of graphWarnings(model)) this.#tools.onWarning(other);
  }

  #take(event: LaneEvent): void {
    switch (event.type) {
      case 'cell-started':
        this.cell = event.cell;
        this.round = event.round;
        if (!this.#isStopping) this.phase = event.round === 0 ? 'warming-up' : 'sampling';
        this.#session.allow(this.#patienceMs(event.cell, event.round));
        break;
      case 'warmed-up':
        this.lane = withWarmUp(this.lane, event);
        break;
      case 'sample':
        this.#spentMs += event.sample.latencyMs;
        this.lane = withCell(this.lane, event.cell, (cell) =>
          withSample(
            cell,
            event.sample,
            this.lane.model.shape,
            samplingOf(this.#order.repetitions, this.lane),
          ),
        );
        break;
      case 'round-done':
        this.#roundsDone = event.round;
        this.#spentMs = event.spentMs;
        this.lane = withPasses(this.lane, event);
        break;
      case 'hidden':
        this.#session.rest();
        this.#noteEvent(
          'hidden-tab',
          'The tab was hidden: sampling waits, and what was under way is discarded.',
          event.atMs,
        );
        this.#tools.onWarning({
          code: 'hidden-tab',
          message: 'The tab was hidden while the lane was measured.',
        });
        break;
      case 'shown':
        this.#session.allow(watchdogRule.firstMs);
        this.#noteEvent('shown-tab', 'The tab is back in sight: sampling goes on.', event.atMs);
        break;
      case 'scores-not-numbers':
        this.lane = withScoreFinding(this.lane, {
          code: 'not-numbers',
          message: 'A request of the sweep gave scores that are not numbers.',
          detail: `cell ${event.cell}`,
        });
        break;
      case 'pairs-counted':
        this.#tools.onTokens(event.tokens);
        break;
      default:
        event satisfies never;
    }
    this.#tools.onChange();
  }

  #patienceMs(place: number, round: number): number {
    const firstRunMs = this.lane.cells.map((cell) => ('firstRunMs' in cell ? cell.firstRunMs : null));
    return patienceMs({ cells: this.#plans, requestMs: this.#requestMs(), firstRunMs }, place, round);
  }

  #noteCellFailure(end: Extract<LaneRunEnd, { state: 'cell-failed' }>): void {
    this.lane = withCellFailure(this.lane, end);
    const isMemory = isOutOfMemory(end.failure.code);
    this.#noteReplacement(isMemory ? 'worker-replaced' : 'lane-restarted', end.failure);
  }

  #noteReplacement(kind: 'worker-replaced' | 'lane-restarted', { code, message }: FailureData): void {
    this.#noteEvent(kind, message);
    this.#tools.onWarning({ code: kind, message, detail: code });
    this.#tools.onChange();
  }

  #noteFallback(failed: RuntimeBuild, next: RuntimeBuild, detail: string): void {
    const warning = fallbackWarning(failed, next);
    this.#noteEvent(warning.code, `${warning.message} ${detail}`);
    this.#tools.onWarning(warning);
    this.#tools.onChange();
  }

  #noteEvent(kind: string, message: string, atMs = this.#tools.clock.now()): void {
    this.lane = withEvent(this.lane, atMs - this.#order.runStartedAtMs, kind, message);
  }

  #finish(state: 'done' | 'cancelled' | 'failed' | 'unavailable', failure?: FailureData): void {
    this.lane = ended(this.lane, state, failure);
    this.cell = null;
    this.#tools.onChange();
  }

  /** Indices of the cells that are still to be measured. */
  #living(): number[] {
    return this.lane.cells.flatMap((cell, place) => (this.#isOver(cell) ? [] : [place]));
  }

  #isOver(cell: DraftCell): boolean {
    if (cell.state !== 'measured') return cell.state !== 'pending' && cell.state !== 'warmed-up';
    const { repetitions } = this.#order;
    // A fresh worker need not warm up cells that have all the samples they were asked for.
    return cell.reason !== undefined || (repetitions !== null && cell.latencyMs.n >= repetitions);
  }

  #latencies(): readonly (readonly number[])[] {
    return this.lane.cells.map((cell) => (cell.state === 'measured' ? cell.latencyMs.samples : []));
  }

  #requestMs(): (number | null)[] {
    return this.lane.cells.map((cell) => {
      if (cell.state === 'measured') return cell.latencyMs.mean;
      return cell.state === 'warmed-up' ? cell.latencyMs : null;
    });
  }
}
