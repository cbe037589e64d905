import { type FailureCode, type FailureData, isOutOfMemory } from './failure.ts';

/** Pairs a pass where nobody asked for a number: the memory of a moderate batch, whatever the model. */
export const usualBatchSize = 8;

/** One step that scoring took by itself instead of failing. Plain data, as it stands in results and records. */
export interface StepDown {
  /** The batch size that failed. */
  readonly from: number;
  /** The batch size all pairs were scored with next; the same where the batch was not what failed. */
  readonly to: number;
  /** What failed. */
  readonly reason: FailureCode;
  /** What the stack said, untranslated. */
  readonly message: string;
}

/** An attempt at scoring that failed. */
export interface FailedAttempt {
  readonly batchSize: number;
  readonly failure: Pick<FailureData, 'code' | 'message'>;
  /** Whether the visitor lets batches become smaller by themselves (the setting `stepDown`). */
  readonly maySizeDown: boolean;
  /** Whether the worker had its model from before, so that what failed may have failed while it was idle. */
  readonly hadModelBefore: boolean;
}

/**
 * What to do after a failed attempt: where memory ran out, half the batch (⌊batch / 2⌋, down to 1); where a worker that
 * lay idle turns out dead or without its GPU, the same once more. Each step takes a fresh worker, since neither
 * transformers.js nor WebAssembly's memory recovers, and scores all pairs anew, so that no result mixes batch sizes.
 *
 * Only what names memory counts as memory: a worker that died may have died of anything.
 *
 * @returns `null` where the failure is to be told
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
