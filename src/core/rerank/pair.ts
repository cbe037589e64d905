/** What the model scores: one query with one document. */
export interface Pair {
  readonly query: string;
  readonly document: string;
}
