import { type Device, type Dtype, deviceKinds, dtypes } from '../rerank/devices.ts';
import { queryIndices } from '../rerank/pair.ts';
import { bootstrapInterval } from '../stats/bootstrap.ts';
import { kendallTau } from '../stats/kendall.ts';
import { sum } from '../stats/moments.ts';
import { ndcg, orderChange, reciprocalRank } from '../stats/ranking-quality.ts';

/** How many of the first places count. */
const topPlaces = 10;

/** What is known of the pairs that orders are compared on, in the input's order. */
export interface ComparedInput {
  /** Pairs of the whole input. */
  readonly pairCount: number;
  /** The index of each pair's query, for the first pairs of the input; absent where all have one query. */
  readonly queries?: readonly number[];
  /** How relevant each document is, `null` where that is not known; absent where it is for none. */
  readonly relevance?: readonly (number | null)[];
}

/** How an order agrees with another one: for each query with at least two documents, then averaged. */
export interface OrderAgreement {
  /** Kendall's τ-b. */
  readonly kendallTau: number;
  /** Share of the other order's first places that are kept, 0 to 1. */
  readonly topShare: number;
  /** How many first places those are, for the query with most documents. */
  readonly topOf: number;
  /** Most places that a document moved, over all queries. */
  readonly largestMove: number;
  readonly queries: number;
  readonly pairs: number;
}

/** How good an order is against known relevance, averaged over the queries that have a relevant document. */
export interface RelevanceQuality {
  readonly ndcg: number;
  readonly mrr: number;
  readonly queries: number;
}

/** A lane with its scores of the input's first pairs. */
export interface ScoredLane {
  readonly laneId: string;
  readonly device: Device;
  readonly dtype: Dtype;
  /** Whether its scores passed their check. */
  readonly isSound: boolean;
  /** `null` stands for a score that is no number. */
  readonly scores: readonly (number | null)[];
}

export interface LaneQuality {
  /** Absent for the reference lane, and where there is nothing to compare. */
  readonly agreement?: OrderAgreement & { readonly laneId: string };
  readonly relevance?: RelevanceQuality & {
    /** NDCG of the lane less the reference's, over the queries of both. */
    readonly difference?: NdcgDifference & { readonly laneId: string };
  };
}

export interface NdcgDifference {
  readonly ndcg: number;
  /** 95 % interval by paired bootstrap; `null` with fewer than two queries. */
  readonly ci95: readonly [number, number] | null;
}

/**
 * Compares every lane's order with the reference lane's: the one of the largest dtype, a lane whose scores
 * passed their check before others, and the CPU before the GPU. Lanes with scores that are no numbers have no
 * order.
 *
 * @returns what there is to say of each lane, by its id
 */
export function judgeOrders(lanes: readonly ScoredLane[], input: ComparedInput): Map<string, LaneQuality> {
  const ordered = lanes.flatMap((lane) => {
    const scores = lane.scores.filter((score) => score !== null);
    return scores.length === lane.scores.length && scores.length > 0 ? [{ ...lane, scores }] : [];
  });
  const rank = ({ isSound, dtype, device }: ScoredLane) =>
    (isSound ? 0 : 100) + 2 * dtypes.indexOf(dtype) + (deviceKinds[device].hasAdapter ? 1 : 0);
  const [reference] = [...ordered].sort((a, b) => rank(a) - rank(b));
  return new Map(
    ordered.map((lane) => {
      const isReference = lane.laneId === reference?.laneId;
      const agreement =
        reference === undefined || isReference
          ? null
          : orderAgreement(lane.scores, reference.scores, input.queries);
      const relevance = relevanceQuality(lane.scores, input);
      const difference =
        reference === undefined || isReference ? null : ndcgDifference(lane.scores, reference.scores, input);
      const laneId = reference?.laneId ?? '';
      return [
        lane.laneId,
        {
          ...(agreement && { agreement: { laneId, ...agreement } }),
          ...(relevance && {
            relevance: { ...relevance, ...(difference && { difference: { laneId, ...difference } }) },
          }),
        },
      ];
    }),
  );
}

/**
 * How one order of the input's first pairs agrees with another. Where one has fewer pairs, those count.
 *
 * @returns `null` where no query has two documents
 */
