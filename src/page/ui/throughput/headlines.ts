import { equivalentShare } from '../../../core/bench/equivalence.ts';
import type { RecommendationRecord } from '../../../core/document/recommendation-record.ts';

type PairCountRecommendation = Extract<RecommendationRecord, { kind: 'pair-count' }>;

/** What one sentence says of a lane: pair counts with the same answer stand together. */
export type Headline = {
  readonly laneId: string;
  /** Ascending. */
  readonly pairCounts: readonly number[];
  /** The batch size to set, or while not sure the smallest that may turn out to be it. */
  readonly batchSize: number;
} & (
  | { readonly kind: 'fastest' }
  /** `fastest`: the batch sizes of highest throughput, ascending, none of which is faster beyond doubt. */
  | { readonly kind: 'smallest'; readonly fastest: readonly number[] }
  /** `upTo`: the batch size that would do if the smaller ones turn out not to; equal to `batchSize` where rounds are too few. */
  | { readonly kind: 'unsure'; readonly upTo: number }
);

/** The sentences of a run, in the order of its recommendations: lanes as measured, pair counts ascending. */
export function headlines(recommendations: readonly RecommendationRecord[]): Headline[] {
  const groups = new Map<string, Headline>();
  for (const one of recommendations) {
    if (one.kind !== 'pair-count') continue;
    const headline = headlineOf(one);
    const { kind, laneId, batchSize } = headline;
    const key = [laneId, kind, batchSize, kind === 'unsure' ? headline.upTo : ''].join('/');
    const held = groups.get(key);
    groups.set(key, held === undefined ? headline : joined(held, headline));
  }
  return [...groups.values()];
}

function headlineOf(one: PairCountRecommendation): Headline {
  const { laneId, pairCount, batchSize, fastest, certainty, candidates } = one;
  const common = { laneId, pairCounts: [pairCount], batchSize };
  if (certainty === 'not-yet-sure') {
    const larger = candidates.filter((size) => size.batchSize > batchSize);
    const sure = larger.find(({ ratioLow }) => ratioLow !== null && ratioLow >= equivalentShare);
    const rival = larger.find(
      ({ batchSize: size, ratioHigh }) => size === fastest || (ratioHigh !== null && ratioHigh >= 1),
    );
    return { ...common, kind: 'unsure', upTo: (sure ?? rival)?.batchSize ?? batchSize };
  }
  return batchSize === fastest
    ? { ...common, kind: 'fastest' }
    : { ...common, kind: 'smallest', fastest: [fastest] };
}

function joined(held: Headline, more: Headline): Headline {
  const pairCounts = ascending([...held.pairCounts, ...more.pairCounts]);
  return held.kind === 'smallest' && more.kind === 'smallest'
    ? { ...held, pairCounts, fastest: ascending([...held.fastest, ...more.fastest]) }
    : { ...held, pairCounts };
}

const ascending = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b);

/** Batch sizes to set beyond doubt, by lane id and pair count; a lane that nothing is said of yet is not there. */
export type SureChoices = ReadonlyMap<string, ReadonlyMap<number, number>>;

export function sureChoices(recommendations: readonly RecommendationRecord[]): SureChoices {
  const choices = new Map<string, Map<number, number>>();
  for (const one of recommendations) {
    if (one.kind !== 'pair-count') continue;
    const lane = choices.get(one.laneId) ?? new Map<number, number>();
    choices.set(one.laneId, lane);
    if (one.certainty === 'sure') lane.set(one.pairCount, one.batchSize);
  }
  return choices;
}
