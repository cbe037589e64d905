import type { DocumentEntry } from './pairs.ts';

/** A document as a file has it, before its title and text become one. */
export interface FoundDocument extends DocumentEntry {
  readonly title?: string;
  /** The field that its relevance is from. */
  readonly relevanceField?: string;
  /** What the file calls `score`: relevance in some files, and what a search engine computed in others. */
  readonly score?: number;
}

/** Names under which exporters write a field, the preferred ones first; in lower case. */
export const fieldNames = {
  text: [
    'text',
    'page_content',
    'pagecontent',
    'contents',
    'content',
    'passage',
    'passage_text',
    'body',
    'document',
    'document_text',
  ],
  title: ['title'],
  query: ['query'],
  id: ['_id', 'id', 'docid', 'doc_id', 'pid', 'docno', 'id_', 'document_id', 'passage_id', 'corpus-id'],
  queryId: ['query_id', 'query-id', 'qid'],
  relevance: ['relevant', 'relevance', 'label', 'is_relevant', 'is_selected', 'relevance_label'],
  score: ['score'],
} as const;

/** A document's fields by their names in lower case, as a CSV row or a JSON object has them. */
export type Fields = ReadonlyMap<string, unknown>;

/**
 * The document that a row or an object describes.
 *
 * @param text its text, which has been found already
 */
export function documentOf(text: string, fields: Fields): FoundDocument {
  const title = firstText(fields, fieldNames.title);
  const query = firstText(fields, fieldNames.query);
  const ownId = firstId(fields, fieldNames.id);
  const queryId = firstId(fields, fieldNames.queryId);
  const relevanceField = fieldNames.relevance.find((name) => relevanceOf(fields.get(name)) !== undefined);
  const relevance = relevanceField === undefined ? undefined : relevanceOf(fields.get(relevanceField));
  const score = numberOf(fields.get('score'));
  return {
    text,
    ...(title !== undefined && { title }),
    ...(query !== undefined && { query }),
    ...(ownId !== undefined && { ownId }),
    ...(queryId !== undefined && { queryId }),
    ...(relevance !== undefined && relevanceField !== undefined && { relevance, relevanceField }),
    ...(score !== undefined && { score }),
  };
}

/** The first of these fields that holds more than white space, else the first that is a text at all. */
export function textUnder(fields: Fields, names: readonly string[]): string | undefined {
  return firstText(fields, names) ?? names.map((name) => fields.get(name)).find(isText);
}

function firstText(fields: Fields, names: readonly string[]): string | undefined {
  return names.map((name) => fields.get(name)).find((value) => isText(value) && value.trim() !== '') as
    | string
    | undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Ids are texts or whole numbers. A number too large to be exact would be another id. */
function firstId(fields: Fields, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = fields.get(name);
    if (isText(value) && value.trim() !== '') return value.trim();
    if (Number.isSafeInteger(value)) return String(value);
  }
  return undefined;
}

/**
 * A judgement as a number from 0; `undefined` if the value is none. Judges also write negative numbers, for
 * what is worse than not relevant; they count as 0.
 */
export function relevanceOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return number === undefined ? undefined : Math.max(0, number);
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (isText(value)) {
    const word = value.trim().toLowerCase();
    if (word === 'true' || word === 'false') return word === 'true' ? 1 : 0;
    return word === '' ? undefined : numberOf(Number(word));
  }
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
