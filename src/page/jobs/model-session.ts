import { watchdogRule } from '../../core/bench/watchdog.ts';
import type { Issue } from '../../core/document/run-record.ts';
import type { ScoreCheckOrder } from '../../core/rerank/check-scores.ts';
import type { RuntimeBuild } from '../../core/rerank/devices.ts';
import { asFailure, Failure, type FailureCode, type FailureData } from '../../core/rerank/failure.ts';
import type {
  LoadedModel,
  ModelRequest,
  RequestKind,
  RequestMap,
  StartStep,
} from '../../worker/protocol/messages.ts';
import type { RunTools } from './run-tools.ts';
import type { WorkerClient, WorkerListeners } from './worker-client.ts';

/** How many lost workers a session survives. Replacing a worker whose memory ran out does not count. */
export const maxFaults = 2;

/** Failures before anything is measured after which another worker may fare better. */
export const replaceable: ReadonlySet<FailureCode> = new Set(['device-lost', 'worker-died', 'file-changed']);

export type SessionTools = Pick<RunTools, 'newClient' | 'after' | 'isHidden'>;

/** What a session loads. */
export interface SessionModel {
  readonly model: Omit<ModelRequest, 'runtime'>;
  /** Builds of the runtime, each tried where the one before it does not start. */
  readonly builds: readonly RuntimeBuild[];
}

/** Hears what happens to the session's workers, besides the workers' own events. */
export interface SessionListeners extends WorkerListeners {
  /** A fresh worker begins to load. */
  readonly onLoading?: () => void;
  readonly onModel?: (model: LoadedModel) => void;
  /** A build of the runtime did not start; `next` takes its place. */
  readonly onFallback?: (failed: RuntimeBuild, next: RuntimeBuild, failure: FailureData) => void;
  /** A worker was lost before it measured anything, or did not start. Another takes its place. */
  readonly onReplaced?: (failure: FailureData) => void;
}

export interface SessionOptions {
  /** Stops the session when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** The failures to load after which another worker is tried. Default: all where one may fare better. */
  readonly replaceable?: ReadonlySet<FailureCode>;
  /** Default: `maxFaults`. */
  readonly maxFaults?: number;
  /** The name of its workers in the browser's developer tools. Default: the client's. */
  readonly name?: string;
}

/**
 * The whole life of one worker and of those that replace it: start, load, watchdog, restarts, stop and end.
 * It also serves work without a model: the probe, simulations, the search for a peak. A worker of a hidden
 * tab waits and says nothing, and is never ended for that.
 */
export class ModelSession {
  readonly #tools: SessionTools;
  readonly #listeners: SessionListeners;
  readonly #replaceable: ReadonlySet<FailureCode>;
  readonly #maxFaults: number;
  readonly #name: string | undefined;
  #client: WorkerClient | null = null;
  #model: LoadedModel | null = null;
  #isStopped = false;
  #faults = 0;
  /** Index of the build to compute with. */
  #build = 0;
  /** What the worker was asked and has not answered, in the order in which it answers. */
  #calls: { patienceMs: number }[] = [];
  #cancelWatch: (() => void) | null = null;
  /** What the worker waits for before it can do anything; `null` once it waits for nothing. */
  #starting: StartStep | 'script' | null = null;
  /** The worker that did not start, until the one in its place has answered something. */
  #silent: WorkerClient | null = null;

  constructor(tools: SessionTools, listeners: SessionListeners = {}, options: SessionOptions = {}) {
    const { signal } = options;
    this.#tools = tools;
    this.#listeners = listeners;
    this.#replaceable = options.replaceable ?? replaceable;
    this.#maxFaults = options.maxFaults ?? maxFaults;
    this.#name = options.name;
    if (signal?.aborted) this.#isStopped = true;
    else signal?.addEventListener('abort', () => this.stop(), { once: true });
  }

  /** Whether it has a worker that has not died. */
  get isAlive(): boolean {
    return this.#client?.isAlive ?? false;
  }

  /** The worker's model, once it is loaded. */
  get model(): LoadedModel | null {
    return this.#model;
  }

