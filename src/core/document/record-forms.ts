import type { i18n } from 'i18next';
import { loadTestsToCsv, recordToCsv } from './csv.ts';
import { recordToMarkdown } from './markdown.ts';
import type { RunRecord } from './run-record.ts';

interface WrittenForm {
  /** Its proper name, the same in every language. */
  readonly name: string;
  /** What a file's name ends in, without the leading dot. */
  readonly extension: string;
  readonly mediaType: string;
  /**
   * The whole record, with the line end that closes it.
   *
   * @param texts the language of what people read
   */
  readonly write: (record: RunRecord, texts: i18n) => string;
}

/**
 * The forms a record is written in. Each is an item of the page's menu (`exports.file.…`), and a `--format`
 * and an ending of `--out` on the command line. `csv` is the sweep's table where the run has one, `loadCsv`
 * that of its load tests.
 */
export const recordForms = {
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
} as const satisfies Readonly<Record<string, WrittenForm>>;

export type RecordForm = keyof typeof recordForms;

/** The forms of which a record has one each, whatever it measured. */
export type WholeForm = Exclude<RecordForm, 'loadCsv'>;

export const wholeForms = (Object.keys(recordForms) as readonly RecordForm[]).filter(
  (form): form is WholeForm => form !== 'loadCsv',
);
