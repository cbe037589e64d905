import type { ToServiceWorker } from './messages.ts';
import { isKeptLater, type OwnFile, pathWithin, runtimeFile, withHeaders } from './own-files.ts';

/**
 * Keeps the page's own files, so that it works offline after one visit, and adds the headers that isolate the
 * page where its host sends none.
 *
 * Each version of the page has a cache of its own, filled before it takes over. A new version waits until the
 * page asks for it, so a run never meets files of two versions. Downloaded models lie in another cache, which
 * is left alone.
 */

declare const self: ServiceWorkerGlobalScope;

// The build fills these in (scripts/service-worker-build.ts).
declare const __OWN_FILES__: readonly OwnFile[];
declare const __OWN_VERSION__: string;
declare const __ADDED_HEADERS__: Readonly<Record<string, string>>;

const { scope } = self.registration;
/** Another page of the same origin may have caches too. */
const prefix = `rerank-bench-page ${new URL(scope).pathname} `;
const cacheName = prefix + __OWN_VERSION__;
const hashes = new Map(__OWN_FILES__);
const paths = [...hashes.keys()];
const addressOf = (path: string) => new URL(path, scope).href;

/** Vite puts a hash of the content into these names. */
const isHashed = (path: string) => hashes.get(path) === '';

/** The caches of this page's versions, oldest first. */
async function versions(): Promise<Cache[]> {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  return Promise.all(names.map((name) => caches.open(name)));
}

/** A file of any version under the same name. Only the content can be the same where the name has its hash. */
async function keptBefore(path: string): Promise<Response | undefined> {
  for (const cache of await versions()) {
    const response = await cache.match(addressOf(path));
    if (response !== undefined) return response;
  }
  return undefined;
}

async function keep(cache: Cache, path: string): Promise<void> {
  const address = addressOf(path);
  if ((await cache.match(address)) !== undefined) return;
  const before = isHashed(path) ? await keptBefore(path) : undefined;
  const response =
    before ?? (await fetch(address, { cache: isHashed(path) ? 'default' : 'no-cache', priority: 'low' }));
  if (!response.ok) throw new Error(`status ${response.status} for ${address}`);
  // A browser refuses a redirected answer to a navigation, as some hosts give for index.html.
  const { status, headers } = response;
  await cache.put(address, new Response(response.body, { status, headers }));
}

async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  const rest = paths.filter((path) => !isKeptLater(path));
  // A few at a time, so that the page's own requests are not held up.
  const oneAfterAnother = async () => {
    for (let path = rest.pop(); path !== undefined; path = rest.pop()) await keep(cache, path);
  };
  await Promise.all(Array.from({ length: 4 }, oneAfterAnother));
  for (const path of paths.filter(isKeptLater)) {
    if ((await keptBefore(path)) !== undefined) await keep(cache, path);
  }
}

async function activate(): Promise<void> {
  // The version before stays, for tabs that still show it.
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Answers with a file of the page, kept or not, or of the version before. */
async function answer(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = hashes.has(path) ? await cache.match(addressOf(path)) : await keptBefore(path);
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (response.status === 200 && isHashed(path)) await cache.put(addressOf(path), response.clone());
  return response;
}

self.addEventListener('install', (event) => event.waitUntil(install()));

self.addEventListener('activate', (event) => event.waitUntil(activate()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const path = request.method === 'GET' ? pathWithin(scope, request.url) : null;
  // An asset that this version does not have may be one of the version before.
  if (path === null || !(hashes.has(path) || path.startsWith('assets/'))) return;
  event.respondWith(answer(path, request).then((response) => withHeaders(response, __ADDED_HEADERS__)));
});

self.addEventListener('message', (event) => {
  const message = event.data as ToServiceWorker;
  switch (message.type) {
    case 'take-over':
      event.waitUntil(self.skipWaiting());
      return;
    case 'keep': {
      const runtime = message.withRuntime ? runtimeFile(paths, 'Suspending' in WebAssembly) : undefined;
      const used = message.used.flatMap((address) => pathWithin(scope, address) ?? []);
      const wanted = [
        ...used.filter((path) => hashes.has(path)),
        ...(runtime === undefined ? [] : [runtime]),
      ];
      event.waitUntil(
        caches
          .open(cacheName)
          .then((cache) => Promise.all(wanted.map((path) => keep(cache, path))))
          .then(() => event.ports[0]?.postMessage('kept')),
      );
      return;
    }
    default:
      message satisfies never;
  }
});
