import { dtypes } from '../rerank/devices.ts';
import {
  dataPathsOf,
  type ExternalDataParts,
  fileNameOf,
  folderOf,
  type HubFile,
  isDtypesName,
  partsOfGraph,
  type WeightFiles,
} from './weight-files.ts';
import { dtypeOfName } from './weight-names.ts';

/** The weights among a model's files. */
export interface FoundWeights {
  /**
   * Those that are whole. First come files with the names that transformers.js gives to dtypes, in the order
   * of the dtypes. Files with exporters' names follow, by the dtype they resemble, the more usual name first.
   */
  readonly weights: readonly WeightFiles[];
  /** Paths of files that others need and that are not there. */
  readonly missing: readonly string[];
}

/**
 * By the path of a graph: the names of its external data, relative to its folder, as the graph names them.
 */
export type LocationsByGraph = ReadonlyMap<string, readonly string[]>;

/**
 * Finds a model's weights in the layouts that exporters write: in `onnx/`, as on the hub, or beside
 * `config.json`. Other folders are ignored. External data may be called `X.onnx_data`, `X.onnx_data_1`, … or
 * `X.onnx.data`, whether or not the configuration declares it.
 *
 * @param files of the whole folder or repository; one of 0 bytes counts as missing
 * @param declared what the configuration says about external data
 * @param locations of the graphs that could be read; they count more than names and the configuration
 */
export function findWeights(
  files: readonly HubFile[],
  declared: ExternalDataParts,
  locations: LocationsByGraph = new Map(),
): FoundWeights {
  const present = new Map(files.filter(({ bytes }) => bytes !== 0).map((file) => [file.path, file]));
  const paths = files.map(({ path }) => path);
  const folder = paths.some((path) => path.startsWith('onnx/') && graphOf(path) !== null) ? 'onnx/' : '';
  const here = paths.filter((path) => path.startsWith(folder) && !path.slice(folder.length).includes('/'));
  const claimed = new Set(here.flatMap((path) => dataAsNamed(path, locations) ?? []));
  const graphs = new Set(here.flatMap((path) => (claimed.has(path) ? [] : (graphOf(path) ?? []))));

  const weights: WeightFiles[] = [];
  const missing: string[] = [];
  for (const graph of [...graphs].sort(byUse)) {
    const name = fileNameOf(graph);
    const data = dataAsNamed(graph, locations) ?? dataByName(graph, here, partsOfGraph(name, declared));
    const needed = [graph, ...data];
    const found = needed.flatMap((path) => present.get(path) ?? []);
    if (found.length < needed.length) {
      missing.push(...needed.filter((path) => !present.has(path)));
      continue;
    }
    const dtype = dtypeOfName(name);
    const own = isDtypesName(name) ? {} : { file: name };
    weights.push({ dtype, ...own, files: found, bytes: bytesOf(found) });
  }
  return { weights, missing: [...new Set(missing)] };
}

/** Names in the order in which one stands in for a dtype; others follow by the alphabet. */
const usualNames = [
  'model_int8',
  'model_uint8',
  'model_qint8',
  'model_quint8',
  'model_bnb4',
  'model_optimized',
];

function byUse(a: string, b: string): number {
  const [first, second] = [rankOf(a), rankOf(b)];
  const place = first.findIndex((value, i) => value !== second[i]);
  return place < 0 ? (a < b ? -1 : 1) : (first[place] ?? 0) - (second[place] ?? 0);
}

function rankOf(graph: string): readonly number[] {
  const name = fileNameOf(graph);
  const place = usualNames.findIndex((usual) => name.startsWith(usual));
  return [
    isDtypesName(name) ? 0 : 1,
    dtypes.indexOf(dtypeOfName(name)),
    place < 0 ? usualNames.length : place,
    name.startsWith('model') ? 0 : 1,
  ];
}

const dataForm = /^(.+\.onnx)(?:\.data|_data(?:_(\d{1,3}))?)$/;

/** The path of the graph that a file is or belongs to, by its name; `null` for other files. */
const graphOf = (path: string): string | null =>
  path.endsWith('.onnx') ? path : (dataForm.exec(path)?.[1] ?? null);

/** Paths of a graph's external data as the graph itself names it; `undefined` where it could not be read. */
function dataAsNamed(graph: string, locations: LocationsByGraph): readonly string[] | undefined {
  return locations.get(graph)?.map((location) => folderOf(graph) + location);
}

/**
 * Paths of a graph's external data, in order: what is there, and what the configuration or a later part says
 * must be there.
 */
function dataByName(graph: string, paths: readonly string[], declaredParts: number): readonly string[] {
  // PyTorch's own exporter writes `.data`, a single file.
  const single = `${graph}.data`;
  if (declaredParts === 0 && paths.includes(single)) return [single];
  const parts = paths.flatMap((path) => {
    const [, of, part = '0'] = dataForm.exec(path) ?? [];
    return of === graph && path !== single ? [Number(part)] : [];
  });
  const count = Math.max(declaredParts, 1 + Math.max(-1, ...parts));
  return dataPathsOf(graph, count);
}

function bytesOf(files: readonly HubFile[]): number | null {
  let sum = 0;
  for (const { bytes } of files) {
    if (bytes === null) return null;
    sum += bytes;
  }
  return sum;
}
