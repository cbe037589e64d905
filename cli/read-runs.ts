import { readFile, stat } from 'node:fs/promises';
import {
  maxFileCharacters,
  type ParsedRecords,
  parseRecordsFile,
} from '../src/core/document/import-record.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { Problem } from './problem.ts';

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
