import { type Dtype, dtypes } from '../rerank/devices.ts';
import { type ModelFactsOfConfig, readModelConfig } from './model-config.ts';
import { graphPath, partsOf } from './weight-files.ts';

/**
 * A model's files laid out as on the hub: `config.json`, `tokenizer.json`, `tokenizer_config.json` and
 * `onnx/model<suffix>.onnx`, whose weights may lie beside it as external data: `model.onnx_data`,
 * `model.onnx_data_1`, …
 */

/** What every model must have beside its weights. */
const describingFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const;

/** A file of a chosen folder. */
export interface FolderFile {
  /** Path from the chosen folder on, with `/` between its parts. */
  readonly path: string;
  readonly bytes: number;
}

/** One dtype that a folder holds whole. */
export interface FolderWeights {
  readonly dtype: Dtype;
  /** Size of the graph and its external data together. */
  readonly bytes: number;
  /** Paths of the external data within the model's folder, in order. */
  readonly externalData: readonly string[];
}

export interface ModelFolder {
  readonly name: string;
  /**
   * The model's files: `place` is the index in the list that was given, `path` the path within the model's
   * folder.
   */
  readonly files: readonly { readonly place: number; readonly path: string; readonly bytes: number }[];
  readonly weights: readonly FolderWeights[];
  /** What the model is, by its `config.json`. */
  readonly config: ModelFactsOfConfig;
  /** Files that dtypes need and that are not there; these dtypes are not offered. */
  readonly missing: readonly string[];
}

export type FolderProblem =
  /** Nothing was given: an empty folder, or a drop that the browser does not let the page read. */
  | { readonly code: 'empty' }
  | { readonly code: 'no-config' }
  /** Several models side by side, each in a folder of its own. */
  | { readonly code: 'several-models'; readonly folders: readonly string[] }
  | { readonly code: 'bad-config' }
  /** Some files are missing; `dtypes` are those whose files are all there. */
  | {
      readonly code: 'missing-files';
      readonly missing: readonly string[];
      readonly dtypes: readonly Dtype[];
    };

export type FolderReading =
  | { readonly state: 'read'; readonly folder: ModelFolder }
  | { readonly state: 'refused'; readonly problem: FolderProblem };

const refused = (problem: FolderProblem): FolderReading => ({ state: 'refused', problem });

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
  if (paths.length === 0) return { state: 'refused', problem: { code: 'empty' } };
  const configs = paths
    .map((path, place) => ({ path, place, depth: path.split('/').length }))
    .filter(({ path }) => path === 'config.json' || path.endsWith('/config.json'));
  const least = Math.min(...configs.map(({ depth }) => depth));
  const roots = configs.filter(({ depth }) => depth === least);
  const [first, ...others] = roots.map(({ path, place }) => ({
    root: path.slice(0, -'config.json'.length),
    config: place,
  }));
  if (first === undefined) return { state: 'refused', problem: { code: 'no-config' } };
  if (others.length > 0) {
    const folders = [first, ...others].map(({ root }) => root.slice(0, -1));
    return { state: 'refused', problem: { code: 'several-models', folders } };
  }
  return { state: 'found', ...first };
}

/**
 * Reads which model a folder holds, and in which dtypes.
 *
 * @param root as `findModelRoot` found it
 * @param config the text of its `config.json`, which may name the parts of external data
 */
export function readModelFolder(files: readonly FolderFile[], root: string, config: string): FolderReading {
  const facts = readConfigText(config);
  if (facts === null) return refused({ code: 'bad-config' });
  const own = files
    .map(({ path, bytes }, place) => ({ place, path: path.slice(root.length), bytes, given: path }))
    // An empty file is what an interrupted copy leaves behind.
    .filter(({ given, bytes }) => given.startsWith(root) && bytes > 0)
    .map(({ place, path, bytes }) => ({ place, path, bytes }));
  // Tools that export models put the weights beside the config; the hub's layout has a folder for them.
  const isFlat = !own.some(({ path }) => path.startsWith('onnx/'));
  const laidOut = own.map((file) =>
    isFlat && /^model[^/]*\.onnx/.test(file.path) ? { ...file, path: `onnx/${file.path}` } : file,
  );
  const sizes = new Map(laidOut.map(({ path, bytes }) => [path, bytes]));

  const weights: FolderWeights[] = [];
  const missing: string[] = [];
  for (const dtype of dtypes) {
    const graph = graphPath(dtype);
    const external = externalDataOf(graph, [...sizes.keys()], partsOf(dtype, facts.externalData));
    // A config may declare external data for all dtypes at once; a dtype without any file lacks nothing.
    const isBegun = sizes.has(graph) || external.some((path) => sizes.has(path));
    const parts = isBegun ? [graph, ...external] : [];
    const lost = parts.filter((path) => !sizes.has(path));
    missing.push(...lost);
    if (parts.length > 0 && lost.length === 0) {
      const bytes = parts.reduce((total, path) => total + (sizes.get(path) ?? 0), 0);
      weights.push({ dtype, bytes, externalData: external });
    }
  }
  const lacking = describingFiles.filter((path) => !sizes.has(path));
  if (lacking.length > 0 || weights.length === 0) {
    const lost = missing.length === 0 ? [graphPath('fp32')] : missing;
    return refused({
      code: 'missing-files',
      missing: [...lacking, ...(weights.length === 0 ? lost : [])],
      dtypes: weights.map(({ dtype }) => dtype),
    });
  }
  const name = folderName(root);
  return { state: 'read', folder: { name, files: laidOut, weights, config: facts, missing } };
}

/**
 * Names of a graph's external data among a model's files, in order: all that are there, and those that the
 * config or a later part says must be there.
 *
 * @param declaredParts how many parts the config declares
 */
function externalDataOf(graph: string, paths: readonly string[], declaredParts: number): string[] {
  // PyTorch's own exporter writes `.data`, a single file.
  const single = `${graph}.data`;
  if (declaredParts === 0 && paths.includes(single)) return [single];
  const lastPart = paths.reduce((last, path) => Math.max(last, partNumber(graph, path)), -1);
  const count = Math.max(declaredParts, lastPart + 1);
  return Array.from({ length: count }, (_, part) => `${graph}_data${part === 0 ? '' : `_${part}`}`);
}

/** The external data of a dtype among a model's files: all parts that are there. */
export function externalDataAmong(paths: readonly string[], dtype: Dtype): string[] {
  const graph = graphPath(dtype);
  return paths.filter((path) => partNumber(graph, path) >= 0 || path === `${graph}.data`);
}

/** 0 for `model.onnx_data`, 1 for `model.onnx_data_1`; −1 for anything else. */
function partNumber(graph: string, path: string): number {
  if (!path.startsWith(`${graph}_data`)) return -1;
  const rest = path.slice(graph.length + '_data'.length);
  if (rest === '') return 0;
  return /^_\d{1,3}$/.test(rest) ? Number(rest.slice(1)) : -1;
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
