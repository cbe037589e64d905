/** A padded batch as the product makes it: matrices with `pairs` rows and `length` columns. */
export interface NativeBatch {
  readonly pairs: number;
  readonly length: number;
  readonly inputIds: BigInt64Array;
  readonly attentionMask: BigInt64Array;
  readonly tokenTypeIds: BigInt64Array;
}

/** Requests to a process with native ONNX Runtime. It answers each before the next is sent. */
export type ToNative =
  | { readonly type: 'load'; readonly path: string; readonly threads: number }
  /** Batches to keep. `run` names them by this number. */
  | { readonly type: 'keep'; readonly number: number; readonly batches: readonly NativeBatch[] }
  | { readonly type: 'run'; readonly number: number };

export type FromNative =
  | { readonly type: 'loaded'; readonly version: string }
  | { readonly type: 'kept' }
  /** One raw logit for each row, batch after batch. */
  | { readonly type: 'ran'; readonly ms: number; readonly logits: readonly number[] }
  | { readonly type: 'failure'; readonly message: string };
