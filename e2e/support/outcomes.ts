import type { RunRecord } from '../../src/core/document/run-record.ts';

/** The outcome of each cell of a lane, as `pairs/batch state reason`. */
export function outcomes(record: RunRecord, lane = 0): string[] {
  return (record.lanes[lane]?.cells ?? []).map(({ pairCount, batchSize, state, reason }) =>
    [`${pairCount}/${batchSize}`, state, reason ?? ''].join(' ').trim(),
  );
}

/** The number of samples of each measured cell of a lane, by `pairs/batch`. */
export function sampleCounts(record: RunRecord, lane = 0): Record<string, number> {
  const counts = (record.lanes[lane]?.cells ?? []).flatMap((cell) =>
    cell.state === 'measured' ? [[`${cell.pairCount}/${cell.batchSize}`, cell.latencyMs.n] as const] : [],
  );
  return Object.fromEntries(counts);
}
