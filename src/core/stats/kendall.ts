/**
 * Kendall's τ-b of two series of equal length: (C − D) / √((P − Tₐ)(P − T_b)), over the P = n(n − 1)/2 pairs
 * of positions. C pairs have the same order in both series, D have opposite orders, and Tₐ and T_b are tied
 * in the first and in the second. τ-b is 1 where both series have the same order and −1 where one reverses
 * the other. It is 0 where a series is constant or shorter than two, since it then has no order to agree
 * with. Source: Kendall, The Treatment of Ties in Ranking Problems, Biometrika 33 (1945).
 *
 * @throws RangeError where the lengths differ
 */
export function kendallTau(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError(`Series of ${a.length} and ${b.length} cannot be paired.`);
  let agreement = 0;
  let orderedByA = 0;
  let orderedByB = 0;
  for (let i = 0; i < a.length; i++) {
    for (let j = i + 1; j < a.length; j++) {
      const byA = order(a, i, j);
      const byB = order(b, i, j);
      agreement += byA * byB;
      orderedByA += Math.abs(byA);
      orderedByB += Math.abs(byB);
    }
  }
  if (orderedByA === 0 || orderedByB === 0) return 0;
  return agreement / Math.sqrt(orderedByA * orderedByB);
}

/**
 * 1 where the series rises from position i to position j, −1 where it falls, 0 where the values are equal.
 */
function order(series: readonly number[], i: number, j: number): number {
  return Math.sign((series[j] as number) - (series[i] as number));
}
