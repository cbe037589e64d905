import type { ModelRef } from '../../core/rerank/model-id.ts';
import type { ModelRequest } from '../../worker/protocol/messages.ts';
import type { LocalFoldersSlice } from '../store/local-folders-slice.ts';

/** The part of a request that hands a local folder's files over; nothing for other models. */
export function localFilesOf(
  model: ModelRef,
  folders: LocalFoldersSlice['localFolders'],
): Pick<ModelRequest, 'files'> | 'not-here' {
  if (model.source !== 'local') return {};
  const files = folders.get(model.name);
  return files === undefined ? 'not-here' : { files };
}

/** What tells one request from another; files are told apart as far as that goes without reading them. */
export function requestKey({ files = [], ...request }: ModelRequest): string {
  return JSON.stringify([
    request,
    files.map(({ path, file: { size, lastModified } }) => [path, size, lastModified]),
  ]);
}