  /**
   * Loads the model, unless the worker has it already, in the first build of the runtime that starts. A
   * worker that is lost meanwhile is replaced.
   *
   * @throws Failure why it cannot be loaded, or `stopped`
   */
  async load(order: SessionModel): Promise<LoadedModel> {
    if (!this.isAlive) this.drop();
    while (this.#model === null) {
      try {
        this.#listeners.onLoading?.();
        const runtime = order.builds[this.#build] ?? 'plain';
        const model = await this.call('load', { ...order.model, runtime }, watchdogRule.loadMs);
        this.#model = model;
        this.#listeners.onModel?.(model);
      } catch (error) {
        this.drop();
        const failure = asFailure(error);
        if (this.#isStopped || !this.tryAnother(order, failure)) throw failure;
      }
    }
    return this.#model;
  }

  /**
   * After a failure before anything was measured: whether another build of the runtime, or another worker,
   * may fare better. The next `load` then takes it.
   */
  tryAnother(order: SessionModel, failure: Failure): boolean {
    const [failed, next] = order.builds.slice(this.#build);
    if (failure.code === 'runtime-failed' && failed !== undefined && next !== undefined) {
      this.#build++;
      this.#listeners.onFallback?.(failed, next, failure);
      return true;
    }
    if (!this.#replaceable.has(failure.code) || !this.forgive()) return false;
    this.#listeners.onReplaced?.(failure);
    return true;
  }

  /**
   * Asks the worker for something; starts one where there is none. The worker answers one request after
   * another, so only the oldest is watched, and the next one's patience begins when its turn comes. A worker
   * that is silent while it starts is replaced once, and the other is asked the same.
   *
   * @param patienceMs how long it may stay silent at first, once it has started
   * @throws Failure what went wrong, or `stopped`
   */
  async call<K extends RequestKind>(
    kind: K,
    params: RequestMap[K]['params'],
    patienceMs: number = watchdogRule.firstMs,
  ): Promise<RequestMap[K]['result']> {
    for (;;) {
      if (this.#isStopped) throw new Failure('stopped', 'The work was stopped.');
      const client = this.#worker();
      const call = { patienceMs };
      this.#calls.push(call);
      try {
        if (this.#calls[0] === call) this.#watch(call);
        const result = await client.call(kind, params);
        this.#silent = null;
        return result;
      } catch (error) {
        const failure = asFailure(error);
        if (failure.code !== 'not-started' || !this.#startAgain(client, failure)) throw failure;
      } finally {
        const wasOldest = this.#calls[0] === call;
        this.#calls = this.#calls.filter((other) => other !== call);
        if (wasOldest) this.#watch(this.#calls[0]);
      }
    }
  }

  /** @returns whether what was asked of a worker that did not start is to be asked of another */
  #startAgain(client: WorkerClient, failure: Failure): boolean {
    // Another call has replaced it already.
    if (client === this.#silent) return true;
    if (client !== this.#client || this.#silent !== null) return false;
    this.drop();
    this.#silent = client;
    this.#listeners.onReplaced?.(failure);
    return true;
  }

  /** The worker gave a sign of life: the call under way may stay silent for so many ms from now on. */
  allow(ms: number): void {
    const [oldest] = this.#calls;
    if (oldest === undefined) return;
    oldest.patienceMs = ms;
    this.#watch(oldest);
  }

  /** Nothing is awaited of the worker until it gives a sign of life. */
  rest(): void {
    this.#cancelWatch?.();
    this.#cancelWatch = null;
  }

  /** Ends what is under way, between passes or by force after a second. Nothing can be asked afterwards. */
  stop(): void {
    this.#isStopped = true;
    // A worker that is still loading does not see the flag, and nothing is lost with it.
    if (this.#model === null) this.#client?.end();
    else this.#client?.stop();
  }

  /** Ends the worker, which frees the model's memory. The next `load` starts another. */
  drop(): void {
    this.rest();
    this.#calls = [];
    this.#client?.end();
    this.#client = null;
    this.#model = null;
  }

  /** Counts a fault. @returns whether another worker is to be tried */
  forgive(): boolean {
    return this.#faults++ < this.#maxFaults;
  }

  #worker(): WorkerClient {
    // A worker that died rejects every call, until it is dropped.
    if (this.#client !== null) return this.#client;
    const { fileProgress } = this.#listeners;
    const listeners: WorkerListeners = {
      ...this.#listeners,
      starting: (step) => {
        this.#starting = step;
        this.#watch(this.#calls[0]);
      },
      fileProgress: (progress) => {
        this.allow(watchdogRule.loadMs);
        fileProgress?.(progress);
      },
    };
    this.#starting = 'script';
    this.#client = this.#tools.newClient(listeners, this.#name);
    return this.#client;
  }

  #watch(call: { readonly patienceMs: number } | undefined): void {
    this.rest();
    if (call === undefined) return;
    const step = this.#starting;
    const ms = step === null ? call.patienceMs : this.#startPatienceMs(step);
    this.#cancelWatch = this.#tools.after(ms, () => {
      // After the whole machine slept, the timer may fire before messages that are already waiting.
      this.#cancelWatch = this.#tools.after(watchdogRule.graceMs, () => {
        if (this.#tools.isHidden?.()) this.#watch(call);
        // A worker that hangs does not hear a stop, so it is ended, and its calls reject.
        else this.#client?.end(step === null ? hung() : notStarted(step, ms));
      });
    });
  }

  #startPatienceMs(step: StartStep | 'script'): number {
    // A slow connection gets as long as it does for a model's files.
    if (step === 'runtime-file') return watchdogRule.loadMs;
    return this.#silent === null ? watchdogRule.startMs : watchdogRule.secondStartMs;
  }
}

const hung = () => new Failure('hung', 'The worker gave no sign of life for too long.');

const notStarted = (step: StartStep | 'script', ms: number) =>
  new Failure('not-started', `The worker gave no sign of life for ${ms / 1000} s while it started.`, step);

/** The max length that was asked for, limited to the model's context. */
export interface ContextLimit {
  /** The setting, or the model's context where that is shorter. */
  readonly maxLength: number;
  /** Says that it was lowered; `null` where it was not. */
  readonly warning: Issue | null;
}

/** Max length of the score check where the model states none. All pairs of the probe set are far shorter. */
const probeMaxLength = 512;

/**
 * What to ask a worker for, to check a loaded model's scores.
 *
 * @param padded whether its padded batch is expected to fit in memory
 */
export const scoreCheckOf = (modelId: string, model: LoadedModel, padded: boolean): ScoreCheckOrder => ({
  modelId,
  dtype: model.dtype,
  maxLength: limitToContext(model, probeMaxLength).maxLength,
  padded,
});

/** Max length is clamped to the model's context, with a warning: rule 11 (docs/method.md). */
export function limitToContext(
  { contextTokens }: Pick<LoadedModel, 'contextTokens'>,
  asked: number,
): ContextLimit {
  if (contextTokens === null || contextTokens >= asked) return { maxLength: asked, warning: null };
  return {
    maxLength: contextTokens,
    warning: {
      code: 'max-length-clamped',
      message: `The model takes ${contextTokens} tokens; max length ${asked} was lowered to that.`,
      detail: String(contextTokens),
    },
  };
}

/**
 * Failures that mean this machine or its runtime lacks what the lane needs, rather than that something broke.
 */
export const isAbsence = ({ code }: FailureData): boolean =>
  code === 'no-gpu' || code === 'no-half-precision' || code === 'runtime-failed' || code === 'not-capturable';

/** Failures of the input or the model itself. Another worker, cell or batch would meet them again. */
export const concernsEveryPass = ({ code }: FailureData): boolean =>
  code === 'query-too-long' || code === 'not-a-reranker' || code === 'tokenizer-mismatch';

/** The warning that a build of the runtime did not start, and which one takes its place. */
export const fallbackWarning = (failed: RuntimeBuild, next: RuntimeBuild) => ({
  code: 'runtime-fallback',
  message: `The ${failed} build of ONNX Runtime did not start; ${next} takes its place.`,
  detail: `${failed} → ${next}`,
});
