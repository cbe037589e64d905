import { equivalentShare } from '../../../core/bench/equivalence.ts';
import { type Contender, contendersAt, throughputRatio } from '../../../core/bench/measured-lane.ts';
import type { RecommendationOf } from '../../../core/document/recommendation-record.ts';
import type { RunDraft } from '../../../core/document/run-draft.ts';
import type { RatioEstimate } from '../../../core/stats/ratio.ts';
import { toJudged } from '../../jobs/judge-run.ts';
import { figuresRatio } from '../../jobs/link-recommendation.ts';

/** The one thing to set: the recommended cell of the fastest lane, at the largest pair count measured. */
export interface Answer {
  readonly laneId: string;
  readonly pairCount: number;
  readonly batchSize: number;
  readonly pairsPerSecond: number;
  readonly certainty: AnswerCertainty;
  /** Its throughput ÷ that of batch size 1; `null` where it is 1 itself or 1 was not measured. */
  readonly timesBatchOne: number | null;
  /** Other lanes' recommended cells at this pair count, the fastest first. */
  readonly others: readonly OtherLane[];
}

export type AnswerCertainty =
  | { readonly kind: 'sure' }
  /** A single batch size was measured, so nothing was compared. */
  | { readonly kind: 'only' }
  /** Too few rounds for an interval. */
  | { readonly kind: 'too-few' }
  /** `upTo`: the largest batch size that it may be; `between`: whether some lie between them. */
  | { readonly kind: 'unsure'; readonly upTo: number; readonly between: boolean };

export interface OtherLane {
  readonly laneId: string;
  readonly batchSize: number;
  readonly pairsPerSecond: number;
  /** Throughput of the answer ÷ throughput of this. */
  readonly ratio: number;
  /** Whether the interval of that ratio lies above 1. */
  readonly isBeaten: boolean;
}

type PairCountRecommendation = RecommendationOf<'pair-count'>;

/**
 * The run's answer; `null` where it recommends nothing: no trustworthy cell was measured.
 *
 * @param ratioOf the ratios to tell lanes apart by, where they are not those measured
 */
export function answerOf(
  { recommendations, lanes, settings }: Pick<RunDraft, 'recommendations' | 'lanes' | 'settings'>,
  ratioOf: typeof throughputRatio = throughputRatio,
): Answer | null {
  const choices = recommendations.filter((one): one is PairCountRecommendation => one.kind === 'pair-count');
  const pairCount = Math.max(...choices.map((one) => one.pairCount));
  const contenders = contendersAt(
    lanes.map((lane) => toJudged(lane, settings.repetitions)),
    pairCount,
  );
  const cellOf = (laneId: string, batchSize: number) =>
    contenders.find(({ lane, cell }) => lane.id === laneId && cell.batchSize === batchSize);
  const [first, ...rest] = choices
    .flatMap((choice) => {
      const chosen = choice.pairCount === pairCount ? cellOf(choice.laneId, choice.batchSize) : undefined;
      return chosen === undefined ? [] : [{ choice, chosen }];
    })
    .sort((a, b) => b.chosen.cell.pairsPerSecond - a.chosen.cell.pairsPerSecond);
  if (first === undefined) return null;
  const { choice, chosen } = first;
  const one = choice.batchSize === 1 ? undefined : cellOf(choice.laneId, 1);
  return {
    laneId: choice.laneId,
    pairCount,
    batchSize: choice.batchSize,
    pairsPerSecond: chosen.cell.pairsPerSecond,
    certainty: certaintyOf(choice),
    timesBatchOne: one === undefined ? null : chosen.cell.pairsPerSecond / one.cell.pairsPerSecond,
    others: rest.map((other) => against(other.chosen, ratioOf(chosen, other.chosen, rest.length))),
  };
}

/** The same for a run on show, whose link carries no samples. */
export const shownAnswer = (draft: RunDraft, isLink: boolean): Answer | null =>
  isLink ? answerOf(draft, figuresRatio(draft)) : answerOf(draft);

function against({ lane, cell }: Contender, { ratio, ci95 }: RatioEstimate): OtherLane {
  const { batchSize, pairsPerSecond } = cell;
  return { laneId: lane.id, batchSize, pairsPerSecond, ratio, isBeaten: ci95 !== null && ci95[0] > 1 };
}

/** What the samples say of one pair count's batch size, and up to which one it may be another. */
export function certaintyOf(one: PairCountRecommendation): AnswerCertainty {
  const { batchSize, fastest, certainty, candidates } = one;
  if (one.onlyMeasured) return { kind: 'only' };
  if (certainty === 'sure') return { kind: 'sure' };
  const larger = candidates.filter((size) => size.batchSize > batchSize);
  const sure = larger.find(({ ratioLow }) => ratioLow !== null && ratioLow >= equivalentShare);
  const rival = larger.find(
    ({ batchSize: size, ratioHigh }) => size === fastest || (ratioHigh !== null && ratioHigh >= 1),
  );
  const upTo = (sure ?? rival)?.batchSize;
  if (upTo === undefined) return { kind: 'too-few' };
  return { kind: 'unsure', upTo, between: larger.some((size) => size.batchSize < upTo) };
}

/** What the answer's lane recommends at smaller pair counts, where that is another batch size; ascending. */
export const otherPairCounts = (
  recommendations: RunDraft['recommendations'],
  { laneId, pairCount, batchSize }: Answer,
): PairCountRecommendation[] =>
  recommendations
    .filter((one): one is PairCountRecommendation => one.kind === 'pair-count')
    .filter((one) => one.laneId === laneId && one.pairCount !== pairCount && one.batchSize !== batchSize)
    .sort((a, b) => a.pairCount - b.pairCount);
