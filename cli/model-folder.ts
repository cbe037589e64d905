import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { isTwinId, twinModelId, twinOfModelId, twins } from '../src/core/rerank/twins.ts';
import { Problem } from './command-error.ts';
import type { Words } from './command-words.ts';
import { checkedText, type SettingTexts } from './setting-flags.ts';

/** A model given as a folder. */
export interface FolderOnDisk {
  readonly path: string;
  /** The folder's name. The record has it as `local:<name>`. */
  readonly name: string;
}

/**
 * Whether `--model` names a folder rather than a model id: a path that begins with `.`, `/` or a Windows
 * drive.
 */
const isFolderPath = (model: string): boolean => /^(\.|\/|[A-Za-z]:[\\/])/.test(model);

const needed = ['config.json', 'tokenizer.json'];

/**
 * Checks the folder before anything is started.
 *
 * @throws Problem naming the folder and the files that it lacks
 */
function requireModelFolder(path: string): FolderOnDisk {
  const folder = resolve(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Problem(({ say }) => say('problem.model.noFolder', { path }));
  }
  const isFile = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true;
  const missing = needed.filter((name) => !isFile(name));
  const weights = join(folder, 'onnx');
  const hasWeights =
    statSync(weights, { throwIfNoEntry: false })?.isDirectory() === true &&
    readdirSync(weights).some((name) => name.endsWith('.onnx'));
  if (missing.length > 0 || !hasWeights) {
    throw new Problem(({ say }) => {
      const files = [...missing, ...(hasWeights ? [] : [say('problem.model.weights')])];
      return say('problem.model.lacks', { path, files: files.join(', ') });
    });
  }
  return { path: folder, name: basename(folder) };
}

/**
 * Reads the value of `--model`, which may be a model id or a folder.
 *
 * @throws InvalidArgumentError for a malformed id, an unknown twin or a `local:` id
 */
export const acceptModel =
  (words: Words) =>
  (text: string): string => {
    const { say } = words;
    if (isFolderPath(text.trim())) return text.trim();
    if (text.trim().startsWith('local:')) throw new InvalidArgumentError(say('problem.model.ofPage'));
    const id = checkedText('model', text, words);
    if (isTwinId(id) && twinOfModelId(id) === undefined) {
      const names = twins.map((twin) => twinModelId(twin)).join(', ');
      throw new InvalidArgumentError(say('problem.model.unknownTwin', { names }));
    }
    return id;
  };

/**
 * The folder that `--model` names; `null` if it names a model id.
 *
 * @throws Problem if there is no such folder or it lacks files
 */
export const modelFolderOf = (model: string | undefined): FolderOnDisk | null =>
  model !== undefined && isFolderPath(model) ? requireModelFolder(model) : null;

/** A model folder that is served as a hub repository while a command runs. */
export interface LocalModel {
  readonly name: string;
  readonly host: string;
  readonly repository: string;
  /** The address under which its files are served. */
  readonly base: string;
}

/** The settings that make the page load the model from the folder. */
export const localSettings = (settings: SettingTexts, model: LocalModel | null): SettingTexts =>
  model === null ? settings : { ...settings, model: model.repository, host: model.host };

export const localId = ({ name }: LocalModel): string => `local:${name}`;

/** Removes the folder's temporary address from a text, so that only the names of its files remain. */
export const withoutAddress = (text: string, { base, host }: LocalModel): string =>
  text.replaceAll(base, '').replaceAll(host, '');

interface ModelPart {
  readonly id: string;
  readonly source: string;
  readonly revision: string | null;
}

interface RecordPart {
  readonly settings: { readonly model: string; readonly host: string };
  readonly lanes: readonly { readonly model: ModelPart }[];
}

/**
 * The run's record as it holds outside of this command. The page saw the folder as a hub repository. A reader
 * should see `local:<folder>`, with no revision and without the temporary address.
 *
 * @param host the hub address that the settings would otherwise have
 */
export function withLocalModel<T extends RecordPart>(record: T, model: LocalModel, host: string): T {
  const clean: T = JSON.parse(
    JSON.stringify(record, (_key, value) =>
      typeof value === 'string' && value !== model.host ? withoutAddress(value, model) : value,
    ),
  );
  return {
    ...clean,
    settings: { ...clean.settings, model: localId(model), host },
    lanes: clean.lanes.map((lane) => ({
      ...lane,
      model: { ...lane.model, id: localId(model), source: 'local', revision: null },
    })),
  };
}
