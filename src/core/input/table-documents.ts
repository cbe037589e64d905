import { dsvFormat } from 'd3-dsv';
import { documentOf, type FoundDocument, fieldNames } from './document-fields.ts';
import { beginning, countLineEnds, lineAt, textLines } from './text-lines.ts';

export type TableDocuments =
  | {
      readonly state: 'ok';
      readonly documents: readonly FoundDocument[];
      /** What the columns of a table without a header were read as. */
      readonly guessedColumns?: readonly string[];
    }
  | {
      readonly state: 'missing-text-column' | 'bad-cell-count' | 'bad-quotes';
      /** The line at fault, from 1; of a row that spans lines, its first. */
      readonly line: number;
      /** How that line begins. */
      readonly detail: string;
    };

interface Row {
  readonly cells: readonly string[];
  /** Where it begins, from 1. Quoted cells may hold line ends, so this is not the row's number. */
  readonly line: number;
}

const delimiters = [',', ';', '\t', '|'] as const;

/**
 * The documents of a table. The delimiter is the one that finds the column of texts in the header, or that a
 * first line `sep=;` names, as Excel writes it.
 *
 * @param usual the delimiter if the header does not tell
 */
export function parseTable(text: string, usual: ',' | '\t'): TableDocuments {
  const lines = textLines(text);
  const named = /^sep=(.)$/i.exec(lines[0] ?? '')?.[1];
  const body = named === undefined ? text : text.replace(/^[^\r\n]*(\r\n|\n|\r)?/, '');
  const before = named === undefined ? 0 : 1;
  const first = textLines(body).find((line) => line.trim() !== '') ?? '';
  const delimiter = named ?? delimiterOf(first, usual);

  const columns = columnsOf(splitLine(first, delimiter));
  if (textColumn(columns) < 0 && delimiter === '\t') {
    const table = parseWithoutHeader(body);
    if (table !== null) return table;
  }
  const rows = readRows(body, delimiter);
  if ('state' in rows) {
    return { state: 'bad-quotes', line: rows.line + before, detail: rows.detail };
  }
  return readTable(
    rows.map(({ cells, line }) => ({ cells, line: line + before })),
    delimiter,
  );
}

/** Whether a line is the header of a table of documents with at least two columns. */
export function isTableHeader(line: string): boolean {
  return delimiters.some((delimiter) => {
    const columns = columnsOf(splitLine(line, delimiter));
    return columns.length > 1 && textColumn(columns) >= 0 && columns.every((name) => knownColumns.has(name));
  });
}

const knownColumns = new Set<string>(Object.values(fieldNames).flat());

function delimiterOf(header: string, usual: ',' | '\t'): string {
  const [best] = [usual, ...delimiters]
    .map((delimiter) => ({ delimiter, columns: columnsOf(splitLine(header, delimiter)) }))
    .filter(({ columns }) => textColumn(columns) >= 0)
    // Sorting is stable, so the usual one comes first of equals.
    .sort((a, b) => b.columns.length - a.columns.length);
  if (best !== undefined) return best.delimiter;
  return header.includes('\t') ? '\t' : usual;
}

const columnsOf = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim().toLowerCase());

function textColumn(columns: readonly string[]): number {
  const name = fieldNames.text.find((each) => columns.includes(each));
  return name === undefined ? -1 : columns.indexOf(name);
}

const splitLine = (line: string, delimiter: string): string[] =>
  dsvFormat(delimiter).parseRows(line)[0] ?? [];

/**
 * The rows of a table that are not blank. Tables with tabs are often written without quoting, so where quotes
 * make no sense there and every line has the same number of cells, quotes are part of the text.
 */
function readRows(
  text: string,
  delimiter: string,
): Row[] | { state: 'bad-quotes'; line: number; detail: string } {
  const faultyLine = findQuoteFault(text, delimiter);
  const raw = faultyLine !== undefined && delimiter === '\t' ? rawRows(text) : null;
  if (raw !== null) return raw;
  if (faultyLine !== undefined) {
    const detail = beginning(textLines(text)[faultyLine - 1] ?? '');
    return { state: 'bad-quotes', line: faultyLine, detail };
  }
  // Reading rows as objects would make a function from text, which the page's Content-Security-Policy
  // forbids.
  return numberRows(dsvFormat(delimiter).parseRows(text)).filter(isFilled);
}

