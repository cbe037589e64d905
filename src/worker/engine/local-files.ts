import { Failure } from '../../core/rerank/failure.ts';
import type { LocalFile } from '../protocol/messages.ts';
import type { Fetch } from './resuming-body.ts';

/**
 * The path under which transformers.js looks for the files of a local folder. A path, not an address: what
 * begins with http it takes for remote.
 */
export const localRoot = '/local-folder/';

/**
 * The id under which transformers.js knows the folder; the visitor's own name for it may be one it refuses.
 */
export const localPath = 'model';

/**
 * `fetch` that answers for the files of a local folder out of themselves, and never asks the network for one:
 * what the folder lacks is not found.
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
    // The protocol knows no browser types; what crosses the thread is the browser's `File`.
    const file = found.file as File;
    return new Response(readFile(file, found.path), { headers: { 'content-length': String(file.size) } });
  };
}

/** A file's bytes. One that was changed or taken away since it was chosen can be read no more. */
function readFile(file: File, path: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = file.stream().getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(new Failure('folder-not-here', path, String(error)));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
