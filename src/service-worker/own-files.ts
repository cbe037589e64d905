import { buildsToTry, type RuntimeBuild, ubiquitousDevice } from '../core/rerank/devices.ts';

/** A file of the built page: its path relative to the page, and a hash where the path does not have one. */
export type OwnFile = readonly [path: string, hash: string];

/** Matches what is large or rarely needed: the builds of the runtime, and fonts for other scripts. */
const later = /\.(wasm|gz)$|(?<!inter-latin-wght-normal-[\w-]+)\.woff2$/;

/** Whether a file is kept only once it has been used. All others are kept with the first visit. */
export const isKeptLater = (path: string): boolean => later.test(path);

const runtimeFiles: Readonly<Record<RuntimeBuild, RegExp>> = {
  jspi: /\.jspi-[\w-]+\.wasm$/,
  asyncify: /\.asyncify-[\w-]+\.gz$/,
  plain: /threaded-[\w-]+\.wasm$/,
};

/**
 * The file of the runtime build that this browser takes first on its CPU, which every model can run on.
 *
 * @param hasJspi whether WebAssembly in this browser can suspend
 */
export function runtimeFile(paths: readonly string[], hasJspi: boolean): string | undefined {
  const [build] = buildsToTry('auto', ubiquitousDevice, hasJspi);
  return build && paths.find((path) => runtimeFiles[build].test(path));
}

/**
 * The path of one of the page's files, relative to the page; `null` for an address outside it. Settings in
 * the address do not make another page.
 *
 * @param scope address of the folder that holds the page, with a closing slash
 */
export function pathWithin(scope: string, address: string): string | null {
  const { origin, pathname } = new URL(address);
  const folder = new URL(scope);
  if (origin !== folder.origin || !pathname.startsWith(folder.pathname)) return null;
  const path = decodeURIComponent(pathname.slice(folder.pathname.length));
  return path === '' ? 'index.html' : path;
}

/** The response with the headers that the host did not send. */
export function withHeaders(response: Response, added: Readonly<Record<string, string>>): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(added)) if (!headers.has(name)) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
