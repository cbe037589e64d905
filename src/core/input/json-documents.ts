import { documentOf, type Fields, type FoundDocument, fieldNames, textUnder } from './document-fields.ts';
import type { JsonStep } from './json-place.ts';

export type JsonDocuments =
  | { readonly state: 'ok'; readonly documents: readonly FoundDocument[] }
  /** The value at `path` is no document and holds none. */
  | { readonly state: 'no-document'; readonly path: readonly JsonStep[]; readonly value: unknown };

type JsonObject = Readonly<Record<string, unknown>>;

/** What vector stores and search engines put a document's fields into, such as `{"node": {"text"}}`. */
const wrapperNames = [
  'node',
  'doc',
  'data',
  '_source',
  'payload',
  'kwargs',
  'row',
  'text_resource',
  'metadata',
];

/** Lists of documents in requests and answers, the likeliest first; in lower case. */
const listNames = [
  'documents',
  'texts',
  'passages',
  'docs',
  'candidates',
  'records',
  'results',
  'hits',
  'matches',
  'points',
  'nodes',
  'items',
  'contexts',
  'corpus',
  'sentences',
  'text_2',
  'rows',
  'pairs',
  'inputs',
  'data',
  'result',
  'response',
];

/** A request's query, the likeliest name first. */
const requestQueryNames = ['query', 'question', 'source_sentence', 'text_1', 'anchor'];

/** How deep documents may lie. */
const maxDepth = 8;

/**
 * The documents in a JSON value: a text, an object with a text, a request to rerank with its query and its
 * list of texts, an object with a list somewhere inside, or a list of any of these.
 *
 * @param isLine whether the value is one of many, a line each. Then a list must have a known name, since an
 * object may have lists, such as tags, besides a text that was not found.
 */
export function findJsonDocuments(value: unknown, isLine = false): JsonDocuments {
  const documents: FoundDocument[] = [];
  const fault =
    isLine && Array.isArray(value) ? { path: [], value } : collect(value, { isItem: isLine }, [], documents);
  return fault === null ? { state: 'ok', documents } : { state: 'no-document', ...fault };
}

/** What documents have from the values around them. */
interface Around {
  /** Whether this is an item of a list. */
  readonly isItem: boolean;
  readonly shared?: Pick<FoundDocument, 'query' | 'queryId' | 'relevance' | 'relevanceField'>;
}

interface NoDocument {
  readonly path: readonly JsonStep[];
  readonly value: unknown;
}

/** Adds the documents in a value to `into`; returns the first value that is no document, or `null`. */
function collect(
  value: unknown,
  around: Around,
  path: readonly JsonStep[],
  into: FoundDocument[],
): NoDocument | null {
  const fault = { path, value };
  const { shared, isItem } = around;
  if (typeof value === 'string') {
    into.push({ ...shared, text: value });
    return null;
  }
  if (path.length > maxDepth) return fault;
  if (Array.isArray(value)) return collectList(value, around, path, into);
  if (!isObject(value)) return fault;

  const fields = fieldsOf(value);
  const document = documentIn(value);
  if (document !== null) {
    into.push({ ...shared, ...document });
    return null;
  }
  // Its text or its query was found and is of another type.
  if (isNoText(fields.get('text')) || isNoText(fields.get('query'))) return fault;

  const query = requestQueryNames.map((name) => queryText(fields.get(name))).find((text) => text?.trim());
  const { queryId } = documentOf('', fields);
  const inside = {
    ...shared,
    ...(query !== undefined && { query }),
    ...(queryId !== undefined && { queryId }),
  };
  const judged = judgedLists(value);
  if (judged.length > 0) {
    for (const { key, relevance } of judged) {
      const of = { isItem: true, shared: { ...inside, relevance, relevanceField: key } };
      const found = collect(value[key], of, [...path, key], into);
      if (found !== null) return found;
    }
    return null;
  }
  if (collectById(value, inside, into)) return null;
  const key = listKey(value, isItem);
  return key === null ? fault : collect(value[key], { isItem, shared: inside }, [...path, key], into);
}

