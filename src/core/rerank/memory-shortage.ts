import type { ModelWeights } from './catalogue.ts';
import { chooseDtype } from './choose-dtype.ts';
import type { Device, Dtype } from './devices.ts';
import { type FailureCode, type FailureData, isOutOfMemory } from './failure.ts';

/** Pairs in a pass where nobody asked for a number: a batch whose memory stays moderate with any model. */
export const usualBatchSize = 8;

/** One step that scoring took by itself instead of failing. It is plain data, kept in results and records. */
export interface StepDown {
  /** The batch size that failed. */
  readonly from: number;
  /** The batch size all pairs were scored with next; the same as `from` where the batch was not to blame. */
  readonly to: number;
  /** What failed. */
  readonly reason: FailureCode;
  /** The stack's own message, untranslated. */
  readonly message: string;
}

/** An attempt at scoring that failed. */
export interface FailedAttempt {
  readonly batchSize: number;
  readonly failure: Pick<FailureData, 'code' | 'message'>;
  /** Whether the visitor lets batches become smaller by themselves (the setting `stepDown`). */
  readonly maySizeDown: boolean;
  /** Whether the worker already had its model, so that it may have died while it was idle. */
  readonly hadModelBefore: boolean;
}

/**
 * What to do after a failed attempt. Where memory ran out, the batch is halved (⌊batch / 2⌋, down to 1).
 * Where a worker that had been idle turns out to be dead or to have lost its GPU, the same is tried once
 * more. Each step takes a fresh worker, since neither transformers.js nor WebAssembly's memory recovers. It
 * scores all pairs again, so that no result mixes batch sizes.
 *
 * Only a failure that names memory counts as a shortage: a worker may have died of anything.
 *
 * @returns `null` where there is no step to take and the failure stands
 */
export function stepAfter({
  batchSize,
  failure,
  maySizeDown,
  hadModelBefore,
}: FailedAttempt): StepDown | null {
  const { code, message } = failure;
  const stepTo = (to: number): StepDown => ({ from: batchSize, to, reason: code, message });
  if (isOutOfMemory(code)) return maySizeDown && batchSize > 1 ? stepTo(Math.floor(batchSize / 2)) : null;
  const mayBeOld = code === 'device-lost' || code === 'worker-died';
  return mayBeOld && hadModelBefore ? stepTo(batchSize) : null;
}

/** The max length that is offered where one pair alone needs too much memory, tokens. */
const offeredMaxLength = 256;

/** A change of settings that may let a model fit where it did not. */
export type MemoryOffer =
  | { readonly kind: 'max-length'; readonly maxLength: number }
  | { readonly kind: 'dtype'; readonly dtype: Dtype };

/** What ran out of memory. */
export interface MemoryQuestion {
  readonly device: Device;
  readonly dtype: Dtype;
  /**
   * Most tokens of a pair as it was scored; `null` where the model itself did not fit, so that no pair was.
   */
  readonly maxLength: number | null;
  /** How the model's weights can be had; `null` where that is not known. */
  readonly weights: readonly ModelWeights[] | null;
  /** Whether the adapter computes in half precision (`shader-f16`). */
  readonly hasHalfPrecision: boolean;
}

/** Dtypes from large to small; the sizes of their files order those that share a rank. */
const sizeOrder: readonly (readonly Dtype[])[] = [['fp32'], ['fp16'], ['q8'], ['q4', 'q4f16']];

const sizeRank = (dtype: Dtype): number => sizeOrder.findIndex((dtypes) => dtypes.includes(dtype));

/** What to offer where not even one pair fits, the least loss first: shorter pairs, then a smaller dtype. */
export function memoryOffers(question: MemoryQuestion): MemoryOffer[] {
  const { maxLength } = question;
  const dtype = smallerDtype(question);
  return [
    ...(maxLength !== null && maxLength > offeredMaxLength
      ? [{ kind: 'max-length', maxLength: offeredMaxLength } as const]
      : []),
    ...(dtype === null ? [] : [{ kind: 'dtype', dtype } as const]),
  ];
}

/**
 * The next smaller dtype that the model has and the device runs (see `chooseDtype`), by fp32 > fp16 > q8 >
 * q4, q4f16. One that is smaller only by name is passed over: embeddings that stay unquantised can make a
 * q4f16 file larger than a q8 one.
 *
 * @returns `null` where there is none, or where the model's files are not known
 */
function smallerDtype({
  device,
  dtype,
  weights,
  hasHalfPrecision,
}: Omit<MemoryQuestion, 'maxLength'>): Dtype | null {
  if (weights === null) return null;
  const available = weights.map((one) => one.dtype);
  const held = weights.find((one) => one.dtype === dtype)?.approximateBytes ?? Number.POSITIVE_INFINITY;
  const [next] = weights
    .filter((one) => sizeRank(one.dtype) > sizeRank(dtype) && one.approximateBytes < held)
    .filter(
      (one) => chooseDtype({ device, asked: one.dtype, available, hasHalfPrecision }).state === 'chosen',
    )
    .sort((a, b) => sizeRank(a.dtype) - sizeRank(b.dtype) || a.approximateBytes - b.approximateBytes);
  return next?.dtype ?? null;
}
