import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { type WholeFormat, wholeFormats } from '../src/core/document/record-formats.ts';
import { CommandError, Problem } from './command-error.ts';
import { formOfFile, notWritten } from './written-forms.ts';

/** Where a run's file goes, and in what form. */
export interface OutFile {
  readonly path: string;
  readonly format: WholeFormat;
}

/**
 * What `--out` names, looked at before anything is measured.
 *
 * @throws Problem for an ending that is not known, or where nothing can be written
 */
export function outFile(path: string): OutFile {
  const format = formOfFile(path, wholeFormats);
  const folder = dirname(resolve(path));
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Problem(({ say }) => say('problem.file.outNowhere', { file: path, folder }));
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new Problem(({ say }) => say('problem.file.outIsFolder', { file: path }));
  return { path, format };
}

/** The file of one run of several: `runs.json` becomes `runs-2.json`. */
export function pathOfRun(path: string, run: number, runs: number): string {
  if (runs === 1) return path;
  const ending = extname(path);
  return `${path.slice(0, path.length - ending.length)}-${run}${ending}`;
}

/** @throws CommandError where the disk refuses */
export function writeOut(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CommandError(notWritten(path, error));
  }
}
