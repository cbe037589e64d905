import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  maxFileCharacters,
  type ParsedRecords,
  parseRecordsFile,
} from '../src/core/document/import-record.ts';
import { fragmentToRun } from '../src/core/document/permalink.ts';
import type { RunFigures } from '../src/core/document/run-figures.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { Problem } from './command-error.ts';

type ErrorCode = Extract<ParsedRecords, { state: 'error' }>['code'];

const reasons = {
  'too-large': 'is larger than any run record or archive',
  'not-json': 'is no JSON',
  'not-a-record': 'is no run record or archive of Rerank Bench',
  'newer-version': 'was written by a newer version of Rerank Bench',
  empty: 'holds no run',
} as const satisfies Record<ErrorCode, string>;

/**
 * The runs of a file: one record, or an archive of many.
 *
 * @throws Problem that names the file and says what is wrong with it
 */
export async function readRuns(path: string): Promise<RunRecord[]> {
  const parsed = parseRecordsFile(await textOf(path));
  if (parsed.state === 'ok') return parsed.runs.map(({ record }) => record);
  const where = parsed.where === undefined ? '' : ` (wrong at ${parsed.where})`;
  throw new Problem(`${path} ${reasons[parsed.code]}${where}.`);
}

async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    // A character of JSON takes at most three bytes of UTF-8 for each unit that counts.
    if (size > 3 * maxFileCharacters) throw new Problem(`${path} ${reasons['too-large']}.`);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(`${path} cannot be read: ${systemReason(error)}.`);
  }
}

const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'you may not',
  EPERM: 'you may not',
  ENOSPC: 'the disk is full',
};

/** What the system says of a file, in words where they are known. */
export function systemReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return systemReasons[code] ?? (code === '' ? String(error) : code);
}

/**
 * The runs that arguments name: files of records or archives, and links that hold `#r=…`.
 *
 * @throws Problem at the first that cannot be read
 */
export async function comparableRuns(names: readonly string[]): Promise<RunFigures[]> {
  const runs: RunFigures[] = [];
  for (const name of names) {
    const place = name.indexOf('#r=');
    if (place >= 0) runs.push(runOfLink(name.slice(place)));
    else runs.push(...(await readRuns(name)));
  }
  return runs;
}

const linkReasons = {
  damaged: 'is damaged; copy the whole link again',
  'newer-version': 'was made by a newer version of Rerank Bench',
  'too-large': 'is longer than any link of Rerank Bench',
  none: 'holds no run',
} as const;

function runOfLink(fragment: string): RunFigures {
  const read = fragmentToRun(fragment);
  if (read.state === 'ok') return read.run;
  const reason = linkReasons[read.state === 'error' ? read.code : 'none'];
  throw new Problem(`The link ${fragment.slice(0, 16)}… ${reason}.`);
}

/**
 * Paths of all `.json` files in a folder and the folders in it, in the order of their names. Links to folders
 * are not followed, since they can lead in circles.
 *
 * @throws Problem where the folder cannot be read
 */
export async function recordFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && /\.json$/i.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    const isFile = error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
    throw new Problem(`${folder} cannot be read: ${isFile ? 'it is no folder' : systemReason(error)}.`);
  }
}
