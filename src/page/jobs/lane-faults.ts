import type { RuntimeBuild } from '../../core/rerank/devices.ts';
import type { FailureData } from '../../core/rerank/failure.ts';

/** Failures that say the lane's device, dtype or runtime is not to be had here, rather than that something broke. */
export const isAbsence = ({ code }: FailureData): boolean =>
  code === 'no-gpu' || code === 'no-half-precision' || code === 'runtime-failed';

/** Failures of the input or the model itself: another worker, another cell or another batch would meet them again. */
export const concernsEveryPass = ({ code }: FailureData): boolean =>
  code === 'query-too-long' || code === 'not-a-reranker';

/** That a build of the runtime did not start, and which one takes its place. */
export const fallbackWarning = (failed: RuntimeBuild, next: RuntimeBuild) => ({
  code: 'runtime-fallback',
  message: `The ${failed} build of ONNX Runtime did not start; ${next} takes its place.`,
  detail: `${failed} → ${next}`,
});
