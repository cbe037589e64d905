import type { BatchOrder, Device } from '../rerank/devices.ts';
import type { Sampling } from '../stats/interval.ts';
import {
  independentRatio,
  pairedRatio,
  type RatioEstimate,
  type RatioOptions,
  type RoundSeries,
} from '../stats/ratio.ts';

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
  /** Whether its rounds were planned, or added until the samples decided. */
  readonly sampling: Sampling;
  readonly cells: readonly MeasuredBatch[];
}

/** One cell among those of several lanes. */
export interface Contender {
  readonly lane: JudgedLane;
  readonly cell: MeasuredBatch;
}

/** A cell whose requests were all faster than the clock can tell has a rate of 0, which stands for an unknown one. */
const isTimed = ({ pairsPerSecond }: MeasuredBatch): boolean =>
  pairsPerSecond > 0 && Number.isFinite(pairsPerSecond);

/** The lanes' cells of one pair count whose rate is known. */
export function contendersAt(lanes: readonly JudgedLane[], pairCount: number): Contender[] {
  return lanes.flatMap((lane) =>
    lane.cells
      .filter((cell) => cell.pairCount === pairCount && isTimed(cell))
      .map((cell) => ({ lane, cell })),
  );
}

/** Pair counts that have a cell whose rate is known, ascending. */
export function measuredPairCounts(lanes: readonly JudgedLane[]): number[] {
  const counts = lanes.flatMap(({ cells }) => cells.filter(isTimed).map(({ pairCount }) => pairCount));
  return [...new Set(counts)].sort((a, b) => a - b);
}

/**
 * Throughput of the first ÷ throughput of the second, of one pair count: the inverse ratio of their mean latencies. Cells
 * of one lane are paired by round, which they visited within moments; lanes ran one after another, so that their rounds
 * have nothing in common and their samples are independent. If the rounds of either lane were added until the samples
 * decided, so were the ratio's: then it is a sequential interval that holds together with those of its comparisons.
 *
 * @param comparisons ratios that a decision rests on; with planned rounds each interval holds by itself
 */
export function throughputRatio(first: Contender, second: Contender, comparisons = 1): RatioEstimate {
  const top = second.cell.latencyMs;
  const bottom = first.cell.latencyMs;
  const isSequential = first.lane.sampling === 'sequential' || second.lane.sampling === 'sequential';
  const options: RatioOptions = isSequential
    ? { sampling: 'sequential', comparisons }
    : { sampling: 'planned', comparisons: 1 };
  const estimate =
    first.lane.id === second.lane.id
      ? pairedRatio(top, bottom, options)
      : independentRatio(top.samples, bottom.samples, options);
  // No shared round: the throughputs still have a ratio, but nothing says how sure it is.
  return estimate ?? { ratio: first.cell.pairsPerSecond / second.cell.pairsPerSecond, ci95: null, n: 0 };
}
