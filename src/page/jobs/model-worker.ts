import { watchdogRule } from '../../core/bench/watchdog.ts';
import type { RuntimeBuild } from '../../core/rerank/devices.ts';
import { asFailure, Failure, type FailureData } from '../../core/rerank/failure.ts';
import type { LoadTestEvent } from '../../core/serving/load-test-order.ts';
import type { FileProgress, LoadedModel, ModelRequest } from '../../worker/protocol/messages.ts';
import { maxRestarts, replaceable } from './lane-faults.ts';
import { LaneWatchdog } from './lane-watchdog.ts';
import type { RunTools } from './run-tools.ts';
import type { WorkerClient } from './worker-client.ts';

export interface ModelWorkerOrder {
  readonly model: Omit<ModelRequest, 'runtime'>;
  /** Builds of the runtime, each tried where the one before it does not start. */
  readonly builds: readonly RuntimeBuild[];
}

/** What becomes of the worker, for whoever keeps the record. */
export interface ModelWorkerListener {
  /** A fresh worker begins to load. */
  readonly onLoading: () => void;
  readonly onFile: (progress: FileProgress) => void;
  readonly onModel: (model: LoadedModel) => void;
  readonly onFallback: (failure: FailureData, next: RuntimeBuild) => void;
  /** A worker was lost before it had anything under way; another takes its place. */
  readonly onReplaced: (failure: FailureData) => void;
  readonly onLoad: (event: LoadTestEvent) => void;
}

/** A worker that has the model. */
export interface LoadedWorker {
  readonly client: WorkerClient;
  readonly model: LoadedModel;
}

/** The worker that holds a lane's model for as long as it lives, and the fresh one that takes its place when it is lost. */
export class ModelWorker {
  readonly #order: ModelWorkerOrder;
  readonly #tools: Pick<RunTools, 'newClient' | 'after' | 'isHidden'>;
  readonly #listener: ModelWorkerListener;
  readonly #watchdog: LaneWatchdog;
  #client: WorkerClient | null = null;
  #loaded: LoadedWorker | null = null;
  #stopRequested = false;
  #faults = 0;
  /** Place of the build to compute with. */
  #build = 0;
  #patienceMs = 0;

  constructor(
    order: ModelWorkerOrder,
    tools: Pick<RunTools, 'newClient' | 'after' | 'isHidden'>,
    listener: ModelWorkerListener,
  ) {
    this.#order = order;
    this.#tools = tools;
    this.#listener = listener;
    this.#watchdog = new LaneWatchdog(tools.after, () => this.#onSilence());
  }

  /** The worker with the model. @throws Failure why there is none, or `stopped` */
  async ready(): Promise<LoadedWorker> {
    while (this.#loaded === null) {
      if (this.#stopRequested) throw new Failure('stopped', 'The load test was stopped.');
      try {
        this.#loaded = await this.#load();
      } catch (error) {
        this.drop();
        this.#noteEarlyFailure(asFailure(error));
      } finally {
        this.rest();
      }
    }
    return this.#loaded;
  }

  /** The worker is busy; its next sign of life is due within so many ms. */
  allow(ms: number): void {
    this.#patienceMs = ms;
    this.#watchdog.allow(ms);
  }

  /** Nothing is awaited of the worker. */
  rest(): void {
    this.#watchdog.rest();
  }

  /** Ends what is under way between passes, or after a second by force. */
  stop(): void {
    this.#stopRequested = true;
    // A model that is still loading sees no flag, and nothing would be lost with it.
    if (this.#loaded === null) this.#client?.end();
    else this.#client?.stop();
  }

  /** Ends the worker: the model's memory is free, and `ready` would load it anew. */
  drop(): void {
    this.#client?.end();
    this.#client = null;
    this.#loaded = null;
  }

  /** Counts a fault. @returns whether another worker is to be tried */
  forgive(): boolean {
    return this.#faults++ < maxRestarts;
  }

  async #load(): Promise<LoadedWorker> {
    this.#listener.onLoading();
    const client = this.#tools.newClient({
      fileProgress: (progress) => {
        this.allow(watchdogRule.loadMs);
        this.#listener.onFile(progress);
      },
      loadTest: (event) => this.#listener.onLoad(event),
    });
    this.#client = client;
    this.allow(watchdogRule.loadMs);
    const { model: request, builds } = this.#order;
    const model = await client.call('load', { ...request, runtime: builds[this.#build] ?? 'plain' });
    this.#listener.onModel(model);
    return { client, model };
  }

  /** The next build of the runtime, or another worker where one was lost. @throws the failure where neither is of use */
  #noteEarlyFailure(failure: Failure): void {
    if (this.#stopRequested) throw failure;
    const next = this.#order.builds[this.#build + 1];
    if (failure.code === 'runtime-failed' && next !== undefined) {
      this.#build++;
      this.#listener.onFallback(failure, next);
      return;
    }
    if (!replaceable.has(failure.code) || !this.forgive()) throw failure;
    this.#listener.onReplaced(failure);
  }

  /** A worker that hangs hears nothing any more: it is ended, and its calls reject. One whose tab is hidden waits, and says nothing. */
  #onSilence(): void {
    if (this.#tools.isHidden?.()) this.#watchdog.allow(this.#patienceMs);
    else this.#client?.end(new Failure('hung', 'The worker gave no sign of life for too long.'));
  }
}
