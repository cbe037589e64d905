/**
 * Kendall's τ-b of two series of equal length: (C − D) / √((P − Tₐ)(P − T_b)), where of the P = n(n − 1)/2
 * pairs of places C stand in the same order in both series, D in opposite orders, and Tₐ, T_b are tied in the
 * one and the other. 1 where both order alike, −1 where they order oppositely; 0 where a series puts nothing
 * in order, being constant or shorter than two, since no agreement can be seen in it. Source: Kendall, The
 * Treatment of Ties in Ranking Problems, Biometrika 33 (1945).
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

/** 1 where the series rises from place i to place j, −1 where it falls, 0 where it does neither. */
function order(series: readonly number[], i: number, j: number): number {
  return Math.sign((series[j] as number) - (series[i] as number));
}
