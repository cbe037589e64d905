import { Failure, failureData } from '../../core/rerank/failure.ts';
import type { PairScorer } from '../../core/rerank/score-request.ts';
import type { DownloadEvent, ModelRequest, StartStep } from '../protocol/messages.ts';
import type {
  FromPassWorker,
  PassRequestKind,
  PassRequestMap,
  ToPassWorker,
} from '../protocol/pass-messages.ts';
import type { Engine } from '../worker-server.ts';
import { transferableOf } from './pass-worker.ts';

export interface PassServerTools {
  readonly post: (message: FromPassWorker, transfer: readonly ArrayBuffer[]) => void;
  /** WebAssembly memory that this worker holds; `null` where it cannot be seen. */
  readonly wasmBytes: () => number | null;
  /** Makes the engine that a model needs, when it is asked for. */
  readonly makeEngine: (
    request: ModelRequest,
    listeners: {
      readonly onDownload: (event: DownloadEvent) => void;
      readonly onStart: (step: StartStep | null) => void;
    },
  ) => Promise<Pick<Engine, 'load' | 'forgetFiles'>>;
}

type Handlers = {
  [K in PassRequestKind]: (params: PassRequestMap[K]['params']) => Promise<PassRequestMap[K]['result']>;
};
type PassRequest = Extract<ToPassWorker, { type: 'pass-request' }>;

/**
 * One session of a lane that has several: answers its lane's worker, one request after another. It tells at
 * once that the worker's script runs.
 */
export class PassServer {
  readonly #tools: PassServerTools;
  #queue: Promise<void> = Promise.resolve();
  #engine: Pick<Engine, 'load' | 'forgetFiles'> | null = null;
  #scorer: PairScorer | null = null;

  constructor(tools: PassServerTools) {
    this.#tools = tools;
    this.#tellStart(null);
  }

  readonly #tellStart = (step: StartStep | null): void => this.#tools.post({ type: 'starting', step }, []);

  receive(request: PassRequest): void {
    this.#queue = this.#queue.then(() => this.#answer(request));
  }

  async #answer({ id, kind, params }: PassRequest): Promise<void> {
    const { post } = this.#tools;
    try {
      // The union of kinds cannot tell the compiler that handler and params belong together; PassRequestMap
      // does.
      const handle = this.#handlers[kind] as (params: PassRequest['params']) => Promise<never>;
      const result: PassRequestMap[PassRequestKind]['result'] = await handle(params);
      const message = { type: 'result', id, kind, result } as FromPassWorker;
      post(message, result === null ? [] : transferableOf(result));
    } catch (error) {
      post({ type: 'failure', id, failure: failureData(error) }, []);
    }
  }

  readonly #handlers: Handlers = {
    load: async (request) => {
      const { makeEngine, post, wasmBytes } = this.#tools;
      this.#engine = await makeEngine(request, {
        onDownload: (event) => post({ type: 'download', event }, []),
        onStart: this.#tellStart,
      });
      const { scorer, model } = await this.#engine.load(request, (progress) =>
        post({ type: 'file-progress', progress }, []),
      );
      this.#scorer = scorer;
      return { model, wasmBytes: wasmBytes() };
    },

    pass: async (batch) => {
      if (this.#scorer === null) throw new Failure('unknown', 'No model is loaded in this pass worker.');
      // A copy, since the runtime's answer may be a view of its own memory, which cannot be transferred.
      const logits = Float32Array.from(await this.#scorer.forward(batch));
      return { logits, wasmBytes: this.#tools.wasmBytes() };
    },

    forgetFiles: async () => {
      await this.#engine?.forgetFiles();
      return null;
    },
  };
}
