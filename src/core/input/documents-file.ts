import type { FoundDocument } from './document-fields.ts';
import { type DecoderClass, decodeFile, looksBinary } from './file-text.ts';
import { findJsonDocuments } from './json-documents.ts';
import { lineOfFault, lineOfValue } from './json-place.ts';
import type { DocumentEntry } from './pairs.ts';
import { trecKind } from './relevance-judgements.ts';
import { isTableHeader, parseTable } from './table-documents.ts';
import { beginning, lineAt, splitPastedDocuments, textLines, withoutByteOrderMark } from './text-lines.ts';

export type DocumentsFormat = 'json' | 'jsonl' | 'csv' | 'tsv' | 'txt';

/** What can be wrong with a documents file, and what `detail` then contains. */
export type DocumentsFileErrorCode =
  /** The name has no extension that can be read; detail: the extension with its dot, or the whole name. */
  | 'unknown-extension'
  /** No text; detail: the file's name. */
  | 'looks-binary'
  /** Text in an encoding that was not recognised; detail: the file's name. */
  | 'unknown-encoding'
  /** No document in it; detail: the file's name. */
  | 'empty'
  /** The line is not JSON; detail: how the line begins. */
  | 'bad-json'
  /** The line, or the value that begins on it, is JSON of another shape; detail: how the value begins. */
  | 'bad-line-shape'
  /** No column with texts in the header; detail: the header's columns. */
  | 'missing-text-column'
  /**
   * A row has no text cell, or more cells than the header (a delimiter outside quotes); detail: how the row
   * begins.
   */
  | 'bad-cell-count'
  /** A quote is not closed, or text follows a closing one; detail: how the line begins. */
  | 'bad-quotes'
  /** A TREC run, which has no texts; detail: how it begins. */
  | 'trec-run'
  /** Qrels, which have no texts; detail: how they begin. */
  | 'qrels';

/** What a reader of the file should know of how it was read. */
export type DocumentsNote =
  /** So many documents have a title, which was put before their text. */
  | { readonly code: 'titles-joined'; readonly count: number }
  /** So many documents have no text. They are scored like any other. */
  | { readonly code: 'texts-empty'; readonly count: number }
  /** So many documents have a relevance, which was read from the field `field`. */
  | { readonly code: 'relevance-read'; readonly count: number; readonly field: string }
  /** A table without a header; `columns` is what its columns were read as. */
  | { readonly code: 'no-header'; readonly columns: string }
  /** A text that was pasted, or a `.txt` file, was not read as lines but as JSON or a table. */
  | { readonly code: 'read-as-json' | 'read-as-table' }
  /** The lines of a `.txt` file are JSON, and were read as plain text. */
  | { readonly code: 'looks-like-json' }
  /** A paste looks like JSON, but is not from `line` on. It was read as plain text. */
  | { readonly code: 'json-broken'; readonly line: number }
  /** The bytes are not UTF-8, and look like this encoding. */
  | { readonly code: 'encoding-guessed'; readonly encoding: string }
  /** So many characters could not be read; the first is on `line`. They show as U+FFFD. */
  | { readonly code: 'unreadable'; readonly count: number; readonly line: number };

export type DocumentsFileResult =
  | {
      readonly state: 'ok';
      readonly entries: readonly DocumentEntry[];
      readonly format: DocumentsFormat;
      readonly notes: readonly DocumentsNote[];
    }
  | DocumentsFileError;

export interface DocumentsFileError {
  readonly state: 'error';
  readonly code: DocumentsFileErrorCode;
  /**
   * Line number from 1; for a CSV row that spans lines, its first. Absent where the whole file is at fault.
   */
  readonly line?: number;
  /** The value at fault, to be quoted in a message; never a sentence. */
  readonly detail: string;
}

/** How documents are read where the file leaves a choice. */
export interface ReadingOptions {
  /** `join` (default) puts a document's title before its text, as BEIR does; `ignore` leaves titles out. */
  readonly titles?: 'join' | 'ignore';
  /** A label of the Encoding Standard. Default: what the bytes look like. */
  readonly encoding?: string;
}

type Found = { readonly documents: readonly FoundDocument[]; readonly notes?: readonly DocumentsNote[] };

/**
 * Reads the documents in a file's bytes.
 *
 * @param name the file's name; its extension, in any case, chooses the format
 * @throws RangeError if there is no such encoding
 */
