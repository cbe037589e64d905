import type { Dtype } from './devices.ts';

/** What the order of additions alone may move a score by in single precision, as a logit: rule 7 (docs/method.md). */
const leastTolerance = 1e-3;

/**
 * Most that a score may move with padding, as a share of the range (largest − smallest) of the model's scores on its probe set. A share,
 * since models spread their scores very differently. Measured on models with made-up weights, as docs/benchmarks.md tells ("What padding
 * does to scores"):
 * - q8: twice the largest move seen (0.076), rounded up. Activations are quantised with one scale for the whole batch, and padding takes part
 *   in it. Models that ignore their mask moved a score by 0.34 at least.
 * - fp16, q4f16: padding moved nothing on the CPU, which computes in single precision and rounds, and no GPU with half precision was at
 *   hand. So this is twice the most that half precision itself moved a score (0.0048 and 0.0064), rounded up: where a GPU rounds otherwise in
 *   another shape, it moves scores by no more than the rounding is worth.
 * - q4: no more than fp32 where activations stay in single precision. Files that ask for less (`accuracy_level`) were not measured;
 *   the share is that of q4f16, to be on the safe side.
 */
const shareOfRange: Readonly<Record<Dtype, number>> = {
  fp32: 0,
  fp16: 0.01,
  q8: 0.2,
  q4: 0.02,
  q4f16: 0.02,
};

/**
 * Most that a score may differ between a pair alone and the same pair in a padded batch, as a logit.
 *
 * @param scores the model's scores on its probe set, each pair alone; those that are no numbers left out
 */
export function paddingTolerance(dtype: Dtype, scores: readonly number[]): number {
  if (scores.length === 0) return leastTolerance;
  const range = Math.max(...scores) - Math.min(...scores);
  return Math.max(leastTolerance, shareOfRange[dtype] * range);
}

/** Most that an unquantised lane may differ from a published score, which was computed in half precision. */
export const referenceTolerance = 0.05;
