import type { Dtype } from './devices.ts';

/**
 * Most that a score may differ between a pair alone and the same pair in a padded batch, as a logit.
 *
 * fp32 by DESIGN's rule 7. The others were measured as docs/benchmarks.md tells ("What padding does to scores"): twice the largest
 * difference seen there, rounded up. With q8, and wherever activations are quantised per tensor, the padding moves the range that is quantised.
 */
export const paddingTolerance: Readonly<Record<Dtype, number>> = {
  fp32: 1e-3,
  fp16: 0.05,
  q8: 0.5,
  q4: 0.05,
  q4f16: 0.1,
};

/** Most that an unquantised lane may differ from a published score, which was computed in half precision. */
export const referenceTolerance = 0.05;

/** Whether the weights hold the numbers the model was trained with, but for their precision. */
export const isUnquantised = (dtype: Dtype): boolean => dtype === 'fp32' || dtype === 'fp16';
