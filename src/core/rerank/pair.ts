/** What the model scores: one query with one document. */
export interface Pair {
  readonly query: string;
  readonly document: string;
  /** The document's id in its file. Ids need not be unique. */
  readonly id?: string;
  /** How relevant the document is to the query, as judged by people: 0 is not relevant, more is better. */
  readonly relevance?: number;
}

/** The index of each pair's query among those that differ, in the order in which they first occur. */
export function queryIndices(pairs: readonly { readonly query?: string | undefined }[]): number[] {
  const indices = new Map<string | undefined, number>();
  return pairs.map(({ query }) => {
    const index = indices.get(query) ?? indices.size;
    indices.set(query, index);
    return index;
  });
}
