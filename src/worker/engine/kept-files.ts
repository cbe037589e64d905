import { asFailure } from '../../core/rerank/failure.ts';

/**
 * The name under which transformers.js keeps downloads in the browser's Cache API, and this page does too.
 */
const cacheName = 'transformers-cache';

/** A file that is being put into the browser's cache while it is downloaded. */
export interface FileInKeeping {
  /** Never rejects. If the browser refuses, the download goes on without it. */
  write(piece: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Ends the file. Resolves to `null` when it is kept, otherwise to the reason why it is not. */
  finish(): Promise<unknown>;
  /** Leaves nothing of the file behind. */
  abandon(reason: unknown): Promise<void>;
}

/** Files that outlive the page. */
export interface KeptFiles {
  /** A file that was kept, its length in its headers; `undefined` where there is none. */
  find(address: string): Promise<Response | undefined>;
  keep(address: string, headers: Headers): FileInKeeping;
}

const noError = Symbol();

/**
 * Keeps files in the browser's Cache API. An entry exists only once its file is complete: the cache is given
 * a stream, and one that breaks off leaves nothing behind.
 *
 * The file passes through to the cache piece by piece. transformers.js would hold a second copy of it in
 * memory, which fails for a file of two GB.
 *
 * @param open the browser's cache; may reject, as in private windows
 */
export function filesInCache(open: () => Promise<Pick<Cache, 'match' | 'put'>>): KeptFiles {
  return {
    async find(address) {
      try {
        const held = await (await open()).match(address);
        if (held === undefined || held.headers.has('content-length')) return held;
        const blob = await held.blob();
        const headers = new Headers(held.headers);
        headers.set('content-length', String(blob.size));
        return new Response(blob, { headers });
      } catch {
        return undefined;
      }
    },

    keep(address, headers) {
      const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>>();
      const writer = writable.getWriter();
      const put = open().then((cache) => cache.put(address, new Response(readable, { headers })));
      let trouble: unknown = noError;
      const settled = put.catch((error: unknown) => {
        trouble = error;
      });
      // A cache that refuses without reading the stream would leave a write waiting for ever.
      const unlessSettled = (work: Promise<void>) => Promise.race([work.catch(() => {}), settled]);
      return {
        write: (piece) => (trouble === noError ? unlessSettled(writer.write(piece)) : Promise.resolve()),
        async finish() {
          await unlessSettled(writer.close());
          await settled;
          return trouble === noError ? null : trouble;
        },
        async abandon(reason) {
          await unlessSettled(writer.abort(reason));
          await settled;
        },
      };
    },
  };
}

/** The browser's cache of models. Rejects where there is no Cache API, so that nothing is kept. */
export const openModelCache = (): Promise<Cache> =>
  typeof caches === 'undefined'
    ? Promise.reject(new Error('The browser offers no Cache API here.'))
    : caches.open(cacheName);

/**
 * Deletes a model's files from the browser's cache, so that the next attempt fetches them anew.
 *
 * @param base address under which the model's files lie
 */
export async function forgetModelFiles(base: string): Promise<void> {
  if (typeof caches === 'undefined') return;
  const cache = await caches.open(cacheName);
  const requests = await cache.keys();
  await Promise.all(
    requests.filter(({ url }) => url.startsWith(base)).map((request) => cache.delete(request)),
  );
}

/**
 * Runs a load so that it can neither hang nor spoil the next one. A rejection inside transformers.js that
 * nobody awaits, as for missing external data, ends it. Files that turned out to be damaged are dropped from
 * the cache.
 */
export async function guardLoad<T>(base: string, load: () => Promise<T>): Promise<T> {
  let onUnhandled: (event: PromiseRejectionEvent) => void = () => {};
  const unhandled = new Promise<never>((_, reject) => {
    onUnhandled = (event) => {
      event.preventDefault();
      reject(event.reason);
    };
    self.addEventListener('unhandledrejection', onUnhandled);
  });
  try {
    return await Promise.race([load(), unhandled]);
  } catch (error) {
    const failure = asFailure(error);
    if (failure.code === 'file-not-a-model' || failure.code === 'file-incomplete')
      await forgetModelFiles(base);
    throw failure;
  } finally {
    self.removeEventListener('unhandledrejection', onUnhandled);
  }
}
