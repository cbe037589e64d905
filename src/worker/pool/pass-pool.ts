import type { PaddedBatch } from '../../core/rerank/batching.ts';
import type { Clock } from '../../core/rerank/clock.ts';
import { deviceKinds } from '../../core/rerank/devices.ts';
import type { Failure } from '../../core/rerank/failure.ts';
import type { TextTokenizer } from '../../core/rerank/pair-encoding.ts';
import { tokenizerWithin } from '../../core/rerank/token-tables.ts';
import { totalBytes } from '../memory-meter.ts';
import type {
  DownloadEvent,
  FileProgress,
  LoadedModel,
  ModelRequest,
  RequestMap,
  StartStep,
} from '../protocol/messages.ts';
import type { Engine, LoadedScorer } from '../worker-server.ts';
import { PassWorker, type PassWorkerListener, type PassWorkerTools } from './pass-worker.ts';

export interface PooledEngineTools extends PassWorkerTools {
  readonly clock: Clock;
  readonly onDownload: (event: DownloadEvent) => void;
  readonly onStart: (step: StartStep | null) => void;
}

/**
 * An engine that runs a lane's model in several pass workers where that is asked for. This thread then holds
 * only the tokenizer, and tokenises while they compute. With one worker it delegates to the engine that it
 * was made from.
 */
export class PooledEngine implements Engine {
  readonly #single: Engine;
  readonly #tools: PooledEngineTools;
  #pool: PassPool | null = null;

  constructor(single: Engine, tools: PooledEngineTools) {
    this.#single = single;
    this.#tools = tools;
  }

  async load(request: ModelRequest, onProgress: (progress: FileProgress) => void): Promise<LoadedScorer> {
    const { workers, device } = request;
    // A GPU has one queue, which a single session fills.
    if (workers === 1 || !deviceKinds[device].usesThreads) return this.#single.load(request, onProgress);
    const { clock, onDownload, onStart } = this.#tools;
    const pool = new PassPool(this.#tools, { onProgress, onDownload }, onStart);
    this.#pool = pool;
    const each: ModelRequest = { ...request, workers: 1 };
    const start = clock.now();
    try {
      // The first loads alone, so that the others find the files in the browser's cache.
      const model = await pool.add(each);
      const others = Array.from({ length: workers - 1 }, () => pool.add(each));
      const [tokenizer] = await Promise.all([this.#single.loadTokenizer(request), ...others]);
      const { download } = model.coldMs;
      return {
        scorer: {
          tokenizer: model.tokenTables ? tokenizerWithin(tokenizer, model.tokenTables) : tokenizer,
          forward: (batch) => pool.forward(batch),
          parallelPasses: workers,
          tokenizesBeside: true,
          ...(model.graphUse !== undefined && { graphShape: model.graphUse }),
        },
        model: { ...model, workers, coldMs: { download, session: clock.now() - start - download } },
      };
    } catch (error) {
      pool.end();
      throw error;
    }
  }

  loadTokenizer(request: RequestMap['loadTokenizer']['params']): Promise<TextTokenizer> {
    return this.#single.loadTokenizer(request);
  }

  async forgetFiles(): Promise<void> {
    await (this.#pool ?? this.#single).forgetFiles();
  }

  /** WebAssembly memory of the pass workers; `null` where there are none. */
  wasmBytes(): number | null {
    return this.#pool?.wasmBytes() ?? null;
  }
}

interface Member {
  readonly worker: PassWorker;
  isBusy: boolean;
  wasmBytes: number | null;
}

interface WaitingPass {
  readonly batch: PaddedBatch;
  readonly resolve: (logits: Float32Array) => void;
  readonly reject: (failure: unknown) => void;
}

/**
 * Pass workers that share the passes of a request. Each holds the model in a session of its own. When one
 * dies the pool is useless, and every later call rejects with the cause of death.
 */
export class PassPool {
  readonly #tools: PassWorkerTools;
  readonly #listener: Omit<PassWorkerListener, 'onDeath' | 'onStart'>;
  readonly #onStart: (step: StartStep | null) => void;
  readonly #members: Member[] = [];
  /** What each worker that is not yet started waits for. */
  readonly #starting = new Map<Member, StartStep>();
  readonly #waiting: WaitingPass[] = [];
  #dead: Failure | null = null;

  /**
   * @param listener hears of the files of the first worker; the others find them in the browser's cache
   * @param onStart hears what a worker waits for, as long as any is not started
   */
  constructor(
    tools: PassWorkerTools,
    listener: Omit<PassWorkerListener, 'onDeath' | 'onStart'>,
    onStart: (step: StartStep | null) => void,
  ) {
    this.#tools = tools;
    this.#listener = listener;
    this.#onStart = onStart;
  }

  /** Loads the model in one more worker. */
  async add(request: ModelRequest): Promise<LoadedModel> {
    const worker = new PassWorker(this.#tools, {
      onDeath: (failure) => this.#die(failure),
      onStart: (step) => this.#noteStart(member, step),
      ...(this.#members.length === 0 && this.#listener),
    });
    const member: Member = { worker, isBusy: true, wasmBytes: null };
    this.#members.push(member);
    this.#noteStart(member, 'modules');
    const { model, wasmBytes } = await worker.call('load', request);
    member.wasmBytes = wasmBytes;
    member.isBusy = false;
    this.#dispatch();
    return model;
  }

  /**
   * One pass, in the first worker that is free, so that a request of a single pass always meets the same warm
   * session.
   *
   * @param batch its buffers are handed over and gone afterwards
   * @returns one raw logit a row
   */
  forward(batch: PaddedBatch): Promise<Float32Array> {
    if (this.#dead !== null) return Promise.reject(this.#dead);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, resolve, reject });
      this.#dispatch();
    });
  }

  /** WebAssembly memory of all workers together: the high-water mark of each, since it never shrinks. */
  wasmBytes(): number | null {
    return totalBytes(...this.#members.map(({ wasmBytes }) => wasmBytes));
  }

  /** Deletes the model's files from the browser's cache. One worker does it for all. */
  async forgetFiles(): Promise<void> {
    await this.#members[0]?.worker.call('forgetFiles', null);
  }

  /** Ends all workers at once; what is pending rejects. */
  end(): void {
    for (const { worker } of this.#members) worker.end();
  }

  #noteStart(member: Member, step: StartStep | null): void {
    if (step === null) this.#starting.delete(member);
    else this.#starting.set(member, step);
    this.#onStart(step ?? [...this.#starting.values()][0] ?? null);
  }

  #die(failure: Failure): void {
    this.#dead ??= failure;
    for (const { reject } of this.#waiting.splice(0)) reject(failure);
  }

  #dispatch(): void {
    for (const member of this.#members) {
      if (member.isBusy) continue;
      const next = this.#waiting.shift();
      if (next === undefined) return;
      void this.#run(member, next);
    }
  }

  async #run(member: Member, { batch, resolve, reject }: WaitingPass): Promise<void> {
    member.isBusy = true;
    try {
      const { logits, wasmBytes } = await member.worker.call('pass', batch);
      member.wasmBytes = wasmBytes;
      resolve(logits);
    } catch (error) {
      reject(error);
    }
    member.isBusy = false;
    this.#dispatch();
  }
}
