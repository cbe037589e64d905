import type { Pair } from '../rerank/pair.ts';

/**
 * One document as a file or the page gives it. If it has a query of its own, it is scored with that instead
 * of the common one.
 */
export interface DocumentEntry {
  readonly text: string;
  readonly query?: string;
}

/**
 * One pair for each document, in their order. A document's own query is used unless it is blank, else the
 * common query. Texts are passed on unchanged, since white space may matter to the model under test.
 */
export function toPairs(query: string, documents: readonly DocumentEntry[]): Pair[] {
  return documents.map((document) => ({ query: ownQuery(document) ?? query, document: document.text }));
}

/** A document's own query, or `undefined` where it has none or a blank one. */
export function ownQuery(document: DocumentEntry): string | undefined {
  return document.query?.trim() ? document.query : undefined;
}
