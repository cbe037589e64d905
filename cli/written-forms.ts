import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Option } from 'commander';
import { recordFormats, wholeFormats } from '../src/core/document/record-formats.ts';
import { Problem } from './command-error.ts';
import { choiceOption } from './command-line.ts';
import type { Sentence, Words } from './command-words.ts';
import { systemReason } from './system-reason.ts';

/** A result in each form that a command can write. */
export type Forms<F extends string> = Readonly<Record<F, () => string>>;

const formOfEnding: Readonly<Record<string, string>> = {
  ...Object.fromEntries(wholeFormats.map((format) => [`.${recordFormats[format].extension}`, format])),
  '.txt': 'table',
};

/** The file endings that belong to the forms, as a list for `--help` and errors. */
const endingsOf = (forms: readonly string[]): string =>
  Object.keys(formOfEnding)
    .filter((ending) => forms.some((form) => form === formOfEnding[ending]))
    .join(', ');

/** `--format`. The default is the first form. */
export const formatOption = (
  forms: readonly [string, ...string[]],
  words: Words,
  description: string = words.say('help.flag.format'),
): Option => choiceOption('--format <form>', { description, choices: forms, standard: forms[0] }, words);

/** `--out`. `formOfFile` checks its value. */
export const outOption = (forms: readonly string[], { say }: Words): Option =>
  new Option('--out <file>', say('help.flag.out', { endings: endingsOf(forms) }));

/**
 * The form that belongs to a file's ending.
 *
 * @throws Problem if the command has no form for the ending
 */
export function formOfFile<F extends string>(path: string, known: readonly F[]): F {
  const form = known.find((one) => one === formOfEnding[extname(path).toLowerCase()]);
  if (form !== undefined) return form;
  const values = { flag: '--out', endings: endingsOf(known), file: path };
  throw new Problem(({ say }) => say('problem.file.outEnding', values));
}

/** The sentence that says that the system refused to write a file, and why. */
export const notWritten =
  (file: string, error: unknown): Sentence =>
  (words) =>
    words.say('problem.file.notWritten', { file, reason: systemReason(error, words) });

/**
 * Writes a result to its file.
 *
 * @throws Problem naming the file
 */
export async function writeResult(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new Problem(notWritten(path, error));
  }
}
