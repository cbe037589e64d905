/** The name under which transformers.js keeps downloads in the browser's Cache API. */
const cacheName = 'transformers-cache';

/**
 * Drops what the browser keeps of a model's files, so that a bad one is fetched anew at the next attempt.
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
