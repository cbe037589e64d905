import { isLfsPointer } from '../../core/model-files/lfs-pointer.ts';
import { Failure } from '../../core/rerank/failure.ts';
import type { LocalFile } from '../protocol/messages.ts';
import type { Fetch } from './resuming-body.ts';

/**
 * The path under which transformers.js looks for the files of a local folder. It is no address, since
 * transformers.js takes whatever begins with http for remote.
 */
export const localRoot = '/local-folder/';

/** The id under which transformers.js knows the folder. It might refuse the visitor's own name for it. */
export const localPath = 'model';

/**
 * A `fetch` that serves the files of a local folder and never asks the network for one. What the folder lacks
 * is answered with 404.
 *
 * A file is read as a stream into the one buffer that transformers.js makes for it, so it is never in memory
 * twice.
 */
export function withLocalFiles(fetch: Fetch, files: () => readonly LocalFile[]): Fetch {
  const prefix = `${localRoot}${localPath}/`;
  return async (input, init) => {
    const address = String(input);
    if (!address.startsWith(localRoot)) return fetch(input, init);
    const found = files().find(({ path }) => address === prefix + path);
    if (found === undefined) return new Response(null, { status: 404 });
    // The protocol has no browser types, but what crosses the thread is a `File`.
    const file = found.file as File;
    return new Response(readFile(file, found.path), { headers: { 'content-length': String(file.size) } });
  };
}

/** A file's bytes. A file that was changed or removed since it was chosen cannot be read any more. */
function readFile(file: File, path: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = file.stream().getReader();
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        if (isFirst && isLfsPointer(value)) return controller.error(new Failure('lfs-pointer', path));
        isFirst = false;
        controller.enqueue(value);
      } catch (error) {
        controller.error(new Failure('folder-not-here', path, String(error)));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
