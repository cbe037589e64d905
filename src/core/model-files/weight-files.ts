import { type Dtype, dtypeKinds, dtypes } from '../rerank/devices.ts';

/** A file of a model's repository. */
export interface HubFile {
  /** Within the repository, such as `onnx/model.onnx`. */
  readonly path: string;
  /** `null` where the hub does not say. */
  readonly bytes: number | null;
}

/** What has to be fetched to compute with one graph: its file and its external data, if it has any. */
export interface WeightFiles {
  /** What the weights are stored as, or what they resemble by the file's name. */
  readonly dtype: Dtype;
  /** The graph's file name where it is not the dtype's own: the setting `file` selects it. */
  readonly file?: string;
  /** The graph first. */
  readonly files: readonly HubFile[];
  /** Size of all files together; `null` where the size of one is not known. */
  readonly bytes: number | null;
}

/** The file name that transformers.js gives to a dtype's graph. */
export const graphName = (dtype: Dtype): string => `model${dtypeKinds[dtype].fileSuffix}.onnx`;

/** Where transformers.js looks for a dtype's graph. */
export const graphPath = (dtype: Dtype): string => `onnx/${graphName(dtype)}`;

/** A path's last part. */
export const fileNameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A path's folder, with its closing slash; empty where it has none. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** Whether transformers.js gives the name to a dtype's graph. */
export const isDtypesName = (name: string): boolean => dtypes.some((dtype) => graphName(dtype) === name);

/** The paths of a graph's external data in `parts` parts: `…onnx_data`, `…onnx_data_1` and so on. */
export const dataPathsOf = (graph: string, parts: number): string[] =>
  Array.from({ length: parts }, (_, part) => `${graph}_data${part === 0 ? '' : `_${part}`}`);

/** Where transformers.js looks for a dtype's external data in `parts` parts. */
export const dataPaths = (dtype: Dtype, parts: number): string[] => dataPathsOf(graphPath(dtype), parts);

/**
 * What a model's configuration says about external data: the number of parts, for all graphs or by the
 * graph's file name.
 */
export type ExternalDataParts = number | Readonly<Record<string, number>> | null;

/** Number of parts of a dtype's external data; 0 for none. */
export const partsOf = (dtype: Dtype, parts: ExternalDataParts): number =>
  partsOfGraph(graphName(dtype), parts);

/**
 * Number of parts of a graph's external data; 0 for none. What is said of all graphs counts for the names of
 * dtypes only. Source: `resolveExternalDataFormat` in transformers.js's src/utils/model-loader.js.
 */
export function partsOfGraph(name: string, parts: ExternalDataParts): number {
  const ofAll = parts === null || typeof parts === 'number' ? (parts ?? 0) : (parts.model ?? 0);
  const own = parts === null || typeof parts === 'number' ? undefined : parts[name];
  return own ?? (isDtypesName(name) ? ofAll : 0);
}
