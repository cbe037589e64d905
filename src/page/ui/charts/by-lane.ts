/** Items under their lanes, lanes in the order they first appear in. */
export function byLane<T>(
  items: readonly T[],
  lineOf: (item: T) => { readonly laneId: string },
): [T, ...T[]][] {
  const lanes = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const { laneId } = lineOf(item);
    const held = lanes.get(laneId);
    if (held === undefined) lanes.set(laneId, [item]);
    else held.push(item);
  }
  return [...lanes.values()];
}
