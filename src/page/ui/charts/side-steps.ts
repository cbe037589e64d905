interface SteppedLine {
  readonly points: readonly { readonly batchSize: number }[];
}

/**
 * Lines of different pair counts often all but coincide. They stand a few pixels beside one another, so that none hides
 * the others: the horizontal offset of each line, the same at all batch sizes.
 */
export function sideSteps(lines: readonly SteppedLine[], x: (batchSize: number) => number): number[] {
  const sizes = [...new Set(lines.flatMap((line) => line.points.map((point) => point.batchSize)))].sort(
    (a, b) => a - b,
  );
  const gaps = sizes.slice(1).map((size, i) => x(size) - x(sizes[i] ?? size));
  const step = Math.min(5, (0.3 * Math.min(60, ...gaps)) / Math.max(1, lines.length - 1));
  return lines.map((_, index) => (index - (lines.length - 1) / 2) * step);
}
