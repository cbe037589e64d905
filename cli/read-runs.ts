import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRecordsFile } from '../src/core/document/import-record.ts';
import { fragmentToRun } from '../src/core/document/permalink.ts';
import { maxFileCharacters } from '../src/core/document/record-files.ts';
import type { RunFigures } from '../src/core/document/run-figures.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { Problem } from './command-error.ts';
import { systemReason } from './system-reason.ts';

/**
 * Reads the runs of a file, which is one record or an archive of many.
 *
 * @throws Problem naming the file and what is wrong with it
 */
export async function readRuns(path: string): Promise<RunRecord[]> {
  const parsed = parseRecordsFile(await textOf(path));
  if (parsed.state === 'ok') return parsed.runs.map(({ record }) => record);
  const { code, where } = parsed;
  throw new Problem(({ say }) =>
    code === 'not-a-record' && where !== undefined
      ? say('problem.record.wrongAt', { file: path, where })
      : say(`problem.record.${code}`, { file: path }),
  );
}

async function textOf(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    // A UTF-16 code unit takes at most three bytes in UTF-8.
    if (size > 3 * maxFileCharacters) {
      throw new Problem(({ say }) => say('problem.record.too-large', { file }));
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem((words) =>
      words.say('problem.file.unreadable', { file, reason: systemReason(error, words) }),
    );
  }
}

/**
 * Reads the runs that the arguments name: files of records or archives, and links that contain `#r=…`.
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

function runOfLink(fragment: string): RunFigures {
  const read = fragmentToRun(fragment);
  if (read.state === 'ok') return read.run;
  const code = read.state === 'error' ? read.code : 'none';
  throw new Problem(({ say }) => say(`problem.link.${code}`, { link: `${fragment.slice(0, 16)}…` }));
}

/**
 * The paths of all `.json` files in a folder and its subfolders, sorted. Links to folders are not followed,
 * since they can form circles.
 *
 * @throws Problem if the folder cannot be read
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
    throw new Problem((words) => {
      const reason = isFile ? words.say('problem.file.reason.noFolder') : systemReason(error, words);
      return words.say('problem.file.unreadable', { file: folder, reason });
    });
  }
}
