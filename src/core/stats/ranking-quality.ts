/**
 * How good an order is against known relevance, and how far two orders agree at their top. Documents with
 * equal scores have no order of their own: quality is then the mean over all orders that the scores allow
 * (McSherry & Najork, Computing Information Retrieval Performance Measures Efficiently in the Presence of
 * Tied Scores, ECIR 2008). docs/method.md has the formulas.
 */

/** Places of one score, and what is relevant among its documents. */
interface TiedGroup {
  /** Places before the group. */
  readonly before: number;
  readonly size: number;
  /** Documents whose relevance is above 0. */
  readonly relevant: number;
  /** Sum of their relevance. */
  readonly gain: number;
}

/**
 * NDCG@k with linear gain: DCG = Σ relevance / log₂(place + 1) over the first k places, divided by the DCG of
 * the best order of these documents. Relevance below 0 counts as 0. As in trec_eval's `ndcg_cut`, but for
 * ties. Source: Järvelin & Kekäläinen, Cumulated Gain-Based Evaluation of IR Techniques, ACM TOIS 20 (2002).
 *
 * @param scores of each document, higher is better
 * @param relevance of each document, in the same order
 * @returns 0 to 1; `null` where no document is relevant
 * @throws RangeError where the lengths differ
 */
export function ndcg(scores: readonly number[], relevance: readonly number[], k = 10): number | null {
  const best = dcg(tiedGroups(relevance, relevance), k);
  return best === 0 ? null : dcg(tiedGroups(scores, relevance), k) / best;
}

/**
 * Reciprocal rank of the first relevant document: 1 ÷ its place, and 0 where none is among the first k.
 * Source: Voorhees, The TREC-8 Question Answering Track Report, 1999.
 *
 * @returns 0 to 1; `null` where no document is relevant
 * @throws RangeError where the lengths differ
 */
export function reciprocalRank(
  scores: readonly number[],
  relevance: readonly number[],
  k = 10,
): number | null {
  const first = tiedGroups(scores, relevance).find(({ relevant }) => relevant > 0);
  if (first === undefined) return null;
  const { before, size, relevant } = first;
  let mean = 0;
  // The chance that the first relevant one stands here: none of those before it in the group is.
  let noneSoFar = 1;
  for (let i = 0; i <= size - relevant && before + i < k; i++) {
    const here = relevant / (size - i);
    mean += (noneSoFar * here) / (before + i + 1);
    noneSoFar *= 1 - here;
  }
  return mean;
}

function dcg(groups: readonly TiedGroup[], k: number): number {
  let sum = 0;
  for (const { before, size, gain } of groups) {
    let discounts = 0;
    for (let place = before + 1; place <= Math.min(k, before + size); place++) {
      discounts += 1 / Math.log2(place + 1);
    }
    sum += (gain / size) * discounts;
  }
  return sum;
}

function tiedGroups(scores: readonly number[], relevance: readonly number[]): TiedGroup[] {
  if (scores.length !== relevance.length) {
    throw new RangeError(`${scores.length} scores and ${relevance.length} relevances cannot be paired.`);
  }
  const groups: (TiedGroup & { readonly score: number })[] = [];
  for (const at of bestFirst(scores)) {
    const score = numberAt(scores, at);
    const gain = Math.max(0, numberAt(relevance, at));
    const relevant = gain > 0 ? 1 : 0;
    const last = groups.at(-1);
    if (last?.score === score) {
      groups[groups.length - 1] = {
        score,
        before: last.before,
        size: last.size + 1,
        relevant: last.relevant + relevant,
        gain: last.gain + gain,
      };
    } else {
      groups.push({ score, before: (last?.before ?? 0) + (last?.size ?? 0), size: 1, relevant, gain });
    }
  }
  return groups;
}

/** The indices of the scores, best first. Equal scores keep their order, since sorting is stable. */
const bestFirst = (scores: readonly number[]): number[] =>
  scores.map((_, at) => at).sort((a, b) => numberAt(scores, b) - numberAt(scores, a));

/** Where each document stands by score, from 1. Equal scores keep the order in which they were given. */
function placesOf(scores: readonly number[]): number[] {
  const places = new Array<number>(scores.length);
  for (const [index, at] of bestFirst(scores).entries()) places[at] = index + 1;
  return places;
}

/** How two orders of the same documents differ. */
export interface OrderChange {
  /** Documents of the reference's first k that are among the other's first k. */
  readonly topKept: number;
  /** k, or the number of documents where that is smaller. */
  readonly topOf: number;
  /** Most places that a document moved. */
  readonly largestMove: number;
}

/**
 * How an order by score differs from the reference's. Equal scores keep the order in which they were given,
 * as rankings show them.
 *
 * @throws RangeError where the lengths differ
 */
export function orderChange(own: readonly number[], reference: readonly number[], k = 10): OrderChange {
  if (own.length !== reference.length) {
    throw new RangeError(`Orders of ${own.length} and ${reference.length} cannot be compared.`);
  }
  const places = placesOf(own);
  const before = placesOf(reference);
  return {
    topKept: places.filter((place, at) => place <= k && numberAt(before, at) <= k).length,
    topOf: Math.min(k, own.length),
    largestMove: places.reduce(
      (most, place, at) => Math.max(most, Math.abs(place - numberAt(before, at))),
      0,
    ),
  };
}

const numberAt = (values: readonly number[], at: number): number => values[at] as number;
