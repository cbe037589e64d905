import { csvParseRows } from 'd3-dsv';
import { looksBinary } from './binary-text.ts';
import { findQuoteFault } from './csv-quotes.ts';
import type { DocumentEntry } from './document-entry.ts';
import { parseJsonLine } from './json-line.ts';
import { countLineEnds, textLines, withoutByteOrderMark } from './text-lines.ts';

export type DocumentsFormat = 'jsonl' | 'csv' | 'txt';

/** What can be wrong with a documents file, with what `detail` then holds. */
export type DocumentsFileErrorCode =
  /** The name ends in no extension that is read; detail: the extension with its dot, or the whole name. */
  | 'unknown-extension'
  /** Not text in UTF-8; detail: the file's name. */
  | 'looks-binary'
  /** No document in it; detail: the file's name. */
  | 'empty'
  /** The line is not JSON; detail: how the line begins. */
  | 'bad-json'
  /** The line is JSON of another shape; detail: how the line begins. */
  | 'bad-line-shape'
  /** No column `text` in the CSV header; detail: the header's columns. */
  | 'missing-text-column'
  /** A row has no `text` cell, or more cells than the header (a comma outside quotes); detail: how the row begins. */
  | 'bad-cell-count'
  /** A quote is not closed, or text follows a closing one; detail: how the line begins. */
  | 'bad-quotes';

export type DocumentsFileResult =
  | { readonly state: 'ok'; readonly entries: readonly DocumentEntry[]; readonly format: DocumentsFormat }
  | DocumentsFileError;

export interface DocumentsFileError {
  readonly state: 'error';
  readonly code: DocumentsFileErrorCode;
  /** From 1; for a CSV row that spans lines, its first. Absent where the whole file is at fault. */
  readonly line?: number;
  /** The value at fault, to be quoted in a message; never a sentence. */
  readonly detail: string;
}

type Entries = readonly DocumentEntry[] | DocumentsFileError;

const parsers: Readonly<Record<DocumentsFormat, (text: string) => Entries>> = {
  jsonl: parseJsonLines,
  csv: parseCsv,
  txt: (text) => splitPastedDocuments(text).map((line) => ({ text: line })),
};

/**
 * The documents in a file, all of them or none: a file with one bad line is refused whole, so that nobody ranks half a
 * file unawares.
 *
 * @param name the file's name; its extension, in any case, chooses the format
 * @param text the file's content, decoded as UTF-8
 */
export function parseDocumentsFile(name: string, text: string): DocumentsFileResult {
  const extension = /\.[^./\\]+$/.exec(name)?.[0];
  const format = formatOf(extension);
  if (!format) return failure('unknown-extension', extension ?? name);
  if (looksBinary(text)) return failure('looks-binary', name);
  if (!text.trim()) return failure('empty', name);
  const entries = parsers[format](withoutByteOrderMark(text));
  if ('state' in entries) return entries;
  if (entries.length === 0) return failure('empty', name);
  return { state: 'ok', entries, format };
}

/** The documents in pasted text: one for each line that is not blank, trimmed. */
export function splitPastedDocuments(text: string): string[] {
  return textLines(text)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function formatOf(extension: string | undefined): DocumentsFormat | undefined {
  const format = extension?.slice(1).toLowerCase();
  return format === 'jsonl' || format === 'csv' || format === 'txt' ? format : undefined;
}

function parseJsonLines(text: string): Entries {
  const entries: DocumentEntry[] = [];
  for (const [index, line] of textLines(text).entries()) {
    if (!line.trim()) continue;
    const parsed = parseJsonLine(line);
    if (parsed.state !== 'ok') return failure(parsed.state, beginning(line), index + 1);
    entries.push(parsed.entry);
  }
  return entries;
}

function parseCsv(text: string): Entries {
  const faultyLine = findQuoteFault(text);
  if (faultyLine) return failure('bad-quotes', beginning(textLines(text)[faultyLine - 1] ?? ''), faultyLine);

  // csvParse would build its row objects with `new Function`, which the page's Content-Security-Policy forbids.
  const rows = numberRows(csvParseRows(text)).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [header, ...body] = rows;
  const columns = header?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const textColumn = columns.indexOf('text');
  const queryColumn = columns.indexOf('query');
  if (textColumn < 0) {
    return failure('missing-text-column', beginning(header?.cells.join(',') ?? ''), header?.line);
  }

  const entries: DocumentEntry[] = [];
  for (const { cells, line } of body) {
    const cell = cells[textColumn];
    // Spreadsheets may end rows with empty cells; a filled one beyond the header is a text cut at its comma.
    const surplus = cells.slice(columns.length).some((extra) => extra.trim() !== '');
    if (cell === undefined || surplus) return failure('bad-cell-count', beginning(cells.join(',')), line);
    const query = cells[queryColumn];
    entries.push(query?.trim() ? { text: cell, query } : { text: cell });
  }
  return entries;
}

/** Rows with the line each begins on, which quoted line ends put ahead of the row's number. */
function numberRows(rows: readonly string[][]): { cells: string[]; line: number }[] {
  let next = 1;
  return rows.map((cells) => {
    const line = next;
    next += 1 + cells.reduce((sum, cell) => sum + countLineEnds(cell), 0);
    return { cells, line };
  });
}

/** Enough of a line to recognise it by. */
function beginning(line: string): string {
  const limit = 60;
  const characters = Array.from(line.slice(0, 2 * limit + 2));
  return characters.length > limit ? `${characters.slice(0, limit).join('')}…` : line;
}

function failure(code: DocumentsFileErrorCode, detail: string, line?: number): DocumentsFileError {
  return line === undefined ? { state: 'error', code, detail } : { state: 'error', code, line, detail };
}