export function orderAgreement(
  own: readonly number[],
  reference: readonly number[],
  queries?: readonly number[],
): OrderAgreement | null {
  const pairs = Math.min(own.length, reference.length);
  const each = placesByQuery(pairs, queries)
    .filter((places) => places.length > 1)
    .map((places) => {
      const [mine, other] = [pick(own, places), pick(reference, places)];
      return { kendallTau: kendallTau(mine, other), ...orderChange(mine, other, topOf(places.length)) };
    });
  if (each.length === 0) return null;
  return {
    kendallTau: average(each.map(({ kendallTau }) => kendallTau)),
    topShare: average(each.map(({ topKept, topOf: of }) => topKept / of)),
    topOf: Math.max(...each.map(({ topOf: of }) => of)),
    largestMove: Math.max(...each.map(({ largestMove }) => largestMove)),
    queries: each.length,
    pairs,
  };
}

/** Of few documents the first half counts, since all of them are always kept. */
const topOf = (documents: number): number => (documents > topPlaces ? topPlaces : Math.ceil(documents / 2));

/** @returns `null` where no whole query has a relevant document */
export function relevanceQuality(scores: readonly number[], input: ComparedInput): RelevanceQuality | null {
  const judged = judgedQueries(scores, input);
  if (judged.length === 0) return null;
  return {
    ndcg: average(judged.map(({ ndcg }) => ndcg)),
    mrr: average(judged.map(({ mrr }) => mrr)),
    queries: judged.length,
  };
}

/** A document of a ranking. */
export interface RankedDocument {
  readonly score: number;
  readonly relevance?: number;
  /** Where it is not the ranking's own. */
  readonly query?: string;
}

/**
 * How good a ranking is by the relevance that its documents carry.
 *
 * @returns `null` where no document is relevant
 */
export function rankingQuality(documents: readonly RankedDocument[]): RelevanceQuality | null {
  if (documents.every(({ relevance }) => relevance === undefined)) return null;
  return relevanceQuality(
    documents.map(({ score }) => score),
    {
      pairCount: documents.length,
      queries: queryIndices(documents),
      relevance: documents.map(({ relevance }) => relevance ?? null),
    },
  );
}

/** @returns `null` where no whole query of both orders has a relevant document */
export function ndcgDifference(
  own: readonly number[],
  reference: readonly number[],
  input: ComparedInput,
): NdcgDifference | null {
  const before = new Map(judgedQueries(reference, input).map(({ query, ndcg }) => [query, ndcg]));
  const differences = judgedQueries(own, input).flatMap(({ query, ndcg }) => {
    const other = before.get(query);
    return other === undefined ? [] : [ndcg - other];
  });
  if (differences.length === 0) return null;
  return { ndcg: average(differences), ci95: bootstrapInterval(differences) };
}

interface JudgedQuery {
  readonly query: number;
  readonly ndcg: number;
  readonly mrr: number;
}

/**
 * The queries all of whose documents were scored and one of which is relevant. A document without a judgement
 * counts as not relevant.
 */
function judgedQueries(
  scores: readonly number[],
  { pairCount, queries, relevance = [] }: ComparedInput,
): JudgedQuery[] {
  const known = queries?.length ?? pairCount;
  return placesByQuery(known, queries).flatMap((places, query) => {
    const isWhole = places.every((place) => place < scores.length && place < relevance.length);
    // The pairs that are left out may belong to the last query.
    if (!isWhole || (known < pairCount && places.includes(known - 1))) return [];
    const mine = pick(scores, places);
    const judgements = places.map((place) => relevance[place] ?? 0);
    const gain = ndcg(mine, judgements, topPlaces);
    const first = reciprocalRank(mine, judgements, topPlaces);
    return gain === null || first === null ? [] : [{ query, ndcg: gain, mrr: first }];
  });
}

/** The places of each query's pairs among the first so many. */
function placesByQuery(pairs: number, queries: readonly number[] | undefined): number[][] {
  const groups = new Map<number, number[]>();
  for (let place = 0; place < pairs; place++) {
    const query = queries?.[place] ?? 0;
    const group = groups.get(query);
    if (group === undefined) groups.set(query, [place]);
    else group.push(place);
  }
  return [...groups.values()];
}

const pick = (values: readonly number[], places: readonly number[]): number[] =>
  places.map((place) => values[place] as number);

const average = (values: readonly number[]): number => sum(values) / values.length;
