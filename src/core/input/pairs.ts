import type { Pair } from '../rerank/pair.ts';

/**
 * One document as a file or the page gives it. If it has a query of its own, it is scored with that instead
 * of the common one.
 */
export interface DocumentEntry {
  readonly text: string;
  readonly query?: string;
  /** The id that its file gives it. The editor's rows have another `id`, of their own. */
  readonly ownId?: string;
  /** The id of its own query, by which a qrels file names it. */
  readonly queryId?: string;
  /** How relevant it is to its query, as its file says: 0 is not relevant, more is better. */
  readonly relevance?: number;
}

/**
 * One pair for each document, in their order. A document's own query is used unless it is blank, else the
 * common query. Texts are passed on unchanged, since white space may matter to the model under test.
 */
export function toPairs(query: string, documents: readonly DocumentEntry[]): Pair[] {
  return documents.map((document) => ({
    query: ownQuery(document) ?? query,
    document: document.text,
    ...(document.ownId !== undefined && { id: document.ownId }),
    ...(document.relevance !== undefined && { relevance: document.relevance }),
  }));
}

/** A document's own query, or `undefined` where it has none or a blank one. */
export function ownQuery(document: DocumentEntry): string | undefined {
  return document.query?.trim() ? document.query : undefined;
}

/** The query that all documents bring of their own, if it is the same one. */
export function sharedQuery(documents: readonly DocumentEntry[]): string | undefined {
  const [first, ...others] = new Set(documents.map(ownQuery));
  return others.length === 0 ? first : undefined;
}
