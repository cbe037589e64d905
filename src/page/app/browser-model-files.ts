import type { KeptModelFiles } from '../model-files/model-cache.ts';

/** The Cache API name under which transformers.js keeps downloads. The page's workers use the same one. */
const cacheName = 'transformers-cache';

/** The browser's Cache API. Pages without https have none, so they keep nothing. */
export const browserModelFiles: KeptModelFiles = {
  async list() {
    if (typeof caches === 'undefined' || !(await caches.has(cacheName))) return [];
    const cache = await caches.open(cacheName);
    const requests = await cache.keys();
    return Promise.all(
      requests.map(async (request) => ({ address: request.url, bytes: await sizeOf(cache, request) })),
    );
  },
  async deleteUnder(prefix) {
    if (typeof caches === 'undefined') return;
    const cache = await caches.open(cacheName);
    const requests = (await cache.keys()).filter(({ url }) => url.startsWith(prefix));
    await Promise.all(requests.map((request) => cache.delete(request)));
  },
  async deleteAll() {
    if (typeof caches !== 'undefined') await caches.delete(cacheName);
  },
};

/**
 * The size of a cached file, in bytes. If its headers give no size, its body is measured, which does not load
 * it into memory.
 */
async function sizeOf(cache: Cache, request: Request): Promise<number> {
  const response = await cache.match(request);
  const said = Number(response?.headers.get('content-length') ?? Number.NaN);
  return Number.isSafeInteger(said) && said >= 0 ? said : ((await response?.blob())?.size ?? 0);
}
