import { type DocumentEntry, ownQuery } from './pairs.ts';

/**
 * Most characters (UTF-16 units) in all documents and their own queries together. Tokenised, 8 million
 * characters are about 2 million tokens and take a few hundred megabytes while they are processed, which a
 * phone's tab can still hold. A larger paste is better refused than left to crash the tab.
 */
export const maxTotalCharacters = 8_000_000;

/**
 * Most bytes of a file. UTF-8 needs at most four bytes a character, so a larger one is over the limit, and
 * reading it could crash the tab.
 */
export const maxFileBytes = 4 * maxTotalCharacters;

/**
 * Most documents. Each becomes an object in the store, a row in the list and a pair in the worker. Rerankers
 * order the best few hundred hits of a search, so twenty thousand leaves room for stress tests.
 */
export const maxDocuments = 20_000;

/**
 * Most characters (UTF-16 units) in a query. The longest context in the catalogue is 8192 tokens, and 20,000
 * characters of English are about 5,000; a longer query leaves no room for any document, since the query is
 * never cut.
 */
export const maxQueryCharacters = 20_000;

export type InputProblem =
  /**
   * The common query is blank, and the document at index `document` is the first that needs it; absent
   * without documents.
   */
  | { readonly code: 'no-query'; readonly document?: number }
  /** There are no documents, or all are blank. */
  | { readonly code: 'no-documents' }
  | { readonly code: 'too-many-characters'; readonly actual: number; readonly limit: number }
  | { readonly code: 'too-many-documents'; readonly actual: number; readonly limit: number }
  /** The common query is too long, or the own query of the document at index `document`. */
  | {
      readonly code: 'query-too-long';
      readonly actual: number;
      readonly limit: number;
      readonly document?: number;
    };

/**
 * Everything that keeps an input from being ranked, each kind once, in the order in which a user would fix
 * it; empty when nothing does.
 */
export function checkInput(query: string, documents: readonly DocumentEntry[]): InputProblem[] {
  return [
    ...findMissingQuery(query, documents),
    ...(countEmptyDocuments(documents) === documents.length ? [{ code: 'no-documents' } as const] : []),
    ...findLongQuery(query, documents),
    ...findExcess('too-many-documents', documents.length, maxDocuments),
    ...findExcess('too-many-characters', countCharacters(documents), maxTotalCharacters),
  ];
}

/**
 * Number of documents that contain only white space. They are scored like any other, but at least one
 * document must contain more.
 */
export function countEmptyDocuments(documents: readonly DocumentEntry[]): number {
  return documents.filter(({ text }) => text.trim() === '').length;
}

function findMissingQuery(query: string, documents: readonly DocumentEntry[]): InputProblem[] {
  if (query.trim()) return [];
  if (documents.length === 0) return [{ code: 'no-query' }];
  const document = documents.findIndex((each) => ownQuery(each) === undefined);
  return document < 0 ? [] : [{ code: 'no-query', document }];
}

function findLongQuery(query: string, documents: readonly DocumentEntry[]): InputProblem[] {
  const problem = { code: 'query-too-long', limit: maxQueryCharacters } as const;
  if (query.length > maxQueryCharacters) return [{ ...problem, actual: query.length }];
  for (const [document, each] of documents.entries()) {
    const actual = ownQuery(each)?.length ?? 0;
    if (actual > maxQueryCharacters) return [{ ...problem, actual, document }];
  }
  return [];
}

function findExcess(
  code: 'too-many-documents' | 'too-many-characters',
  actual: number,
  limit: number,
): InputProblem[] {
  return actual > limit ? [{ code, actual, limit }] : [];
}

/** Characters (UTF-16 units) of all documents and their own queries together. */
export function countCharacters(documents: readonly DocumentEntry[]): number {
  return documents.reduce((sum, { text, query }) => sum + text.length + (query?.length ?? 0), 0);
}
