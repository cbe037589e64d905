/**
 * Adjusts p-values for their number and returns them in the order given. With m of them sorted ascending, the
 * k-th becomes the largest of (m − i + 1)·pᵢ over i ≤ k, at most 1. Calling those below α significant keeps
 * the chance of any false call below α, however the tests depend on one another. Source: Holm, A Simple
 * Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of Statistics 6 (1979).
 */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length).fill(1);
  const ascending = pValues.map((p, place) => ({ p, place })).sort((a, b) => a.p - b.p);
  let largest = 0;
  for (const [rank, { p, place }] of ascending.entries()) {
    largest = Math.max(largest, (pValues.length - rank) * p);
    adjusted[place] = Math.min(1, largest);
  }
  return adjusted;
}
