import { type Estimate, estimateLane } from '../../core/bench/estimate.ts';
import type { LaneEvent, LaneOrder, LaneRunEnd } from '../../core/bench/lane-run.ts';
import type { CellPlan } from '../../core/bench/sweep-plan.ts';
import { type DraftCell, type DraftLane, endCell, withSample } from '../../core/record/run-draft.ts';
import type { Issue } from '../../core/record/run-record.ts';
import { asFailure, type Failure, type FailureData, isOutOfMemory } from '../../core/rerank/failure.ts';
import type { FileProgress, LoadedModel, ModelRequest } from '../../protocol/messages.ts';
import type { WorkerClient, WorkerClientTools } from '../client/worker-client.ts';
import { withFileProgress } from '../store/model-slice.ts';

/** Restarts of a lane after which it is given up; replacing a worker whose memory ran out is no fault and counts as none. */
export const maxRestarts = 2;

export interface LaneSessionTools {
  readonly newClient: (listeners: ConstructorParameters<typeof WorkerClient>[1]) => WorkerClient;
  readonly clock: { now(): number };
  readonly after: WorkerClientTools['after'];
  /** Called whenever there is something new to show. */
  readonly onChange: () => void;
  readonly onWarning: (warning: Issue) => void;
  /** Called with the tokens of each pair of the largest request. */
  readonly onTokens: (tokens: readonly number[]) => void;
}

export interface LaneSessionOrder extends Omit<LaneOrder, 'cells' | 'living' | 'resume'> {
  readonly model: ModelRequest;
}

export type LanePhase = 'loading' | 'warming-up' | 'sampling' | 'stopping';

/** Measures one lane, through as many workers as it takes. */
export class LaneSession {
  lane: DraftLane;
  phase: LanePhase = 'loading';
  files: readonly FileProgress[] = [];
  /** Place of the cell under way. */
  cell: number | null = null;
  round = 0;

  readonly #order: LaneSessionOrder;
  readonly #tools: LaneSessionTools;
  readonly #plans: readonly CellPlan[];
  #client: WorkerClient | null = null;
  #stopRequested = false;
  #roundsDone = 0;
  #restarts = 0;
  #spentMs = 0;

  constructor(lane: DraftLane, order: LaneSessionOrder, tools: LaneSessionTools) {
    this.lane = lane;
    this.#order = order;
    this.#tools = tools;
    this.#plans = lane.cells.map(({ pairCount, batchSize }) => ({ pairCount, batchSize: batchSize ?? 1 }));
  }

  get estimate(): Estimate {
    return estimateLane({
      cells: this.#plans,
      living: this.#living(),
      requestMs: this.lane.cells.map((cell) => {
        if (cell.state === 'measured') return cell.latencyMs.mean;
        return cell.state === 'warmed-up' ? cell.latencyMs : null;
      }),
      latencies: this.#latencies(),
      rounds: this.#roundsDone,
      spentMs: this.#spentMs,
      repetitions: this.#order.repetitions,
    });
  }

  /** Ends the lane between passes, or after a second by force; what was measured stays. */
  stop(): void {
    this.#stopRequested = true;
    this.phase = 'stopping';
    // A model that is still loading sees no flag, and nothing would be lost with it.
    if (this.lane.state === 'loading') this.#client?.end();
    else this.#client?.stop();
    this.#tools.onChange();
  }

  /** Runs the lane to its end; `lane.state` says which. */
  async run(): Promise<void> {
    while (this.#living().length > 0) {
      if (this.#stopRequested) return this.#finish('cancelled');
      const end = await this.#runInOneWorker();
      if (end === null) return;
      switch (end.state) {
        case 'done':
          return this.#finish('done');
        case 'stopped':
          return this.#finish('cancelled');
        case 'cell-failed':
          if (this.#stopRequested) return this.#finish('cancelled');
          if (concernsEveryCell(end.failure)) return this.#finish('failed', end.failure);
          this.#noteCellFailure(end);
          if (this.#restarts > maxRestarts) return this.#finish('failed', end.failure);
          break;
        default:
          end satisfies never;
      }
    }
    this.#finish('done');
  }

  /** Loads the model in a fresh worker and measures there; `null` when the lane ended with the load. */
  async #runInOneWorker(): Promise<LaneRunEnd | null> {
    this.#update({ state: 'loading' });
    this.phase = this.#stopRequested ? 'stopping' : 'loading';
    this.files = [];
    const client = this.#tools.newClient({
      fileProgress: (progress) => {
        this.files = withFileProgress(this.files, progress);
        this.#tools.onChange();
      },
      lane: (event) => this.#take(event),
    });
    this.#client = client;
    try {
      const model = await client.call('load', this.#order.model);
      this.#noteModel(model);
      return await this.#measure(client, model);
    } catch (error) {
      const failure = asFailure(error);
      if (this.#stopRequested) this.#finish('cancelled');
      else this.#finish(isAbsence(failure) ? 'unavailable' : 'failed', failure);
      return null;
    } finally {
      client.end();
      this.#client = null;
    }
  }

  async #measure(client: WorkerClient, model: LoadedModel): Promise<LaneRunEnd> {
    const { model: _, ...order } = this.#order;
    this.cell = null;
    try {
      return await client.call('runLane', {
        ...order,
        maxLength: Math.min(order.maxLength, model.contextTokens ?? order.maxLength),
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

  #noteModel(model: LoadedModel): void {
    const { deviceUsed, dtype, runtime, threads, versions, revision, layers, bytes, coldMs } = model;
    const { maxLength } = this.#order;
    this.#update({
      state: 'running',
      deviceUsed,
      dtype,
      runtime,
      threads: deviceUsed === 'wasm' ? threads : null,
      versions,
      model: { ...this.lane.model, revision, layers, bytes },
      // A worker that came later was not the lane's cold start.
      coldMs: this.lane.coldMs ?? { ...coldMs, firstRun: null },
    });
    if (model.contextTokens !== null && model.contextTokens < maxLength) {
      this.#tools.onWarning({
        code: 'max-length-clamped',
        message: `The model takes ${model.contextTokens} tokens; max length ${maxLength} was lowered to that.`,
        detail: String(model.contextTokens),
      });
    }
  }

