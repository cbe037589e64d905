import * as z from '../schema/zod.ts';

const count = z.number().int().nonnegative();
const share = z.number().min(0).max(1);

/** How an order agrees with another, averaged over queries; see docs/method.md, "Quality beside speed". */
const agreement = z.object({
  /** Kendall's τ-b. */
  kendallTau: z.number(),
  /** Share of the other order's first `topOf` places that are kept. */
  topShare: share,
  topOf: count,
  /** Most places that a document moved, over all queries. */
  largestMove: count,
  /** Queries with at least two documents, and the pairs that were compared. */
  queries: count,
  pairs: count,
});

const relevance = z.object({
  /** NDCG@10 and MRR@10, means over the queries with a relevant document. */
  ndcg: share,
  mrr: share,
  queries: count,
  /** NDCG@10 less the reference lane's, with its 95 % interval by paired bootstrap over queries. */
  difference: z
    .object({
      laneId: z.string(),
      ndcg: z.number(),
      ci95: z.tuple([z.number(), z.number()]).readonly().nullable(),
    })
    .exactOptional(),
});

/** How a lane orders the input's own documents, scored outside every timed window. */
export const qualitySchema = z.object({
  /** Most pairs of a pass, the same for all lanes of the run. */
  batchSize: count.min(1),
  /** Scores of the input's first pairs, in its order; `null` stands for one that is no number. */
  scores: z.array(z.number().nullable()).readonly(),
  /** Against the reference lane (docs/method.md); absent for that lane. */
  agreement: agreement.extend({ laneId: z.string() }).exactOptional(),
  /**
   * The order in batches as given, against that of pairs scored one by one: what the batch itself does where
   * activations are quantised over the whole of it. Absent for other dtypes, where batches are of one pair,
   * and where no query has two documents.
   */
  batchEffect: agreement.exactOptional(),
  /** Against the relevance that the documents carry. */
  relevance: relevance.exactOptional(),
});

export type QualityRecord = z.infer<typeof qualitySchema>;
