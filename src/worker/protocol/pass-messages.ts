import type { PaddedBatch } from '../../core/rerank/batching.ts';
import type { FailureData } from '../../core/rerank/failure.ts';
import type { DownloadEvent, FileProgress, LoadedModel, ModelRequest, StartStep } from './messages.ts';

/** What a pass answers. Both buffers of a pass, the batch's and the logits', change hands without a copy. */
export interface PassAnswer {
  /** One raw logit a row. */
  readonly logits: Float32Array;
  /**
   * The WebAssembly memory that the pass worker holds now; it never shrinks. `null` where it cannot be seen.
   */
  readonly wasmBytes: number | null;
}

/**
 * What a lane's worker asks of its pass workers, each a session of its own: what it takes and what it
 * answers.
 */
export interface PassRequestMap {
  load: {
    params: ModelRequest;
    result: { readonly model: LoadedModel; readonly wasmBytes: number | null };
  };
  pass: { params: PaddedBatch; result: PassAnswer };
  /** Drops what the browser keeps of the loaded model's files, where they may be what is wrong. */
  forgetFiles: { params: null; result: null };
}

export type PassRequestKind = keyof PassRequestMap;

/**
 * A lane's worker → one of its pass workers. The first message is the start; requests are answered one after
 * another.
 */
export type ToPassWorker =
  | {
      readonly type: 'start-passes';
      /** Taken while the pass worker lives, as in `ToWorker`. */
      readonly lifeLock: string;
      /** Address of the folder that holds the page, with a closing slash. */
      readonly pageBase: string;
    }
  | {
      [K in PassRequestKind]: {
        readonly type: 'pass-request';
        readonly id: number;
        readonly kind: K;
        readonly params: PassRequestMap[K]['params'];
      };
    }[PassRequestKind];

/** A pass worker → its lane's worker. */
export type FromPassWorker =
  | { readonly type: 'ready' }
  /** As `starting` of `EventMap`. */
  | { readonly type: 'starting'; readonly step: StartStep | null }
  /** An error that belongs to no request. */
  | { readonly type: 'crash'; readonly failure: FailureData }
  | {
      [K in PassRequestKind]: {
        readonly type: 'result';
        readonly id: number;
        readonly kind: K;
        readonly result: PassRequestMap[K]['result'];
      };
    }[PassRequestKind]
  | { readonly type: 'failure'; readonly id: number; readonly failure: FailureData }
  | { readonly type: 'file-progress'; readonly progress: FileProgress }
  | { readonly type: 'download'; readonly event: DownloadEvent };
