import type { LaneEvent } from '../../src/core/bench/lane-run.ts';
import type { CellPlan } from '../../src/core/bench/sweep-plan.ts';
import type { ProductKind } from '../../src/core/onnx/product-model.ts';
import type { CheckedScores, ScoreCheckOrder } from '../../src/core/rerank/check-scores.ts';
import type { RuntimeBuild } from '../../src/core/rerank/devices.ts';
import type { Pair } from '../../src/core/rerank/pair.ts';
import type { Sample } from '../../src/core/rerank/score-request.ts';
import type {
  LoadedModel,
  ModelRequest,
  ScoreParams,
  ScoreResult,
} from '../../src/worker/protocol/messages.ts';

export interface OverheadOrder {
  readonly cells: readonly CellPlan[];
  readonly pairs: readonly Pair[];
  readonly maxLength: number;
  readonly rounds: number;
}

/** One cell, measured in both ways in the same rounds. */
export interface OverheadCell extends CellPlan {
  /** The product's samples, each with the ms that its request spent in the session's `run`. */
  readonly reported: readonly (Sample & { readonly runMs: number })[];
  /** Times of the bare loop over the same batches, in ms, by round. */
  readonly bare: readonly { readonly round: number; readonly ms: number }[];
  /**
   * The largest difference between a score of the product and of the bare loop. 0 if both compute the same.
   */
  readonly scoreDifference: number;
}

/** The time of a pair of createBuffer and destroy in ns, block by block in turns. */
export interface BufferCost {
  readonly wrapped: readonly number[];
  readonly unwrapped: readonly number[];
}

/** The settings for multiplying squares: the build, its threads and the number type. */
export interface SquarePeakOrder {
  readonly kind: ProductKind;
  readonly runtime: RuntimeBuild;
  readonly threads: number;
}

/** The calls that the page makes to a worker, with what each takes and answers. */
export interface CallMap {
  load: { params: ModelRequest; result: LoadedModel };
  score: { params: ScoreParams; result: ScoreResult };
  /** Like `score`, but the model treats padding as text, as if its mask were ignored. */
  scoreUnmasked: { params: ScoreParams; result: ScoreResult };
  /** Like `score`, but every token has type 0. */
  scoreUntyped: { params: ScoreParams; result: ScoreResult };
  checkScores: { params: ScoreCheckOrder; result: CheckedScores };
  overhead: { params: OverheadOrder; result: readonly OverheadCell[] };
  /** The number of buffers made in one request. */
  countBuffers: { params: ScoreParams; result: number };
  squarePeak: { params: SquarePeakOrder; result: number };
  bufferCost: { params: { readonly blocks: number; readonly pairsPerBlock: number }; result: BufferCost };
}

export type CallKind = keyof CallMap;

export interface WorkerStart {
  readonly pageBase: string;
  /** Whether GPU buffers are counted, as in the product. */
  readonly ledger: boolean;
}

export type ToBenchmarkWorker =
  | { readonly type: 'start'; readonly start: WorkerStart }
  | {
      [K in CallKind]: { readonly type: 'call'; readonly kind: K; readonly params: CallMap[K]['params'] };
    }[CallKind];

export type FromBenchmarkWorker =
  | { readonly type: 'result'; readonly result: CallMap[CallKind]['result'] }
  | { readonly type: 'failure'; readonly message: string }
  /** Posted by the product while it measures. The page here does not use it. */
  | { readonly type: 'lane'; readonly event: LaneEvent };

/**
 * `globalThis.benchmark` of the page. `start` gives each worker a number, and a worker handles one call at a
 * time.
 */
export interface BenchmarkPage {
  start(options: { readonly ledger: boolean }): number;
  call<K extends CallKind>(
    worker: number,
    kind: K,
    params: CallMap[K]['params'],
  ): Promise<CallMap[K]['result']>;
  end(worker: number): void;
}
