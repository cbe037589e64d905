import type { Pair } from '../rerank/pair.ts';

/**
 * One document as a file or the page gives it; with a query of its own it is scored with that instead of the
 * common one.
 */
export interface DocumentEntry {
  readonly text: string;
  readonly query?: string;
}

/**
 * One pair for each document, in their order. A document keeps its own query; a blank one counts as none and
 * gives way to the common query. Texts are passed on unchanged, since white space may matter to the model
 * under test.
 */
export function toPairs(query: string, documents: readonly DocumentEntry[]): Pair[] {
  return documents.map((document) => ({ query: ownQuery(document) ?? query, document: document.text }));
}

/** The query a document brings along, or `undefined` where the common one stands in. */
export function ownQuery(document: DocumentEntry): string | undefined {
  return document.query?.trim() ? document.query : undefined;
}
