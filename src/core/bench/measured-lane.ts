import type { BatchOrder, Device } from '../rerank/devices.ts';
import type { RoundSeries } from '../stats/paired-ratio.ts';

/** What recommending needs to know of a measured cell; a measured cell of a run record with a batch size is one. */
export interface MeasuredBatch {
  readonly pairCount: number;
  readonly batchSize: number;
  readonly latencyMs: RoundSeries & { readonly median: number; readonly p95?: number };
  readonly pairsPerSecond: number;
  readonly gpuBytes: { readonly peak: number } | null;
  readonly wasmBytes: number | null;
}

/** A lane with the cells that may be recommended. */
export interface JudgedLane {
  readonly id: string;
  readonly device: Device;
  readonly order: BatchOrder;
  /** Whether its scores failed the check: then it wins nothing. */
  readonly suspect: boolean;
  readonly cells: readonly MeasuredBatch[];
}

/** One cell among those of several lanes. */
export interface Contender {
  readonly lane: JudgedLane;
  readonly cell: MeasuredBatch;
}

/** The lanes' cells of one pair count. */
export function contendersAt(lanes: readonly JudgedLane[], pairCount: number): Contender[] {
  return lanes.flatMap((lane) =>
    lane.cells.filter((cell) => cell.pairCount === pairCount).map((cell) => ({ lane, cell })),
  );
}

/** Pair counts that have a measured cell, ascending. */
export function measuredPairCounts(lanes: readonly JudgedLane[]): number[] {
  const counts = lanes.flatMap(({ cells }) => cells.map(({ pairCount }) => pairCount));
  return [...new Set(counts)].sort((a, b) => a - b);
}
