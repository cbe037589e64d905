import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { type ModelFitness, unfitnessMessage } from '../src/core/model-files/model-fitness.ts';
import {
  type FolderFile,
  type FolderProblem,
  openModelFolder,
} from '../src/core/model-files/model-folder.ts';
import { graphPath } from '../src/core/model-files/weight-files.ts';
import { isTwinId, twinModelId, twinOfModelId, twins } from '../src/core/rerank/twins.ts';
import { CommandError, Problem } from './command-error.ts';
import type { Reader } from './command-line.ts';
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

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** Whether what reads like a model id is the path of a folder here. */
const isFolderHere = (model: string): boolean => /^[^:]+$/.test(model) && isFolder(model);

/**
 * Looks into the folder before anything is started.
 *
 * @throws Problem naming the folder and what is wrong with it; CommandError if its model is no reranker
 */
async function requireModelFolder(path: string): Promise<FolderOnDisk> {
  const chosen = resolve(path);
  if (!isFolder(chosen)) throw new Problem(({ say }) => say('problem.model.noFolder', { path }));
  const files = modelFiles(chosen);
  const bytes = (place: number) => readFile(join(chosen, files[place]?.path ?? ''));
  const reading = await openModelFolder(files, { bytes, text: async (place) => `${await bytes(place)}` });
  if (reading.state === 'refused') throw folderProblem(path, reading.problem);
  const { root, config } = reading.folder;
  if (config.fitness.state !== 'reranker') throw unfit(config.fitness);
  const folder = resolve(chosen, root);
  return { path: folder, name: basename(folder) };
}

/** How many folders deep a model is looked for, and in how many folders. */
const mostLevels = 4;
const mostFolders = 1000;

/**
 * The files that a model may consist of, in the folder or in those of its folders that have a `config.json`
 * and are nested least deep.
 */
function modelFiles(top: string): FolderFile[] {
  const filesIn = (folder: string): FolderFile[] =>
    namesIn(join(top, folder)).flatMap((name) => {
      // Links are followed, since a hub's download cache stores its files elsewhere.
      const stats = statSync(join(top, folder, name), { throwIfNoEntry: false });
      return stats?.isFile() ? [{ path: `${folder}${name}`, bytes: stats.size }] : [];
    });
  const foldersIn = (folder: string): string[] =>
    namesIn(join(top, folder))
      .filter((name) => !name.startsWith('.') && name !== 'node_modules')
      .filter((name) => isFolder(join(top, folder, name)))
      .map((name) => `${folder}${name}/`);
  let folders = [''];
  for (let level = 0; level < mostLevels; level += 1) {
    const files = folders
      .filter((folder) => statSync(join(top, folder, 'config.json'), { throwIfNoEntry: false })?.isFile())
      .flatMap((folder) => [folder, ...foldersIn(folder)].flatMap(filesIn));
    if (files.length > 0) return files;
    folders = folders.flatMap(foldersIn).slice(0, mostFolders);
  }
  return filesIn('');
}

/** The names in a folder; none if it cannot be read. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function folderProblem(path: string, problem: FolderProblem): Problem {
  return new Problem(({ say }) => {
    switch (problem.code) {
      case 'empty':
      case 'no-config':
        return say('problem.model.lacks', { path, files: 'config.json' });
      case 'bad-config':
        return say('problem.model.badConfig', { path });
      case 'several-models': {
        const folders = problem.folders.map((folder) => `${path.replace(/\/$/, '')}/${folder}`).join(', ');
        return say('problem.model.several', { path, folders });
      }
      case 'lfs-pointer':
        return say('problem.model.pointers', { path, files: problem.pointers.join(', ') });
      case 'missing-files': {
        const files = problem.missing
          .filter((file) => file !== 'tokenizer_config.json')
          .map((file) => (file === graphPath('fp32') ? say('problem.model.weights') : file));
        return say('problem.model.lacks', { path, files: files.join(', ') });
      }
      default:
        return problem satisfies never;
    }
  });
}

/** Says that a model is no reranker, as the page says it. */
function unfit(fitness: Exclude<ModelFitness, { readonly state: 'reranker' }>): CommandError {
  const { key, values } = unfitnessMessage(fitness);
  return new CommandError(({ texts }) => texts.t(key, values));
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
    if (isFolderPath(text.trim()) || isFolderHere(text.trim())) return text.trim();
    if (text.trim().startsWith('local:')) throw new InvalidArgumentError(say('problem.model.ofPage'));
    const id = checkedText('model', text, words);
    if (isTwinId(id) && twinOfModelId(id) === undefined) {
      const names = twins.map((twin) => twinModelId(twin)).join(', ');
      throw new InvalidArgumentError(say('problem.model.unknownTwin', { names }));
    }
    return id;
  };

/**
 * The folder that `--model` names; `null` if it names a model id. What could be either is a folder if there
 * is one, and stderr says so.
 *
 * @throws Problem if there is no such folder or it lacks files; CommandError if its model is no reranker
 */
export async function modelFolderOf(
  model: string | undefined,
  { terminal, words }: Reader,
): Promise<FolderOnDisk | null> {
  if (model === undefined) return null;
  if (isFolderPath(model)) return requireModelFolder(model);
  if (!isFolderHere(model)) return null;
  terminal.note(words.texts.t('terminal.folderTaken', { model }));
  return requireModelFolder(model);
}

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
