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

/** One cell, measured both ways in the same rounds. */
export interface OverheadCell extends CellPlan {
  /** What the product reports of its requests, and the time they spent in the session's `run`, ms. */
  readonly reported: readonly (Sample & { readonly runMs: number })[];
  /** The bare loop over the same batches, ms, by round. */
  readonly bare: readonly { readonly round: number; readonly ms: number }[];
  /**
   * Largest difference between a score of the product and of the bare loop: 0 where both compute the same.
   */
  readonly scoreDifference: number;
}

/** What a pair of createBuffer and destroy takes, in ns a pair, block by block in turns. */
export interface BufferCost {
  readonly wrapped: readonly number[];
  readonly unwrapped: readonly number[];
}

/** What multiplied squares is to measure: the build, its threads and its numbers. */
export interface SquarePeakOrder {
  readonly kind: ProductKind;
  readonly runtime: RuntimeBuild;
  readonly threads: number;
}

/** What the page asks of a worker: what each call takes and answers. */
export interface CallMap {
  load: { params: ModelRequest; result: LoadedModel };
  score: { params: ScoreParams; result: ScoreResult };
  /** The same by a model that takes padding for text, as one whose mask is ignored. */
  scoreUnmasked: { params: ScoreParams; result: ScoreResult };
  checkScores: { params: ScoreCheckOrder; result: CheckedScores };
  overhead: { params: OverheadOrder; result: readonly OverheadCell[] };
  /** Buffers made in one request. */
  countBuffers: { params: ScoreParams; result: number };
  squarePeak: { params: SquarePeakOrder; result: number };
  bufferCost: { params: { readonly blocks: number; readonly pairsPerBlock: number }; result: BufferCost };
}

export type CallKind = keyof CallMap;

export interface WorkerStart {
  readonly pageBase: string;
  /** Whether GPU buffers are counted, as the product does. */
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
  /** What the product posts while it measures; the page here has no use for it. */
  | { readonly type: 'lane'; readonly event: LaneEvent };

/**
 * `globalThis.benchmark` of the page: workers by the number that `start` gives them, one call at a time each.
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
