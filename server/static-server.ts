import { statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';
import sirv from 'sirv';
import { CompressedFiles, isCompressible } from './compressed-files.ts';
import { hashedFiles, pageHeaders } from './headers.ts';
import { type LoopbackHost, listenOnLoopback } from './loopback.ts';

export interface StaticServerOptions {
  /** The folder to serve. */
  readonly root: string;
  readonly host?: LoopbackHost | undefined;
  /** 0, the default, takes any free port. */
  readonly port?: number | undefined;
  /**
   * The path under which the folder appears, such as `/bench/`, as on a host that gives each project a
   * subpath.
   */
  readonly prefix?: string | undefined;
}

export interface StaticServer {
  /** The folder's address, with its closing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * With `nosniff`, browsers refuse files without a type where the type matters. Unknown endings get the
 * neutral type.
 */
const typesSirvLacks: Readonly<Record<string, string>> = {
  '.onnx': 'application/octet-stream',
  '.onnx_data': 'application/octet-stream',
};

/** Vite puts a hash of the content into some names. Other files may change under the same name. */
function cacheControl(pathname: string): string {
  return pathname.startsWith(hashedFiles.path) ? hashedFiles.cacheControl : 'no-cache';
}

/** A path without percent signs; `null` if they are malformed. */
function decodedPath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

function withoutSlashes(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}

/**
 * Serves a built page on this machine, with the headers that make it cross-origin isolated, and compressed for
 * whoever takes that.
 *
 * A path without a file is answered with 404 in plain text and never with the page. A model loader that gets
 * HTML for a missing file would report a broken model instead of a missing one.
 *
 * @throws Error if `root` is not a folder, or with code `EADDRINUSE` if the port is taken
 */
export async function createStaticServer(options: StaticServerOptions): Promise<StaticServer> {
  if (!statSync(options.root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`There is no folder ${options.root} to serve.`);
  }
  const prefix = withoutSlashes(options.prefix ?? '');
  const base = prefix === '' ? '/' : `/${prefix}/`;

  const files = sirv(options.root, {
    // Looks at the disk for each request, so that a rebuilt page is not served with the old file sizes.
    dev: true,
    etag: true,
    extensions: [],
    setHeaders(response, pathname) {
      const type = typesSirvLacks[extname(pathname)];
      if (type !== undefined) response.setHeader('Content-Type', type);
      if (isCompressible(pathname)) response.setHeader('Vary', 'Accept-Encoding');
      response.setHeader('Cache-Control', cacheControl(pathname));
    },
  });
  const compressed = new CompressedFiles(options.root);

  const server = await listenOnLoopback(
    async (request, response) => {
      for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.setHeader('Allow', 'GET, HEAD');
        return refuse(response, 405, 'Only GET and HEAD are answered here.');
      }
      const [pathname = '/', query] = (request.url ?? '/').split('?', 2);
      if (!pathname.startsWith(base)) return refuse(response, 404, 'Not found');
      const inside = pathname.slice(base.length - 1);
      const wanted = inside.endsWith('/') ? `${inside}index.html` : inside;
      const decoded = decodedPath(wanted);
      const headers = { 'Cache-Control': cacheControl(wanted) };
      if (decoded !== null && (await compressed.answer(request, response, decoded, headers))) return;
      request.url = query === undefined ? wanted : `${wanted}?${query}`;
      files(request, response, () => refuse(response, 404, 'Not found'));
    },
    { host: options.host, port: options.port },
  );
  return { url: server.origin + base, close: () => server.close() };
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.end(message);
}
