import { normalCdf } from './normal.ts';
import { median } from './quantile.ts';
import { isSamples, sortSamples } from './samples.ts';

export interface TrendTest {
  /** Number of pairs of positions between which the series rises, less those between which it falls. */
  readonly s: number;
  /** Variance of `s` where there is no trend. */
  readonly variance: number;
  /** Probability of an |S| at least as large where there is no trend. */
  readonly p: number;
}

/**
 * The Mann–Kendall test for a trend, two-sided: S = Σᵢ<ⱼ sign(xⱼ − xᵢ), with the variance [n(n − 1)(2n + 5) −
 * Σ t(t − 1)(2t + 5)] / 18 where the sum is over groups of t equal values, z = (S − sign S)/√variance
 * (continuity correction), and p = 2(1 − Φ(|z|)). With fewer than six values p cannot fall below 0.01.
 * Source: Mann, Nonparametric Tests Against Trend, Econometrica 13 (1945); Kendall, Rank Correlation Methods,
 * §4.
 *
 * @param series values in the order of time
 */
export function mannKendall(series: readonly number[]): TrendTest {
  let s = 0;
  for (const [i, earlier] of series.entries()) {
    for (const later of series.slice(i + 1)) s += Math.sign(later - earlier);
  }
  const weight = (n: number) => n * (n - 1) * (2 * n + 5);
  const ties = tieSizes(series).reduce((total, size) => total + weight(size), 0);
  const variance = (weight(series.length) - ties) / 18;
  const z = s === 0 ? 0 : (Math.abs(s) - 1) / Math.sqrt(variance);
  return { s, variance, p: 2 * (1 - normalCdf(z)) };
}

function tieSizes(series: readonly number[]): number[] {
  const sizes = new Map<number, number>();
  for (const value of series) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  return [...sizes.values()];
}

/**
 * Sen's slope: the median of (yⱼ − yᵢ)/(xⱼ − xᵢ) over all pairs of points, which outliers move little; 0
 * where no two points differ in x. Source: Sen, Estimates of the Regression Coefficient Based on Kendall's
 * Tau, JASA 63 (1968).
 */
export function senSlope(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes = points.flatMap(([x, y], i) =>
    points.slice(i + 1).flatMap(([laterX, laterY]) => (laterX === x ? [] : [(laterY - y) / (laterX - x)])),
  );
  return isSamples(slopes) ? median(sortSamples(slopes)) : 0;
}