/** A row for each line, cut at tabs alone; `null` if the lines differ in their number of cells. */
function rawRows(text: string): Row[] | null {
  const rows = textLines(text)
    .map((line, index) => ({ cells: line.split('\t'), line: index + 1 }))
    .filter(isFilled);
  const width = rows[0]?.cells.length;
  return rows.every(({ cells }) => cells.length === width) ? rows : null;
}

const isFilled = ({ cells }: Row): boolean => cells.some((cell) => cell.trim() !== '');

function numberRows(rows: readonly string[][]): Row[] {
  let next = 1;
  return rows.map((cells) => {
    const line = next;
    next += 1 + cells.reduce((sum, cell) => sum + countLineEnds(cell), 0);
    return { cells, line };
  });
}

function readTable([header, ...body]: readonly Row[], delimiter: string): TableDocuments {
  const columns = columnsOf(header?.cells ?? []);
  const texts = textColumn(columns);
  if (texts < 0) {
    const detail = beginning(header?.cells.join(delimiter) ?? '');
    return { state: 'missing-text-column', line: header?.line ?? 1, detail };
  }
  const documents: FoundDocument[] = [];
  for (const { cells, line } of body) {
    const text = cells[texts];
    // Spreadsheets may end rows with empty cells. A filled cell beyond the header is a text that was cut at a
    // delimiter.
    const surplus = cells.slice(columns.length).some((extra) => extra.trim() !== '');
    if (text === undefined || surplus) {
      return { state: 'bad-cell-count', line, detail: beginning(cells.join(delimiter)) };
    }
    // Of two columns with the same name the first counts.
    const fields = new Map(columns.map((name, place) => [name, cells[place]] as const).reverse());
    documents.push(documentOf(text, fields));
  }
  return { state: 'ok', documents };
}

/** The columns of MS MARCO's tables, which have no header, by their number. */
const columnsWithoutHeader = new Map([
  [2, ['id', 'text']],
  [4, ['qid', 'pid', 'query', 'passage']],
]);

/**
 * The documents of a table with tabs and without a header, as MS MARCO writes `collection.tsv` and
 * `top1000.tsv`; `null` if it is none. Those begin with an id, which has a digit, unlike most names of
 * columns.
 */
function parseWithoutHeader(text: string): TableDocuments | null {
  const rows = rawRows(text);
  const [first] = rows ?? [];
  const guessedColumns = columnsWithoutHeader.get(first?.cells.length ?? 0);
  if (rows === null || guessedColumns === undefined || !/^\S*\d\S*$/.test(first?.cells[0] ?? '')) return null;
  const documents = rows.map(({ cells }) => {
    const fields = new Map(guessedColumns.map((name, place) => [name, cells[place]] as const));
    return documentOf(cells.at(-1) ?? '', fields);
  });
  return { state: 'ok', documents, guessedColumns };
}

/**
 * Line (from 1) of the first quote in a table that is never closed, or that is followed by something other
 * than the delimiter or a line end; `undefined` when there is none. RFC 4180 §2:
 * https://www.rfc-editor.org/rfc/rfc4180#section-2
 *
 * d3-dsv accepts both silently: it reads an unclosed quote to the end of the file, rows and all, and drops
 * the character after a closing one. A user would lose documents without knowing.
 */
export function findQuoteFault(table: string, delimiter = ','): number | undefined {
  const isFieldEnd = (character: string | undefined): boolean =>
    character === undefined || character === delimiter || character === '\r' || character === '\n';
  const fieldEnd = new RegExp(`[${delimiter.replace(/[\\\]^-]/, '\\$&')}\\r\\n]`, 'g');
  let fieldStart = 0;
  while (fieldStart < table.length) {
    if (table[fieldStart] === '"') {
      const end = quotedFieldEnd(table, fieldStart);
      if (end === undefined || !isFieldEnd(table[end])) return lineAt(table, fieldStart);
      fieldStart = end + 1;
    } else {
      fieldEnd.lastIndex = fieldStart;
      const end = fieldEnd.exec(table);
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
