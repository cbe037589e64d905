/** The batch sizes that a chart is zoomed to, both ends included. */
export type BatchRange = readonly [from: number, to: number];

interface Sized {
  readonly batchSize: number;
}

/** Lines with only what lies in the range; all of it where there is no range. */
export function withinRange<
  Line extends { readonly points: readonly Sized[]; readonly floor?: readonly Sized[] },
>(lines: readonly Line[], range: BatchRange | null): readonly Line[] {
  if (range === null) return lines;
  const lies = ({ batchSize }: Sized) => range[0] <= batchSize && batchSize <= range[1];
  return lines.map((line) => ({
    ...line,
    points: line.points.filter(lies),
    ...(line.floor && { floor: line.floor.filter(lies) }),
  }));
}
