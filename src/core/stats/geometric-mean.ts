import { mean } from './moments.ts';
import type { Samples } from './samples.ts';

/**
 * Geometric mean, exp(Σ ln xᵢ / n), of values above 0. It is the only mean of ratios that does not depend on
 * which side is the base. Source: Fleming & Wallace, How Not to Lie with Statistics, Communications of the
 * ACM 29 (1986).
 */
export function geometricMean(values: Samples): number {
  const [first, ...rest] = values;
  return Math.exp(mean([Math.log(first), ...rest.map(Math.log)]));
}
