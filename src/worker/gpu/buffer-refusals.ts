import { asFailure, Failure, type FailureCode } from '../../core/rerank/failure.ts';

/** The GPU buffers that could not be made: `createBuffer` threw. */
export interface BufferRefusals {
  /** How many there were so far. */
  readonly count: () => number;
  /** What the last one threw; `undefined` before there is any. */
  readonly last: () => unknown;
}

/** What ONNX Runtime makes of a throw in its midst: "unreachable", "Aborted()" or some error of its own. */
const vague: ReadonlySet<FailureCode> = new Set(['unknown', 'cpu-memory']);

/**
 * Does a load or a pass. Where it fails without a clear reason after a buffer was refused, the failure is
 * that GPU memory ran out. A refusal that the runtime survives changes nothing, then or later.
 *
 * @throws Failure `gpu-memory` with what `createBuffer` said, else whatever `work` throws
 */
export async function blamingRefusals<T>(refusals: BufferRefusals, work: () => Promise<T>): Promise<T> {
  const before = refusals.count();
  try {
    return await work();
  } catch (error) {
    const failure = asFailure(error);
    if (refusals.count() === before || !vague.has(failure.code)) throw error;
    const refusal = asFailure(refusals.last());
    throw new Failure(
      'gpu-memory',
      refusal.message,
      `createBuffer threw ${refusal.detail || refusal.message}, then: ${failure.detail || failure.message}`,
    );
  }
}
