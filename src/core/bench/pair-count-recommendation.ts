import type { Device } from '../rerank/devices.ts';
import type { RatioEstimate } from '../stats/ratio.ts';
import { bestBatches } from './best-batch.ts';
import { type Certainty, type Choice, equivalentShare, firstAsGood } from './equivalence.ts';
import {
  type Contender,
  contendersAt,
  type JudgedLane,
  measuredPairCounts,
  type TimedLane,
  throughputRatio,
} from './measured-lane.ts';

/** A batch size and the ratio of its throughput to another's. */
export interface Candidate {
  readonly batchSize: number;
  readonly ratio: number;
  /** Ends of the ratio's 95 % interval; `null` where there are too few rounds for one. */
  readonly ratioLow: number | null;
  readonly ratioHigh: number | null;
}

/** The batch size to set for one pair count of one lane; rule 9 (docs/method.md). */
export interface PairCountRecommendation {
  readonly kind: 'pair-count';
  readonly laneId: string;
  readonly device: Device;
  readonly pairCount: number;
  readonly certainty: Certainty;
  /** The smallest batch size as good as the fastest; while not sure, the smallest that is not ruled out. */
  readonly batchSize: number;
  /** The batch size of highest throughput. */
  readonly fastest: number;
  /** Every batch size measured, ascending, against the fastest. */
  readonly candidates: Candidate[];
  /** There was a single batch size, so nothing could be compared, and more rounds would not help. */
  readonly onlyMeasured?: true;
}

export interface BatchChoice<L extends TimedLane = JudgedLane> extends Choice<Contender<L>> {
  readonly fastest: Contender<L>;
  /** By ascending batch size. */
  readonly all: readonly Contender<L>[];
}

/**
 * The smallest batch size of a lane whose throughput is as good as the fastest's, paired by round.
 *
 * @param ratioOf the ratios to judge by, where they are not those measured
 * @returns `null` where the lane has no cell of this pair count
 */
export function chooseBatch<L extends TimedLane>(
  lane: L,
  pairCount: number,
  ratioOf: typeof throughputRatio = throughputRatio,
): BatchChoice<L> | null {
  const all = contendersAt([lane], pairCount).sort((a, b) => a.cell.batchSize - b.cell.batchSize);
  const [best] = bestBatches(all.map(({ cell }) => cell));
  const fastest = all.find(({ cell }) => cell === best);
  if (fastest === undefined) return null;
  const choice = firstAsGood({ preferred: all, all, best: fastest, ratioOf, enough: equivalentShare });
  return choice && { ...choice, fastest, all };
}

/**
 * One recommendation for each pair count of the lane that has a measured cell, ascending.
 *
 * @param ratioOf the ratios to judge by, where they are not those measured
 */
export function recommendBatches(
  lane: JudgedLane,
  ratioOf: typeof throughputRatio = throughputRatio,
): PairCountRecommendation[] {
  return measuredPairCounts([lane]).flatMap((pairCount) => {
    const choice = chooseBatch(lane, pairCount, ratioOf);
    if (choice === null) return [];
    const { chosen, certainty, fastest, all } = choice;
    return {
      kind: 'pair-count',
      laneId: lane.id,
      device: lane.device,
      pairCount,
      certainty,
      batchSize: chosen.cell.batchSize,
      fastest: fastest.cell.batchSize,
      candidates: all.map((one) =>
        asCandidate(one.cell.batchSize, ratioOf(one, fastest, Math.max(1, all.length - 1))),
      ),
      ...(all.length === 1 && { onlyMeasured: true }),
    };
  });
}

export function asCandidate(batchSize: number, { ratio, ci95 }: RatioEstimate): Candidate {
  return { batchSize, ratio, ratioLow: ci95?.[0] ?? null, ratioHigh: ci95?.[1] ?? null };
}
