import { csvParseRows } from 'd3-dsv';
import { z } from '../schema/zod.ts';
import type { DocumentEntry } from './pairs.ts';

export type DocumentsFormat = 'jsonl' | 'csv' | 'txt';

/** What can be wrong with a documents file, and what `detail` then contains. */
export type DocumentsFileErrorCode =
  /** The name has no extension that can be read; detail: the extension with its dot, or the whole name. */
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
  /**
   * A row has no `text` cell, or more cells than the header (a comma outside quotes); detail: how the row
   * begins.
   */
  | 'bad-cell-count'
  /** A quote is not closed, or text follows a closing one; detail: how the line begins. */
  | 'bad-quotes';

export type DocumentsFileResult =
  | { readonly state: 'ok'; readonly entries: readonly DocumentEntry[]; readonly format: DocumentsFormat }
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

type Entries = readonly DocumentEntry[] | DocumentsFileError;

const parsers: Readonly<Record<DocumentsFormat, (text: string) => Entries>> = {
  jsonl: parseJsonLines,
  csv: parseCsv,
  txt: (text) => splitPastedDocuments(text).map((line) => ({ text: line })),
};

/**
 * Reads the documents in a file. A file with one bad line is refused as a whole, so that nobody ranks half a
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

  // csvParse would build its row objects with `new Function`, which the page's Content-Security-Policy
  // forbids.
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
    // Spreadsheets may end rows with empty cells. A filled cell beyond the header is a text that was cut at
    // its comma.
    const surplus = cells.slice(columns.length).some((extra) => extra.trim() !== '');
    if (cell === undefined || surplus) return failure('bad-cell-count', beginning(cells.join(',')), line);
    const query = cells[queryColumn];
    entries.push(query?.trim() ? { text: cell, query } : { text: cell });
  }
  return entries;
}

/**
 * Rows with the line that each begins on. Because of quoted line ends, it may differ from the row's number.
 */
function numberRows(rows: readonly string[][]): { cells: string[]; line: number }[] {
  let next = 1;
  return rows.map((cells) => {
    const line = next;
    next += 1 + cells.reduce((sum, cell) => sum + countLineEnds(cell), 0);
    return { cells, line };
  });
}

/** Enough of a line to recognise it. */
function beginning(line: string): string {
  const limit = 60;
  const characters = Array.from(line.slice(0, 2 * limit + 2));
  return characters.length > limit ? `${characters.slice(0, limit).join('')}…` : line;
}

function failure(code: DocumentsFileErrorCode, detail: string, line?: number): DocumentsFileError {
  return line === undefined ? { state: 'error', code, detail } : { state: 'error', code, line, detail };
}

const jsonLine = z.union([
  z.string().transform((text): DocumentEntry => ({ text })),
  // Tables exported as JSON write an absent value as null.
  z
    .object({ text: z.string(), query: z.string().nullish() })
    .transform(({ text, query }): DocumentEntry => (query?.trim() ? { text, query } : { text })),
]);

export type JsonLineResult =
  | { readonly state: 'ok'; readonly entry: DocumentEntry }
  | { readonly state: 'bad-json' | 'bad-line-shape' };

/**
 * One line of a `.jsonl` documents file: a string, `{"text"}` or `{"query", "text"}`; other keys are ignored.
 */
function parseJsonLine(line: string): JsonLineResult {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { state: 'bad-json' };
  }
  const parsed = jsonLine.safeParse(value);
  return parsed.success ? { state: 'ok', entry: parsed.data } : { state: 'bad-line-shape' };
}

/**
 * Line (from 1) of the first quote in a CSV text that is never closed, or that is followed by something other
 * than a comma or a line end; `undefined` when there is none. RFC 4180 §2:
 * https://www.rfc-editor.org/rfc/rfc4180#section-2
 *
 * d3-dsv accepts both silently: it reads an unclosed quote to the end of the file, rows and all, and drops
 * the character after a closing one. A user would lose documents without knowing.
 */
export function findQuoteFault(csv: string): number | undefined {
  const fieldEnd = /[,\r\n]/g;
  let fieldStart = 0;
  while (fieldStart < csv.length) {
    if (csv[fieldStart] === '"') {
      const end = quotedFieldEnd(csv, fieldStart);
      if (end === undefined || !isFieldEnd(csv[end])) return 1 + countLineEnds(csv.slice(0, fieldStart));
      fieldStart = end + 1;
    } else {
      fieldEnd.lastIndex = fieldStart;
      const end = fieldEnd.exec(csv);
      if (!end) return undefined;
      fieldStart = end.index + 1;
    }
  }
  return undefined;
}

/**
 * Index after the closing quote of a field that opens at `open`; `undefined` where it is never closed. A
 * doubled quote stands for one inside the field.
 */
function quotedFieldEnd(csv: string, open: number): number | undefined {
  let quote = csv.indexOf('"', open + 1);
  while (quote >= 0 && csv[quote + 1] === '"') quote = csv.indexOf('"', quote + 2);
  return quote < 0 ? undefined : quote + 1;
}

function isFieldEnd(character: string | undefined): boolean {
  return character === undefined || character === ',' || character === '\r' || character === '\n';
}

/**
 * Largest share of unreadable characters in what still counts as text. One stray byte in a long file is no
 * reason to refuse it. A picture, an archive or Chinese in GBK, decoded as UTF-8, has tens of per cent of
 * them.
 */
const maxUnreadableShare = 0.005;

// Tab, line feed, form feed and carriage return are the C0 controls that occur in plain text.
// Decoders replace bytes that are not UTF-8 by U+FFFD.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const unreadable = /[\u0001-\u0008\u000B\u000E-\u001F\uFFFD]/g;

/**
 * Whether a decoded file is not UTF-8 text: it contains a NUL (as UTF-16 files decoded as UTF-8 do) or too
 * large a share of control and replacement characters.
 */
export function looksBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  const found = text.match(unreadable)?.length ?? 0;
  return found > maxUnreadableShare * text.length;
}

/**
 * The lines of a text, ended by LF, CRLF or a lone CR; a byte order mark at the start is not part of the
 * first.
 */
export function textLines(text: string): string[] {
  return withoutByteOrderMark(text).split(/\r\n|\n|\r/);
}

/**
 * Editors on Windows begin UTF-8 files with U+FEFF, which would become part of the first word or column name.
 */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Number of line ends in a text; a CRLF counts once. */
export function countLineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
