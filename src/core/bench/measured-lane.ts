import type { BatchOrder, Device } from '../rerank/devices.ts';
import type { Sampling } from '../stats/interval.ts';
import {
  independentRatio,
  pairedRatio,
  type RatioEstimate,
  type RatioOptions,
  type RoundSeries,
} from '../stats/ratio.ts';

/** What choosing a batch size needs to know of a cell. */
export interface TimedBatch {
  readonly pairCount: number;
  readonly batchSize: number;
  readonly latencyMs: RoundSeries;
  readonly pairsPerSecond: number;
}

/**
 * What recommending needs to know of a measured cell; a measured cell of a run record with a batch size is
 * one.
 */
export interface MeasuredBatch extends TimedBatch {
  readonly latencyMs: RoundSeries & { readonly median: number; readonly p95?: number };
  readonly gpuBytes: { readonly peak: number } | null;
  readonly wasmBytes: number | null;
}

/** A lane among whose batch sizes one is to be chosen. */
export interface TimedLane {
  readonly id: string;
  /** Whether its rounds were planned, or added until the samples decided. */
  readonly sampling: Sampling;
  readonly cells: readonly TimedBatch[];
}

/** A lane with the cells that may be recommended. */
export interface JudgedLane extends TimedLane {
  readonly device: Device;
  readonly order: BatchOrder;
  /** Whether its scores failed the check: then it wins nothing. */
  readonly suspect: boolean;
  readonly cells: readonly MeasuredBatch[];
}

/** One cell among those of several lanes. */
export interface Contender<L extends TimedLane = JudgedLane> {
  readonly lane: L;
  readonly cell: L['cells'][number];
}

/**
 * A cell whose requests were all faster than the clock can tell has a rate of 0, which stands for an unknown
 * one.
 */
const isTimed = ({ pairsPerSecond }: TimedBatch): boolean =>
  pairsPerSecond > 0 && Number.isFinite(pairsPerSecond);

/** The lanes' cells of one pair count whose rate is known. */
export function contendersAt<L extends TimedLane>(lanes: readonly L[], pairCount: number): Contender<L>[] {
  return lanes.flatMap((lane) =>
    lane.cells
      .filter((cell) => cell.pairCount === pairCount && isTimed(cell))
      .map((cell) => ({ lane, cell })),
  );
}

/** Pair counts that have a cell whose rate is known, ascending. */
export function measuredPairCounts(lanes: readonly TimedLane[]): number[] {
  const counts = lanes.flatMap(({ cells }) => cells.filter(isTimed).map(({ pairCount }) => pairCount));
  return [...new Set(counts)].sort((a, b) => a - b);
}

/**
 * Throughput of the first ÷ throughput of the second, of one pair count: the inverse ratio of their mean
 * latencies. Cells of one lane are paired by round, which they visited within moments; lanes ran one after
 * another, so that their rounds have nothing in common and their samples are independent. If the rounds of
 * either lane were added until the samples decided, so were the ratio's, and its interval is a sequential
 * one.
 *
 * @param comparisons ratios that one choice rests on
 */
export function throughputRatio(
  first: Contender<TimedLane>,
  second: Contender<TimedLane>,
  comparisons = 1,
): RatioEstimate {
  const top = second.cell.latencyMs;
  const bottom = first.cell.latencyMs;
  const isSequential = first.lane.sampling === 'sequential' || second.lane.sampling === 'sequential';
  const options: RatioOptions = { sampling: isSequential ? 'sequential' : 'planned', comparisons };
  const estimate =
    first.lane.id === second.lane.id
      ? pairedRatio(top, bottom, options)
      : independentRatio(top.samples, bottom.samples, options);
  // No shared round: the throughputs still have a ratio, but nothing says how sure it is.
  return estimate ?? { ratio: first.cell.pairsPerSecond / second.cell.pairsPerSecond, ci95: null, n: 0 };
}
