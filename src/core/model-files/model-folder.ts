import { externalLocations } from '../onnx/external-locations.ts';
import type { Dtype } from '../rerank/devices.ts';
import { findWeights, type LocationsByGraph } from './find-weights.ts';
import { isLargeFile, isLfsPointer, mostPointerBytes } from './lfs-pointer.ts';
import { type ModelFactsOfConfig, readModelConfig } from './model-config.ts';
import { completedByModules } from './modules.ts';
import { graphPath, type WeightFiles } from './weight-files.ts';

/**
 * What every model must have beside its weights. A `tokenizer_config.json` that is missing is made from
 * `tokenizer.json`.
 */
const describingFiles = ['config.json', 'tokenizer.json'] as const;

/** A file of a chosen folder. */
export interface FolderFile {
  /** Path from the chosen folder on, with `/` between its parts. */
  readonly path: string;
  readonly bytes: number;
}

export interface ModelFolder {
  readonly name: string;
  /** Where it lies in the chosen folder: empty, or ending in `/`. */
  readonly root: string;
  /**
   * The model's files: `place` is the index in the list that was given, `path` the path within the model's
   * folder.
   */
  readonly files: readonly { readonly place: number; readonly path: string; readonly bytes: number }[];
  readonly weights: readonly WeightFiles[];
  /** What the model is, by its `config.json`. */
  readonly config: ModelFactsOfConfig;
  /** Files that weights need and that are not there; these weights are not offered. */
  readonly missing: readonly string[];
}

export type FolderProblem =
  /** Nothing was given: an empty folder, or a drop that the browser does not let the page read. */
  | { readonly code: 'empty' }
  | { readonly code: 'no-config' }
  /** Several models side by side, each in a folder of its own. */
  | { readonly code: 'several-models'; readonly folders: readonly string[] }
  | { readonly code: 'bad-config' }
  /** Files of a clone whose content git-lfs has not fetched. */
  | { readonly code: 'lfs-pointer'; readonly pointers: readonly string[] }
  /** Some files are missing; `dtypes` are those whose files are all there. */
  | {
      readonly code: 'missing-files';
      readonly missing: readonly string[];
      readonly dtypes: readonly Dtype[];
    };

export type FolderReading =
  | { readonly state: 'read'; readonly folder: ModelFolder }
  | { readonly state: 'refused'; readonly problem: FolderProblem };

const refused = (problem: FolderProblem) => ({ state: 'refused', problem }) as const;

/** A config takes a few kB. A file above this size is something else, and reading it could crash the tab. */
const mostConfigBytes = 5_000_000;

/** Graphs above this size have their weights inside, and reading them would take long. */
const mostGraphBytes = 32_000_000;

/** Reads a file of a folder by its index in the list of files. It may reject. */
export interface FolderReader {
  text(place: number): Promise<string>;
  bytes(place: number): Promise<Uint8Array>;
}

/**
 * Looks into a folder that may hold a model. Only small files are read: the config and those of a head
 * beside the encoder, graphs without weights inside, and what may be a pointer of git-lfs. A file that cannot be read is judged by its name.
 */
export async function openModelFolder(
  files: readonly FolderFile[],
  reader: FolderReader,
): Promise<FolderReading> {
  const found = findModelRoot(files.map(({ path }) => path));
  if (found.state === 'refused') return found;
  const { root, config } = found;
  const isReadable = (place: number, most: number) => (files[place]?.bytes ?? 0) <= most;
  const text = isReadable(config, mostConfigBytes) ? await reader.text(config).catch(() => '') : '';

  const locations = new Map<string, readonly string[]>();
  const pointers = new Set<string>();
  for (const [place, { path, bytes }] of files.entries()) {
    const own = path.startsWith(root) ? path.slice(root.length) : '';
    if (bytes === 0 || !isLargeFile(own)) continue;
    const isGraph = own.endsWith('.onnx');
    if (!isReadable(place, isGraph ? mostGraphBytes : mostPointerBytes)) continue;
    const content = await reader.bytes(place).catch(() => null);
    if (content === null) continue;
    if (isLfsPointer(content)) pointers.add(own);
    const named = isGraph ? externalLocations(content) : null;
    if (named !== null) locations.set(own, named);
  }
  const whole = files.map((file) =>
    pointers.has(file.path.slice(root.length)) ? { ...file, bytes: 0 } : file,
  );
  const reading = readModelFolder(whole, root, text, locations);
  if (reading.state === 'read') {
    const config = await completedByModules(reading.folder.config, async (path) => {
      const place = files.findIndex((file) => file.path === root + path);
      return place < 0 || !isReadable(place, mostConfigBytes) ? undefined : jsonOf(reader.text(place));
    });
    return { state: 'read', folder: { ...reading.folder, config } };
  }
  const isForPointers = pointers.size > 0 && reading.problem.code === 'missing-files';
  return isForPointers ? refused({ code: 'lfs-pointer', pointers: [...pointers] }) : reading;
}

