/** What the choice of a batch size needs to know of a measured cell. */
export interface CellThroughput {
  readonly pairCount: number;
  readonly batchSize: number;
  readonly pairsPerSecond: number;
}

/**
 * The cell of highest throughput for each pair count, by ascending pair count. A tie goes to the smaller
 * batch, which needs less memory.
 */
export function bestBatches<T extends CellThroughput>(cells: readonly T[]): T[] {
  const best = new Map<number, T>();
  for (const cell of [...cells].sort((a, b) => a.batchSize - b.batchSize)) {
    const held = best.get(cell.pairCount);
    if (held === undefined || cell.pairsPerSecond > held.pairsPerSecond) best.set(cell.pairCount, cell);
  }
  return [...best.values()].sort((a, b) => a.pairCount - b.pairCount);
}
