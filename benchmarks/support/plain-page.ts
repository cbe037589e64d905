import type { Dtype } from '../../src/core/rerank/devices.ts';

export interface PlainLoad {
  /** The base address of the hub. */
  readonly host: string;
  readonly repository: string;
  /** `null` leaves the choice to transformers.js. */
  readonly dtype: Dtype | null;
}

export interface PlainLoaded {
  /** The number that ONNX Runtime chose. */
  readonly threads: number;
  readonly transformers: string;
}

export interface PlainRequest {
  readonly query: string;
  readonly documents: readonly string[];
  readonly batchSize: number;
}

export interface PlainScores {
  /** From the texts to the scores. */
  readonly latencyMs: number;
  /** Raw logits in the input's order. */
  readonly scores: readonly number[];
}

/** The calls to a worker that runs transformers.js with its default settings. */
export interface PlainCalls {
  load: { params: PlainLoad; result: PlainLoaded };
  score: { params: PlainRequest; result: PlainScores };
}

export type ToPlainWorker = {
  [K in keyof PlainCalls]: { readonly kind: K; readonly params: PlainCalls[K]['params'] };
}[keyof PlainCalls];

export type FromPlainWorker =
  | { readonly type: 'result'; readonly result: PlainCalls[keyof PlainCalls]['result'] }
  | { readonly type: 'failure'; readonly message: string };

/**
 * `globalThis.plainTransformers` of the benchmarks' page. `start` gives each worker a number, and a worker
 * handles one call at a time.
 */
export interface PlainPage {
  start(): number;
  call<K extends keyof PlainCalls>(
    worker: number,
    kind: K,
    params: PlainCalls[K]['params'],
  ): Promise<PlainCalls[K]['result']>;
  end(worker: number): void;
}
