import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Problem } from './problem.ts';

/** A model given as a folder. */
export interface ModelFolder {
  readonly path: string;
  /** The folder's name, which the record has as `local:<name>`. */
  readonly name: string;
}

/** Whether `--model` names a folder and not an id: a path that begins with `.` or `/` (or a drive, as on Windows). */
export const isFolderPath = (model: string): boolean => /^(\.|\/|[A-Za-z]:[\\/])/.test(model);

const needed = ['config.json', 'tokenizer.json'];

/**
 * A look at the folder before anything is started.
 *
 * @throws Problem naming the folder and the file that it lacks
 */
export function requireModelFolder(path: string): ModelFolder {
  const folder = resolve(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Problem(`--model names ${path}, where no folder is.`);
  }
  const isFile = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true;
  const missing = needed.filter((name) => !isFile(name));
  const weights = join(folder, 'onnx');
  const hasWeights =
    statSync(weights, { throwIfNoEntry: false })?.isDirectory() === true &&
    readdirSync(weights).some((name) => name.endsWith('.onnx'));
  if (!hasWeights) missing.push('onnx/model.onnx (or one of another dtype)');
  if (missing.length > 0) {
    throw new Problem(`The model folder ${path} lacks ${missing.join(', ')}; lay it out as on the hub.`);
  }
  return { path: folder, name: basename(folder) };
}
