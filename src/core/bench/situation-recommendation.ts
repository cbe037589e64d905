import { type Device, deviceKinds } from '../rerank/devices.ts';
import { type Certainty, certaintyOf, equivalentShare, firstAsGood, isAtLeast } from './equivalence.ts';
import {
  type Contender,
  contendersAt,
  type JudgedLane,
  measuredPairCounts,
  throughputRatio,
} from './measured-lane.ts';
import { chooseBatch } from './pair-count-recommendation.ts';

/**
 * Documents a request that each use stands for, from and to; the largest measured pair count within speaks
 * for it.
 */
export const situationPairCounts = {
  interactive: [1, 10],
  offline: [50, 200],
  'small-device': [1, 5],
} as const;

/** Share of the best throughput that a small device has to keep while it saves memory. */
export const smallDeviceShare = 0.9;

export type Situation = keyof typeof situationPairCounts;
export type Criterion = 'p95-latency' | 'median-latency' | 'throughput' | 'memory';

export interface ContenderRecord {
  readonly laneId: string;
  readonly device: Device;
  readonly batchSize: number;
  /** In the criterion's unit: ms, pairs per second, or bytes. */
  readonly value: number;
}

/** What to set for one use, across all lanes whose scores can be trusted. */
export interface SituationRecommendation extends ContenderRecord {
  readonly kind: 'situation';
  readonly situation: Situation;
  readonly certainty: Certainty;
  readonly pairCount: number;
  readonly criterion: Criterion;
  /**
   * The best of the others by the criterion. It may be a little better than the recommended: a larger batch
   * of the same lane that rule 9 calls no better.
   */
  readonly runnerUp: ContenderRecord | null;
  /** There was a single contender, so nothing could be compared, and more rounds would not help. */
  readonly onlyMeasured?: true;
}

/** One card for each use whose pair counts were measured. Lanes are taken as trusted. */
export function recommendSituations(lanes: readonly JudgedLane[]): SituationRecommendation[] {
  return (['interactive', 'offline', 'small-device'] as const).flatMap((situation) => {
    const [from, to] = situationPairCounts[situation];
    const pairCount = measuredPairCounts(lanes).findLast((count) => from <= count && count <= to);
    if (pairCount === undefined) return [];
    const contenders = contendersAt(lanes, pairCount);
    const verdict = judge(situation, contenders);
    if (verdict === null) return [];
    const { chosen, runnerUp, certainty, criterion } = verdict;
    const valued = (one: Contender) => asRecord(one, valueBy[criterion](one) ?? 0);
    return {
      kind: 'situation',
      situation,
      certainty,
      pairCount,
      criterion,
      ...valued(chosen),
      runnerUp: runnerUp === undefined ? null : valued(runnerUp),
      ...(contenders.length === 1 && { onlyMeasured: true }),
    };
  });
}

interface SituationVerdict {
  readonly chosen: Contender;
  readonly runnerUp: Contender | undefined;
  readonly certainty: Certainty;
  readonly criterion: Criterion;
}

function judge(situation: Situation, contenders: readonly Contender[]): SituationVerdict | null {
  switch (situation) {
    case 'interactive': {
      const allHaveP95 = contenders.every(({ cell }) => cell.latencyMs.p95 !== undefined);
      return judgeSpeed(contenders, allHaveP95 ? 'p95-latency' : 'median-latency');
    }
    case 'offline':
      return judgeSpeed(contenders, 'throughput');
    case 'small-device':
      return judgeMemory(contenders);
    default:
      return situation satisfies never;
  }
}

/** What each criterion reads; `null` where a cell does not have it. */
const valueBy: Record<Criterion, (contender: Contender) => number | null> = {
  'p95-latency': ({ cell }) => cell.latencyMs.p95 ?? null,
  'median-latency': ({ cell }) => cell.latencyMs.median,
  throughput: ({ cell }) => cell.pairsPerSecond,
  memory: ({ lane, cell }) =>
    deviceKinds[lane.device].memory === 'gpu-buffers' ? (cell.gpuBytes?.peak ?? null) : cell.wasmBytes,
};

/**
 * The lane of the best value, at the batch size that rule 9 recommends for it, so that the card and the pair
 * count's own recommendation agree. Rule 9 judges by the mean, which hides a long tail: where the criterion
 * is P95 and that batch size's is worse than the best by more than rule 9's 5 %, the smallest batch size that
 * rule 9 does not rule out and that keeps within them takes its place.
 *
 * It is sure where rule 9 is sure of that very batch size (or the lane has no other), and its throughput is
 * beyond doubt at least 95 % of every other lane's every contender. The intervals are those of mean latency:
 * a P95 of 20 or 30 samples has none to speak of.
 */
function judgeSpeed(
  contenders: readonly Contender[],
  criterion: Exclude<Criterion, 'memory'>,
): SituationVerdict | null {
  const value = (one: Contender) => valueBy[criterion](one) ?? Number.NaN;
  const isMost = criterion === 'throughput';
  const ranked = [...contenders].sort(
    (a, b) => (isMost ? value(b) - value(a) : value(a) - value(b)) || a.cell.batchSize - b.cell.batchSize,
  );
  const [best] = ranked;
  const choice = best === undefined ? null : chooseBatch(best.lane, best.cell.pairCount);
  if (best === undefined || choice === null) return null;
  const isWithin = (one: Contender) =>
    criterion !== 'p95-latency' || equivalentShare * value(one) <= value(best);
  const wanted = choice.possible.find(isWithin) ?? best;
  // Every look-up makes contenders anew; a cell is the same object in all of them.
  const chosen = ranked.find(({ cell }) => cell === wanted.cell) ?? best;
  const others = ranked.filter((one) => one !== chosen);
  const isSure =
    others.length > 0 &&
    (choice.certainty === 'sure' || choice.all.length === 1) &&
    chosen.cell === choice.chosen.cell &&
    others.every(
      (one) =>
        one.lane.id === chosen.lane.id ||
        isAtLeast(throughputRatio(chosen, one, others.length), equivalentShare),
    );
  return { chosen, runnerUp: others[0], certainty: certaintyOf(isSure), criterion };
}

/**
 * The least memory whose throughput is within 10 % of the best at this pair count; of equals the faster. A
 * cell whose memory is not known cannot win, but its throughput counts as a best to keep up with.
 */
function judgeMemory(contenders: readonly Contender[]): SituationVerdict | null {
  const [best] = [...contenders].sort(faster);
  if (best === undefined) return null;
  const preferred = contenders
    .filter((one) => valueBy.memory(one) !== null)
    .sort((a, b) => (valueBy.memory(a) ?? 0) - (valueBy.memory(b) ?? 0) || faster(a, b));
  const contest = {
    preferred,
    all: contenders,
    best,
    ratioOf: throughputRatio,
    enough: smallDeviceShare,
  };
  const choice = firstAsGood(contest);
  if (choice === null) return null;
  const { chosen, possible, certainty } = choice;
  return { chosen, runnerUp: possible[1], certainty, criterion: 'memory' };
}

const faster = (a: Contender, b: Contender): number => b.cell.pairsPerSecond - a.cell.pairsPerSecond;

const asRecord = ({ lane, cell }: Contender, value: number): ContenderRecord => ({
  laneId: lane.id,
  device: lane.device,
  batchSize: cell.batchSize,
  value,
});
