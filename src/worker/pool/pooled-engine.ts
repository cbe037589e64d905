import type { Clock } from '../../core/rerank/clock.ts';
import { deviceKinds } from '../../core/rerank/devices.ts';
import type { TextTokenizer } from '../../core/rerank/pair-encoding.ts';
import type { PairScorer } from '../../core/rerank/score-request.ts';
import type {
  DownloadEvent,
  FileProgress,
  LoadedModel,
  ModelRequest,
  RequestMap,
} from '../protocol/messages.ts';
import type { Engine } from '../worker-server.ts';
import { PassPool } from './pass-pool.ts';
import type { PassWorkerTools } from './pass-worker.ts';

export interface PooledEngineTools extends PassWorkerTools {
  readonly clock: Clock;
  readonly onDownload: (event: DownloadEvent) => void;
}

/**
 * An engine that runs a lane's model in several pass workers where that is asked for. Then this thread holds the tokenizer
 * alone, and tokenises while they compute. With one worker it is the engine it was made of.
 */
export class PooledEngine implements Engine {
  readonly #single: Engine;
  readonly #tools: PooledEngineTools;
  #pool: PassPool | null = null;

  constructor(single: Engine, tools: PooledEngineTools) {
    this.#single = single;
    this.#tools = tools;
  }

  async load(
    request: ModelRequest,
    onProgress: (progress: FileProgress) => void,
  ): Promise<{ readonly scorer: PairScorer; readonly model: LoadedModel }> {
    const { workers, device } = request;
    // A GPU has one queue, which a single session fills.
    if (workers === 1 || !deviceKinds[device].usesThreads) return this.#single.load(request, onProgress);
    const { clock, onDownload } = this.#tools;
    const pool = new PassPool(this.#tools, { onProgress, onDownload });
    this.#pool = pool;
    const each: ModelRequest = { ...request, workers: 1 };
    const start = clock.now();
    try {
      // The first alone, so that the others find the files in the browser's cache.
      const model = await pool.add(each);
      const others = Array.from({ length: workers - 1 }, () => pool.add(each));
      const [tokenizer] = await Promise.all([this.#single.loadTokenizer(request), ...others]);
      const { download } = model.coldMs;
      return {
        scorer: {
          tokenizer,
          forward: (batch) => pool.forward(batch),
          parallelPasses: workers,
          tokenizesBeside: true,
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