function collectList(
  values: readonly unknown[],
  { shared }: Around,
  path: readonly JsonStep[],
  into: FoundDocument[],
): NoDocument | null {
  const name = path.at(-1) ?? 'pairs';
  if ((name === 'pairs' || name === 'inputs' || name === 'sentences') && values.every(isPair)) {
    into.push(...values.map(([query, text]) => ({ ...shared, query, text })));
    return null;
  }
  for (const [index, value] of values.entries()) {
    const fault = collect(value, { isItem: true, ...(shared && { shared }) }, [...path, index], into);
    if (fault !== null) return fault;
  }
  return null;
}

/**
 * Collects a corpus by id, `{"d0": {"text"}, …}`. Does nothing and returns false if the object is none.
 */
function collectById(value: JsonObject, shared: Around['shared'], into: FoundDocument[]): boolean {
  const found: FoundDocument[] = [];
  for (const [id, each] of Object.entries(value)) {
    const document = isObject(each) && !listNames.includes(id.toLowerCase()) ? documentIn(each) : null;
    if (document === null) return false;
    found.push({ ...shared, ownId: id, ...document });
  }
  into.push(...found);
  return found.length > 0;
}

/**
 * The key of the list of documents in an object, or of an object in which that may be; `null` without one.
 */
function listKey(value: JsonObject, isItem: boolean): string | null {
  const keys = Object.keys(value).filter((key) => !requestQueryNames.includes(key.toLowerCase()));
  const lists = keys.filter((key) => Array.isArray(value[key]));
  const objects = keys.filter((key) => isObject(value[key]));
  const named = (among: readonly string[]) =>
    listNames.flatMap((name) => among.filter((key) => key.toLowerCase() === name)).at(0);
  const only = (among: readonly string[]) => (among.length === 1 && !isItem ? among[0] : undefined);
  return (
    named(lists) ?? only(lists) ?? named(objects) ?? (lists.length === 0 ? only(objects) : undefined) ?? null
  );
}

/**
 * Texts that a set for training or evaluation calls positive or negative: their keys and how relevant they
 * are. Empty if none is positive.
 */
function judgedLists(value: JsonObject): { readonly key: string; readonly relevance: number }[] {
  const judged = Object.keys(value).flatMap((key) => {
    const sign = /^(pos|(?:hard_)?neg)(?:itive|ative)?s?(?:_|$)/i.exec(key)?.[1]?.toLowerCase();
    const isTexts = Array.isArray(value[key]) || typeof value[key] === 'string';
    if (sign === undefined || !isTexts || /(score|id|index|indice)s?$/i.test(key)) return [];
    return [{ key, relevance: sign === 'pos' ? 1 : 0 }];
  });
  return judged.some(({ relevance }) => relevance === 1) ? judged : [];
}

/** The document that an object is, or that lies in one of its objects; `null` if there is none. */
function documentIn(value: JsonObject, depth = 0): FoundDocument | null {
  const fields = fieldsOf(value);
  if (isNoText(fields.get('query'))) return null;
  const second = fields.get('text_pair');
  if (typeof second === 'string')
    return documentOf(second, new Map([...fields, ['query', fields.get('text')]]));
  const query = queryText(fields.get('query'));
  const own: Fields = query === undefined ? fields : new Map([...fields, ['query', query]]);
  const text = textUnder(own, fieldNames.text);
  if (text !== undefined) return documentOf(text, own);
  for (const name of depth < 3 ? [...wrapperNames, ...fieldNames.text] : []) {
    const inner = fields.get(name);
    const document = isObject(inner) ? documentIn(inner, depth + 1) : null;
    if (document !== null) return { ...document, ...documentOf(document.text, own) };
  }
  const isTitleAlone = fieldNames.text.some((name) => fields.get(name) === null);
  const titled = documentOf('', own);
  return isTitleAlone && titled.title !== undefined ? titled : null;
}

/** The entries by name in lower case. Of two names that differ only in case the first counts. */
function fieldsOf(value: JsonObject): Fields {
  const entries = Object.entries(value).map(([name, field]) => [name.trim().toLowerCase(), field] as const);
  return new Map(entries.reverse());
}

/** A query is a text, or an object with one. */
function queryText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return isObject(value) ? textUnder(fieldsOf(value), fieldNames.text) : undefined;
}

/**
 * Whether a field that should be a text is there and is something else. Tables write an absent one as null.
 */
const isNoText = (value: unknown): boolean =>
  value !== undefined && value !== null && typeof value !== 'string' && !isObject(value);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPair = (value: unknown): value is readonly [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'string');