  #take(event: LaneEvent): void {
    switch (event.type) {
      case 'cell-started':
        this.cell = event.cell;
        this.round = event.round;
        if (!this.#stopRequested) this.phase = event.round === 0 ? 'warming-up' : 'sampling';
        break;
      case 'warmed-up':
        this.#noteWarmUp(event.cell, event.firstRunMs, event.latencyMs);
        break;
      case 'sample':
        this.#spentMs += event.sample.latencyMs;
        this.#updateCell(event.cell, (cell) => withSample(cell, event.sample));
        break;
      case 'round-done':
        this.#roundsDone = event.round;
        this.#spentMs = event.spentMs;
        break;
      case 'pairs-counted':
        this.#tools.onTokens(event.tokens);
        break;
      default:
        event satisfies never;
    }
    this.#tools.onChange();
  }

  #noteWarmUp(place: number, firstRunMs: number, latencyMs: number): void {
    const { coldMs } = this.lane;
    if (coldMs !== null && coldMs.firstRun === null)
      this.#update({ coldMs: { ...coldMs, firstRun: firstRunMs } });
    // Survivors of a replaced worker are warmed again and keep what they have.
    this.#updateCell(place, (cell) =>
      cell.state === 'pending'
        ? { ...cell, state: 'warmed-up', firstRunMs, latencyMs, gpuBytes: null, wasmBytes: null }
        : cell,
    );
  }

  #noteCellFailure({ cell, failure, hopeless }: Extract<LaneRunEnd, { state: 'cell-failed' }>): void {
    const isMemory = isOutOfMemory(failure.code);
    this.#updateCell(cell, (one) => endCell(one, isMemory ? 'out-of-memory' : 'failed', failure.code));
    for (const place of hopeless) {
      this.#updateCell(place, (one) => endCell(one, 'skipped', 'out-of-memory-expected'));
    }
    if (!isMemory) this.#restarts++;
    const kind = isMemory ? 'worker-replaced' : 'lane-restarted';
    const { message } = failure;
    const atMs = Math.max(0, this.#tools.clock.now() - this.#order.runStartedAtMs);
    this.#update({ events: [...this.lane.events, { atMs, kind, message }] });
    this.#tools.onWarning({ code: kind, message, detail: failure.code });
    this.#tools.onChange();
  }

  #finish(state: 'done' | 'cancelled' | 'failed' | 'unavailable', failure?: Failure | FailureData): void {
    const error = failure && { code: failure.code, message: failure.message, detail: failure.detail };
    const close = (cell: DraftCell): DraftCell => {
      if (cell.state !== 'pending' && cell.state !== 'warmed-up') return cell;
      return error === undefined ? endCell(cell, 'cancelled', state) : endCell(cell, 'failed', error.code);
    };
    this.#update({ state, ...(error && { error }), cells: this.lane.cells.map(close) });
    this.cell = null;
    this.#tools.onChange();
  }

  /** Places of the cells that are still to be measured. */
  #living(): number[] {
    return this.lane.cells.flatMap((cell, place) => (this.#isOver(cell) ? [] : [place]));
  }

  #isOver(cell: DraftCell): boolean {
    if (cell.state !== 'measured') return isEnded(cell);
    const { repetitions } = this.#order;
    // A fresh worker need not warm up cells that have all the samples they were asked for.
    return cell.reason !== undefined || (repetitions !== null && cell.latencyMs.n >= repetitions);
  }

  #latencies(): readonly (readonly number[])[] {
    return this.lane.cells.map((cell) => (cell.state === 'measured' ? cell.latencyMs.samples : []));
  }

  #update(change: Partial<DraftLane>): void {
    this.lane = { ...this.lane, ...change };
  }

  #updateCell(place: number, change: (cell: DraftCell) => DraftCell): void {
    this.#update({ cells: this.lane.cells.map((cell, i) => (i === place ? change(cell) : cell)) });
  }
}

const isEnded = ({ state }: DraftCell): boolean => state !== 'pending' && state !== 'warmed-up';

/** Failures that say the lane's device or dtype is not to be had here, rather than that something broke. */
const isAbsence = ({ code }: Failure): boolean => code === 'no-gpu' || code === 'no-half-precision';

/** Failures of the input or the model itself: another worker and another cell would meet them again. */
const concernsEveryCell = ({ code }: FailureData): boolean =>
  code === 'query-too-long' || code === 'not-a-reranker';
