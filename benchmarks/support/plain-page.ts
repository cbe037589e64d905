import type { Dtype } from '../../src/core/rerank/devices.ts';

export interface PlainLoad {
  /** Base address of the hub. */
  readonly host: string;
  readonly repository: string;
  /** `null` leaves it to transformers.js. */
  readonly dtype: Dtype | null;
}

export interface PlainLoaded {
  /** As ONNX Runtime chose it. */
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

/** What is asked of a worker that runs transformers.js as it comes. */
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
 * `globalThis.plainTransformers` of the benchmarks' page: workers by the number that `start` gives them, one
 * call at a time each.
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