export function readDocumentsFile(
  name: string,
  bytes: Uint8Array,
  Decoder: DecoderClass,
  options: ReadingOptions = {},
): DocumentsFileResult {
  if (formatOf(name) === undefined) return parseDocumentsFile(name, '');
  const decoded = decodeFile(bytes, Decoder, options.encoding);
  if (decoded.state === 'error') return failure(decoded.code, name);
  const parsed = parseDocumentsFile(name, decoded.text, options);
  if (parsed.state === 'error' || !decoded.isGuess) return parsed;
  const note: DocumentsNote = { code: 'encoding-guessed', encoding: decoded.encoding };
  return { ...parsed, notes: [note, ...parsed.notes] };
}

/**
 * Reads the documents in a file. A file with one bad line is refused as a whole, so that nobody ranks half a
 * file unawares.
 *
 * @param name the file's name; its extension, in any case, chooses the format
 * @param text the file's content, decoded
 */
export function parseDocumentsFile(
  name: string,
  text: string,
  { titles = 'join' }: ReadingOptions = {},
): DocumentsFileResult {
  const format = formatOf(name);
  if (!format) return failure('unknown-extension', /\.[^./\\]+$/.exec(name)?.[0] ?? name);
  if (looksBinary(text)) return failure('looks-binary', name);
  if (!text.trim()) return failure('empty', name);
  const content = withoutByteOrderMark(text);
  const found = parsers[format](content);
  if ('code' in found) return found;
  if (found.documents.length === 0) return failure('empty', name);
  return finished(format, content, found, titles);
}

/**
 * Reads the documents in pasted text: JSON or a table of documents if the text is one as a whole, else a
 * document for each line that is not blank.
 */
