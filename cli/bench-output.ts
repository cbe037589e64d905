import { recordFormats, wholeFormats } from '../src/core/document/record-formats.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { textsOf } from '../src/core/texts/create-texts.ts';
import { recordToTable } from './bench-table.ts';
import { type OutFile, pathOfRun, writeOut } from './out-file.ts';

export const benchFormats = ['table', ...wholeFormats] as const;
export type BenchFormat = (typeof benchFormats)[number];

/** @throws CommandError where the disk refuses */
export function writeRecord(record: RunRecord, { path, format }: OutFile, run: number, runs: number): string {
  const file = pathOfRun(path, run, runs);
  writeOut(file, recordText(record, format));
  return file;
}

/**
 * A record in a format, whole, with the line end that closes it. What people read is in the language that the
 * run was asked for in (`--lang`), else in English.
 */
export function recordText(record: RunRecord, format: BenchFormat): string {
  const texts = textsOf(record.settings.lang ?? 'en');
  return format === 'table' ? recordToTable(record, texts) : recordFormats[format].write(record, texts);
}

/**
 * A run as it goes to stdout after those before it: of several runs JSON is one record a line, CSV has one
 * header, and the forms for people are apart by an empty line.
 */
export function streamedText(record: RunRecord, format: BenchFormat, run: number, runs: number): string {
  if (runs === 1) return recordText(record, format);
  if (format === 'json') return `${JSON.stringify(record)}\n`;
  const text = recordText(record, format);
  if (format === 'csv') return run === 1 ? text : text.slice(text.indexOf('\r\n') + 2);
  return run === 1 ? text : `\n${text}`;
}
