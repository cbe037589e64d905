import { quantile } from './quantile.ts';
import { seededRandom } from './random.ts';
import { isSamples, sortSamples } from './samples.ts';

const resamples = 10_000;

/**
 * 95 % percentile interval of a mean by the bootstrap: the mean of as many values drawn with replacement,
 * 10,000 times, seeded. For the difference of two systems the values are their differences on each query, so
 * that the systems are paired. Source: Efron & Tibshirani, An Introduction to the Bootstrap, 1993, §13.3; for
 * rankings Smucker, Allan & Carterette, A Comparison of Statistical Significance Tests for Information
 * Retrieval Evaluation, CIKM 2007.
 *
 * @returns `null` for fewer than two values
 */
export function bootstrapInterval(values: readonly number[]): readonly [number, number] | null {
  if (values.length < 2) return null;
  const random = seededRandom(1);
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[Math.floor(random() * values.length)] as number;
    return sum / values.length;
  });
  if (!isSamples(means)) return null;
  const sorted = sortSamples(means);
  return [quantile(sorted, 0.025), quantile(sorted, 0.975)];
}