export function parsePastedDocuments(text: string, options: ReadingOptions = {}): DocumentsFileResult {
  const content = withoutByteOrderMark(text);
  const [first = ''] = splitPastedDocuments(content);
  const asJson = /^[[{]/.test(first) ? parseJson(content) : null;
  if (asJson !== null && !('code' in asJson) && asJson.documents.length > 0) {
    return finished('jsonl', content, { ...asJson, notes: [{ code: 'read-as-json' }] }, options.titles);
  }
  const asTable = isTableHeader(first) ? parseDelimited(content, '\t') : null;
  if (asTable !== null && !('code' in asTable) && asTable.documents.length > 0) {
    return finished('tsv', content, { ...asTable, notes: [{ code: 'read-as-table' }] }, options.titles);
  }
  const plain = parseDocumentsFile('pasted.txt', content, options);
  const brokenLine =
    asJson !== null && 'code' in asJson && asJson.code === 'bad-json' ? asJson.line : undefined;
  const wasMeant = typeof parsedJson(first) === 'object' || isOpen(first);
  if (plain.state === 'error' || brokenLine === undefined || !wasMeant) return plain;
  return { ...plain, notes: [{ code: 'json-broken', line: brokenLine }, ...plain.notes] };
}

const formats: Readonly<Record<string, DocumentsFormat>> = {
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.txt': 'txt',
};

function formatOf(name: string): DocumentsFormat | undefined {
  const extension = /\.[^./\\]+$/.exec(name)?.[0].toLowerCase() ?? '';
  return Object.hasOwn(formats, extension) ? formats[extension] : undefined;
}

const parsers: Readonly<Record<DocumentsFormat, (text: string) => Found | DocumentsFileError>> = {
  json: parseJson,
  jsonl: parseJson,
  csv: (text) => refusedTrec(text) ?? parseDelimited(text, ','),
  tsv: (text) => refusedTrec(text) ?? parseDelimited(text, '\t'),
  txt: (text) => refusedTrec(text) ?? parseLines(text),
};

function finished(
  format: DocumentsFormat,
  text: string,
  { documents, notes = [] }: Found,
  titles: ReadingOptions['titles'] = 'join',
): DocumentsFileResult {
  const isJudged = documents.some(({ relevance }) => relevance !== undefined);
  const useScore = !isJudged && areJudgements(documents.map(({ score }) => score));
  const entries = documents.map(
    ({ title, text: own, relevanceField: _, score, ...document }): DocumentEntry => {
      const relevance = useScore && score !== undefined ? { relevance: score } : {};
      return { ...document, ...relevance, text: titles === 'join' ? withTitle(title, own) : own };
    },
  );
  const count = (isCounted: (document: FoundDocument) => boolean) => documents.filter(isCounted).length;
  const titled = titles === 'join' ? count(({ title }) => title !== undefined) : 0;
  const empty = entries.filter((entry) => entry.text.trim() === '').length;
  const judged = entries.filter(({ relevance }) => relevance !== undefined).length;
  const field = useScore ? 'score' : documents.find(({ relevanceField }) => relevanceField)?.relevanceField;
  const unreadable = text.match(/\uFFFD/g)?.length ?? 0;
  return {
    state: 'ok',
    format,
    entries,
    notes: [
      ...notes,
      ...(unreadable > 0
        ? [{ code: 'unreadable', count: unreadable, line: lineAt(text, text.indexOf('\uFFFD')) } as const]
        : []),
      ...(titled > 0 ? [{ code: 'titles-joined', count: titled } as const] : []),
      ...(empty > 0 ? [{ code: 'texts-empty', count: empty } as const] : []),
      ...(judged > 0 && field !== undefined
        ? [{ code: 'relevance-read', count: judged, field } as const]
        : []),
    ],
  };
}

/** BEIR scores a document's title, a space and its text. */
function withTitle(title: string | undefined, text: string): string {
  if (title === undefined) return text;
  return text.trim() === '' ? title.trim() : `${title.trim()} ${text}`;
}

/** The highest grade that judges give. What goes beyond is a search engine's score. */
const highestGrade = 10;

/**
 * Whether scores are judgements, such as 0 and 1: whole numbers from 0 to a low grade, and not all the same.
 */
function areJudgements(scores: readonly (number | undefined)[]): boolean {
  const given = new Set(scores.filter((score) => score !== undefined));
  const isGrade = (score: number) => Number.isInteger(score) && score >= 0 && score <= highestGrade;
  return given.size > 1 && [...given].every(isGrade);
}

function parseLines(text: string): Found {
  const lines = splitPastedDocuments(text);
  const isJson = lines.every((line) => /^\{.*\}$/.test(line)) && !('code' in parseJson(text));
  return {
    documents: lines.map((line) => ({ text: line })),
    ...(isJson && { notes: [{ code: 'looks-like-json' }] }),
  };
}

function parseDelimited(text: string, usual: ',' | '\t'): Found | DocumentsFileError {
  const table = parseTable(text, usual);
  if (table.state !== 'ok') return failure(table.state, table.detail, table.line);
  const { documents, guessedColumns } = table;
  return guessedColumns === undefined
    ? { documents }
    : { documents, notes: [{ code: 'no-header', columns: guessedColumns.join(', ') }] };
}

function refusedTrec(text: string): DocumentsFileError | null {
  const kind = trecKind(text);
  if (kind === null) return null;
  return failure(kind === 'run' ? 'trec-run' : 'qrels', beginning(splitPastedDocuments(text)[0] ?? ''));
}

/** Reads JSON that is one value, or a value a line. */
function parseJson(text: string): Found | DocumentsFileError {
  const whole = parsedJson(text);
  if (whole !== undefined) return documentsIn(whole, text);

  const lines = textLines(text);
  const [first = '', second = ''] = splitPastedDocuments(text);
  // A text that begins with a part of a value was meant to be one value.
  if (isOpen(first) && !(first.startsWith('{') && second.startsWith('{'))) {
    const line = lineOfFault(text) ?? 1;
    return failure('bad-json', beginning(lines[line - 1] ?? ''), line);
  }
  const documents: FoundDocument[] = [];
  for (const [index, line] of lines.entries()) {
    if (!line.trim()) continue;
    const value = parsedJson(line);
    if (value === undefined) return failure('bad-json', beginning(line), index + 1);
    const found = documentsIn(value, line, index + 1);
    if ('code' in found) return found;
    documents.push(...found.documents);
  }
  return { documents };
}

/** Whether a line opens more brackets than it closes, so that a value goes on after it. */
function isOpen(line: string): boolean {
  if (!/^[[{]/.test(line)) return false;
  const withoutStrings = line.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/g, '');
  const count = (brackets: RegExp) => withoutStrings.match(brackets)?.length ?? 0;
  return count(/[[{]/g) > count(/[\]}]/g) && !withoutStrings.includes('"');
}

/** @param place the number of the line that `text` is, if it is not the whole file */
function documentsIn(value: unknown, text: string, place?: number): Found | DocumentsFileError {
  const found = findJsonDocuments(value, place !== undefined);
  if (found.state === 'ok') return found;
  const { path } = found;
  const line = place ?? lineOfValue(text, path) ?? 1;
  return failure('bad-line-shape', beginning(path.length === 0 ? text.trim() : written(found.value)), line);
}

function written(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // It is nested too deep for the stack.
    return '[[…';
  }
}

/** `undefined` if the text is not JSON. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failure(code: DocumentsFileErrorCode, detail: string, line?: number): DocumentsFileError {
  return line === undefined ? { state: 'error', code, detail } : { state: 'error', code, line, detail };
}
