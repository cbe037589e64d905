import { recordFormats, wholeFormats } from '../src/core/document/record-formats.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { suiteParts } from '../src/core/suite/suite-words.ts';
import { textsOf } from '../src/core/texts/create-texts.ts';
import { recordToTable } from './bench-table.ts';
import { type OutFile, pathOfRun, writeOut } from './out-file.ts';

export const benchFormats = ['table', ...wholeFormats] as const;
export type BenchFormat = (typeof benchFormats)[number];

/**
 * Writes one run's record to its file.
 *
 * @returns the path of the file
 * @throws CommandError if the file cannot be written
 */
export function writeRecord(record: RunRecord, { path, format }: OutFile, run: number, runs: number): string {
  const file = pathOfRun(path, run, runs);
  writeOut(file, recordText(record, format));
  return file;
}

/**
 * The whole text of a record in a format, including its last line end. Text for people is in the language of
 * the run's `--lang`, English by default.
 */
export function recordText(record: RunRecord, format: BenchFormat): string {
  const texts = textsOf(record.settings.lang ?? 'en');
  return format === 'table'
    ? recordToTable(record, texts)
    : recordFormats[format].write(record, texts, suiteParts(record, texts));
}

/**
 * One of several runs as it is written to stdout. JSON has one record a line, CSV has its header only before
 * the first run, and an empty line separates runs in the forms for people.
 */
export function streamedText(record: RunRecord, format: BenchFormat, run: number, runs: number): string {
  if (runs === 1) return recordText(record, format);
  if (format === 'json') return `${JSON.stringify(record)}\n`;
  const text = recordText(record, format);
  if (format === 'csv') return run === 1 ? text : text.slice(text.indexOf('\r\n') + 2);
  return run === 1 ? text : `\n${text}`;
}
