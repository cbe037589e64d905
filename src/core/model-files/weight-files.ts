import { type Dtype, dtypeKinds, dtypes } from '../rerank/devices.ts';
import { z } from '../schema/zod.ts';

/** A file of a model's repository. */
export interface HubFile {
  /** Within the repository, such as `onnx/model.onnx`. */
  readonly path: string;
  /** `null` where the hub does not say. */
  readonly bytes: number | null;
}

/** What has to be fetched for one dtype: the graph and its external data, if it has any. */
export interface WeightFiles {
  readonly dtype: Dtype;
  readonly files: readonly HubFile[];
  /** Size of all files together; `null` where the size of one is not known. */
  readonly bytes: number | null;
}

/** Where transformers.js looks for a dtype's graph. */
export const graphPath = (dtype: Dtype): string => `onnx/model${dtypeKinds[dtype].fileSuffix}.onnx`;

/** Where transformers.js looks for external data in `parts` parts: `…onnx_data`, `…onnx_data_1` and so on. */
export const dataPaths = (dtype: Dtype, parts: number): string[] =>
  Array.from({ length: parts }, (_, part) => `${graphPath(dtype)}_data${part === 0 ? '' : `_${part}`}`);

/**
 * What a model's configuration says about external data: the number of parts, for all graphs or by the
 * graph's file name.
 */
export type ExternalDataParts = number | Readonly<Record<string, number>> | null;

/**
 * Number of parts of a dtype's external data; 0 for none. Source: `resolveExternalDataFormat` in
 * transformers.js's src/utils/model-loader.js.
 */
export function partsOf(dtype: Dtype, parts: ExternalDataParts): number {
  if (parts === null || typeof parts === 'number') return parts ?? 0;
  return parts[`model${dtypeKinds[dtype].fileSuffix}.onnx`] ?? parts.model ?? 0;
}

/**
 * The weights that a repository has. A dtype counts if its graph exists and so does every part of the
 * external data that the configuration declares.
 *
 * @param files of the whole repository, or at least those that `graphPath` and `dataPaths` name
 */
export function weightsAmong(files: readonly HubFile[], parts: ExternalDataParts): WeightFiles[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return dtypes.flatMap((dtype) => {
    const needed = [graphPath(dtype), ...dataPaths(dtype, partsOf(dtype, parts))].map((path) =>
      byPath.get(path),
    );
    const there = needed.filter((file) => file !== undefined);
    return there.length < needed.length ? [] : [{ dtype, files: there, bytes: bytesOf(there) }];
  });
}

function bytesOf(files: readonly HubFile[]): number | null {
  let sum = 0;
  for (const { bytes } of files) {
    if (bytes === null) return null;
    sum += bytes;
  }
  return sum;
}

const size = z.number().nonnegative();

/**
 * `/api/models/<repository>/tree/<revision>?recursive=true`, as https://huggingface.co/docs/hub/api describes
 * it.
 */
const listing = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    size: size.optional(),
    /** For a file in large-file storage, `size` outside may be its pointer's. */
    lfs: z.object({ size }).nullish(),
  }),
);

/** The files of a hub's listing, without folders; `null` if `json` is no listing. */
export function parseListing(json: unknown): HubFile[] | null {
  const parsed = listing.safeParse(json);
  if (!parsed.success) return null;
  return parsed.data
    .filter(({ type }) => type === 'file')
    .map((entry) => ({ path: entry.path, bytes: entry.lfs?.size ?? entry.size ?? null }));
}

/** The address of a long listing's next page, from the answer's `Link` header; `null` where there is none. */
export function nextPage(link: string | null): string | null {
  return link === null ? null : (/<([^<>]+)>\s*;\s*rel="next"/.exec(link)?.[1] ?? null);
}
