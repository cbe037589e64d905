import type { KeptModelFiles } from '../model-files/model-cache.ts';

/** The name under which transformers.js, and the page's workers with it, keep downloads in the Cache API. */
const cacheName = 'transformers-cache';

/** The browser's Cache API; where there is none (a page without https), nothing is kept. */
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
 * What the headers say; where they say nothing or no size, the body is measured, which leaves it on the disk.
 */
async function sizeOf(cache: Cache, request: Request): Promise<number> {
  const response = await cache.match(request);
  const said = Number(response?.headers.get('content-length') ?? Number.NaN);
  return Number.isSafeInteger(said) && said >= 0 ? said : ((await response?.blob())?.size ?? 0);
}