async function jsonOf(text: Promise<string>): Promise<unknown> {
  try {
    return JSON.parse(await text);
  } catch {
    return undefined;
  }
}

/** Where the model's folder is among the given files, or why none was found. */
export type FolderRoot =
  | { readonly state: 'found'; readonly root: string; readonly config: number }
  | { readonly state: 'refused'; readonly problem: FolderProblem };

/**
 * Finds the model's folder: the one whose `config.json` is nested least deep.
 *
 * @returns `root` ends in `/` unless it is empty; `config` is the index of its `config.json` in the list
 */
export function findModelRoot(paths: readonly string[]): FolderRoot {
  if (paths.length === 0) return refused({ code: 'empty' });
  const configs = paths
    .map((path, place) => ({ path, place, depth: path.split('/').length }))
    .filter(({ path }) => path === 'config.json' || path.endsWith('/config.json'));
  const least = Math.min(...configs.map(({ depth }) => depth));
  const roots = configs.filter(({ depth }) => depth === least);
  const [first, ...others] = roots.map(({ path, place }) => ({
    root: path.slice(0, -'config.json'.length),
    config: place,
  }));
  if (first === undefined) return refused({ code: 'no-config' });
  if (others.length > 0) {
    const folders = [first, ...others].map(({ root }) => root.slice(0, -1));
    return refused({ code: 'several-models', folders });
  }
  return { state: 'found', ...first };
}

/**
 * Reads which model a folder holds, and in which dtypes.
 *
 * @param root as `findModelRoot` found it
 * @param config the text of its `config.json`, which may name the parts of external data
 * @param locations of the graphs that were read, by their paths within the model's folder
 */
export function readModelFolder(
  files: readonly FolderFile[],
  root: string,
  config: string,
  locations?: LocationsByGraph,
): FolderReading {
  const facts = readConfigText(config);
  if (facts === null) return refused({ code: 'bad-config' });
  const inside = files
    .map(({ path, bytes }, place) => ({ place, path: path.slice(root.length), bytes, given: path }))
    .filter(({ given }) => given.startsWith(root))
    .map(({ place, path, bytes }) => ({ place, path, bytes }));
  // An empty file is what an interrupted copy leaves behind.
  const own = inside.filter(({ bytes }) => bytes > 0);
  const { weights, missing } = findWeights(inside, facts.externalData, locations);
  const has = (path: string) => own.some((file) => file.path === path);
  const lacking = describingFiles.filter((path) => !has(path));
  if (lacking.length > 0 || weights.length === 0) {
    const lost = missing.length === 0 ? [graphPath('fp32')] : missing;
    // Whoever has to add files anyway had better add this one too.
    const also = ['tokenizer_config.json'].filter((path) => !has(path));
    return refused({
      code: 'missing-files',
      missing: [...lacking, ...also, ...(weights.length === 0 ? lost : [])],
      dtypes: [...new Set(weights.map(({ dtype }) => dtype))],
    });
  }
  const name = folderName(root);
  const listed = weights.map(({ files: parts, ...one }) => ({
    ...one,
    files: parts.map(({ path, bytes }) => ({ path, bytes })),
  }));
  return { state: 'read', folder: { name, root, files: own, weights: listed, config: facts, missing } };
}

function readConfigText(text: string): ModelFactsOfConfig | null {
  try {
    return readModelConfig(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The last part of the model's folder, fit for a model id. */
function folderName(root: string): string {
  const last = root.split('/').findLast((part) => part !== '') ?? '';
  const cleaned = last.replace(/[\\\p{Cc}]/gu, '-').trim();
  return Array.from(cleaned).slice(0, 50).join('').trim() || 'folder';
}
