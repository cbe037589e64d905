import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Problem } from './command-error.ts';
import { systemReason } from './read-runs.ts';

/** A result in each form that a command can write it in. */
export type Forms<F extends string> = Readonly<Record<F, () => string>>;

const formOfEnding: Readonly<Record<string, string>> = {
  '.json': 'json',
  '.csv': 'csv',
  '.md': 'md',
  '.txt': 'table',
};

/**
 * The form that a file's ending asks for.
 *
 * @throws Problem for an ending that the command has no form for
 */
export function formOfFile<F extends string>(path: string, known: readonly F[]): F {
  const form = known.find((one) => one === formOfEnding[extname(path).toLowerCase()]);
  if (form !== undefined) return form;
  const endings = Object.keys(formOfEnding).filter((ending) =>
    known.some((one) => one === formOfEnding[ending]),
  );
  throw new Problem(`--out takes a file that ends in ${endings.join(', ')}, not "${path}".`);
}

/** @throws Problem that names the file */
export async function writeResult(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new Problem(`${path} cannot be written: ${systemReason(error)}.`);
  }
}
