import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { type WholeFormat, wholeFormats } from '../src/core/document/record-formats.ts';
import { CommandError, Problem } from './command-error.ts';
import { formOfFile, notWritten } from './written-forms.ts';

/** The file that a run is written to, and its format. */
export interface OutFile {
  readonly path: string;
  readonly format: WholeFormat;
}

/**
 * Checks the file of `--out` before anything is measured.
 *
 * @throws Problem for an unknown ending, or if nothing can be written there
 */
export function outFile(path: string): OutFile {
  const format = formOfFile(path, wholeFormats);
  mustBeWritable('--out', path);
  return { path, format };
}

/** @throws Problem if nothing can be written there */
export function mustBeWritable(flag: string, path: string): void {
  const folder = dirname(resolve(path));
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Problem(({ say }) => say('problem.file.outNowhere', { flag, file: path, folder }));
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new Problem(({ say }) => say('problem.file.outIsFolder', { flag, file: path }));
}

/** The file of one of several runs: `runs.json` becomes `runs-2.json`. */
export function pathOfRun(path: string, run: number, runs: number): string {
  if (runs === 1) return path;
  const ending = extname(path);
  return `${path.slice(0, path.length - ending.length)}-${run}${ending}`;
}

/** @throws CommandError if the file cannot be written */
export function writeOut(path: string, content: string | Buffer): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    throw new CommandError(notWritten(path, error));
  }
}
