import type { i18n } from 'i18next';
import { loadTestsToCsv, recordToCsv } from './csv.ts';
import { recordToMarkdown } from './markdown.ts';
import type { ReportPart } from './report.ts';
import type { RunRecord } from './run-record.ts';

interface WrittenFormat {
  /** Its proper name, the same in every language. */
  readonly name: string;
  /** The extension of a file's name, without the leading dot. */
  readonly extension: string;
  readonly mediaType: string;
  /**
   * Writes the whole record, with a line end after it.
   *
   * @param texts the language of formats for people; JSON and CSV ignore it, and `answer` too
   * @param answer what a standard suite answers
   */
  readonly write: (record: RunRecord, texts: i18n, answer: readonly ReportPart[]) => string;
}

/**
 * The formats a record is written in. Each is an item of the page's menu (`exports.file.…`), and a `--format`
 * and an ending of `--out` on the command line. `csv` is the table of the sweep, if the run has one, and
 * `loadCsv` the table of its load tests.
 */
export const recordFormats = {
  json: {
    name: 'JSON',
    extension: 'json',
    mediaType: 'application/json',
    write: (record) => `${JSON.stringify(record, null, 2)}\n`,
  },
  csv: {
    name: 'CSV',
    extension: 'csv',
    mediaType: 'text/csv;charset=utf-8',
    write: recordToCsv,
  },
  loadCsv: {
    name: 'CSV',
    extension: 'load-tests.csv',
    mediaType: 'text/csv;charset=utf-8',
    write: loadTestsToCsv,
  },
  md: {
    name: 'Markdown',
    extension: 'md',
    mediaType: 'text/markdown;charset=utf-8',
    write: recordToMarkdown,
  },
} as const satisfies Readonly<Record<string, WrittenFormat>>;

export type RecordFormat = keyof typeof recordFormats;

/** The formats that write a whole record, whatever it measured. */
export type WholeFormat = Exclude<RecordFormat, 'loadCsv'>;

export const wholeFormats = (Object.keys(recordFormats) as readonly RecordFormat[]).filter(
  (format): format is WholeFormat => format !== 'loadCsv',
);
