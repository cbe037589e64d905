/** What the model scores: one query with one document. */
export interface Pair {
  readonly query: string;
  readonly document: string;
  /** The document's id in its file. Ids need not be unique. */
  readonly id?: string;
  /** How relevant the document is to the query, as judged by people: 0 is not relevant, more is better. */
  readonly relevance?: number;
}
