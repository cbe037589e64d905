/** How long at least one of the intervals `[from, to]` lasted, ms: what two of them share counts once. */
export function coveredMs(intervals: readonly (readonly [number, number])[]): number {
  let covered = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const [from, to] of [...intervals].sort((a, b) => a[0] - b[0])) {
    covered += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return covered;
}
