import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { recordToCsv } from '../src/core/record/csv.ts';
import { recordToMarkdown } from '../src/core/record/markdown.ts';
import type { RunRecord } from '../src/core/record/run-record.ts';
import { recordToTable } from './bench-table.ts';
import { CommandError, firstLine } from './command-error.ts';
import { Problem } from './problem.ts';
import { formOfFile } from './written-forms.ts';

export const benchFormats = ['table', 'json', 'csv', 'md'] as const;
export type BenchFormat = (typeof benchFormats)[number];

const fileFormats = ['json', 'csv', 'md'] as const;

/** Where the file of each run goes. */
export interface OutFile {
  readonly path: string;
  readonly format: BenchFormat;
}

/**
 * What `--out` names, looked at before anything is measured.
 *
 * @throws Problem for an ending that is not known, or where nothing can be written
 */
export function outFile(path: string): OutFile {
  const format = formOfFile(path, fileFormats);
  const folder = dirname(resolve(path));
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Problem(`--out names ${path}, and there is no folder ${folder} that could be written to.`);
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new Problem(`--out names a folder: ${path}.`);
  return { path, format };
}

/** The file of one run of several: `runs.json` becomes `runs-2.json`. */
export function pathOfRun(path: string, run: number, runs: number): string {
  if (runs === 1) return path;
  const ending = extname(path);
  return `${path.slice(0, path.length - ending.length)}-${run}${ending}`;
}

/** @throws CommandError where the disk refuses */
export function writeRecord(record: RunRecord, { path, format }: OutFile, run: number, runs: number): string {
  const file = pathOfRun(path, run, runs);
  try {
    writeFileSync(file, recordText(record, format));
  } catch (error) {
    throw new CommandError(`${file} could not be written: ${firstLine(error)}`);
  }
  return file;
}

/** A record in a format, whole, with the line end that closes it. */
export function recordText(record: RunRecord, format: BenchFormat): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(record, null, 2)}\n`;
    case 'csv':
      return recordToCsv(record);
    case 'md':
      return recordToMarkdown(record);
    case 'table':
      return recordToTable(record);
    default:
      return format satisfies never;
  }
}

/**
 * A run as it goes to stdout after those before it: of several runs JSON is one record a line, CSV has one header, and the forms
 * for people are apart by an empty line.
 */
export function streamedText(record: RunRecord, format: BenchFormat, run: number, runs: number): string {
  if (runs === 1) return recordText(record, format);
  if (format === 'json') return `${JSON.stringify(record)}\n`;
  const text = recordText(record, format);
  if (format === 'csv') return run === 1 ? text : text.slice(text.indexOf('\r\n') + 2);
  return run === 1 ? text : `\n${text}`;
}
