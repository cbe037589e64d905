import { randomBytes } from 'node:crypto';
import { createReadStream, type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { parseByteRange } from './byte-range.ts';
import { listenOnLoopback } from './loopback.ts';

export interface ModelFolderServer {
  /** The base address for the setting `host`, with its closing slash. It replaces the hub's. */
  readonly host: string;
  /** The only repository there. */
  readonly repository: string;
  /** The address of the folder's files, with its closing slash. */
  readonly base: string;
  close(): Promise<void>;
}

export interface ModelFolderOptions {
  /** Laid out as a repository of the hub: `config.json`, `tokenizer.json`, `onnx/…`. */
  readonly folder: string;
  /** The only origin whose pages may read the files. */
  readonly pageOrigin: string;
}

const repository = 'local/model';

/**
 * Serves a model's folder on this machine as the hub would: `resolve/main/<path>`, whole or in ranges, and
 * the file listing. The path begins with 32 random bytes, so that no other program or page on this machine
 * can guess it, and only pages of the given origin may read the answers. Files are streamed, since they may
 * be larger than memory.
 */
export async function serveModelFolder(options: ModelFolderOptions): Promise<ModelFolderServer> {
  const root = resolve(options.folder);
  const secret = randomBytes(32).toString('base64url');
  const files = `/${secret}/${repository}/resolve/main/`;
  const listing = `/${secret}/api/models/${repository}/tree/main`;

  const server = await listenOnLoopback((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader('Access-Control-Allow-Origin', options.pageOrigin);
    response.setHeader('Vary', 'Origin');
    if (request.method === 'OPTIONS') allow(response);
    else if (request.method !== 'GET' && request.method !== 'HEAD') end(response, 405);
    else if (pathname === listing || pathname === `${listing}/`) {
      const isRecursive = /^(true|1)$/i.test(searchParams.get('recursive') ?? '');
      sendListing(request, response, listFiles(root, isRecursive));
    } else if (pathname.startsWith(files)) {
      const file = locate(root, pathname.slice(files.length));
      if (file === undefined) end(response, 404, 'EntryNotFound');
      else sendFile(request, response, file);
    } else end(response, 404);
  });

  const host = `${server.origin}/${secret}/`;
  return { host, repository, base: `${host}${repository}/resolve/main/`, close: () => server.close() };
}

interface FoundFile {
  readonly path: string;
  readonly stats: Stats;
}

/** @returns `undefined` if the path is not a file of the folder or leads out of it */
function locate(root: string, encoded: string): FoundFile | undefined {
  let path: string;
  try {
    path = decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\\\0]/.test(part))) {
    return undefined;
  }
  const file = join(root, ...parts);
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() ? { path: file, stats } : undefined;
}

interface ListedFile {
  readonly type: 'file' | 'directory';
  readonly path: string;
  readonly size: number;
  readonly oid: string;
}

function listFiles(root: string, recursive: boolean): ListedFile[] {
  return readdirSync(root, { recursive, withFileTypes: true })
    .flatMap((entry) => listed(root, entry) ?? [])
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function listed(root: string, entry: Dirent): ListedFile | undefined {
  const file = join(entry.parentPath, entry.name);
  const path = relative(root, file).split(sep).join('/');
  // Links are followed, since a hub's download cache stores its files elsewhere.
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return { type: 'directory', path, size: 0, oid: '' };
  return stats?.isFile() ? { type: 'file', path, size: stats.size, oid: fingerprint(stats) } : undefined;
}

const fingerprint = ({ size, mtimeMs }: Stats) => `${size.toString(16)}-${mtimeMs.toString(16)}`;

function sendListing(request: IncomingMessage, response: ServerResponse, entries: ListedFile[]): void {
  const body = Buffer.from(JSON.stringify(entries));
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', body.length);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function sendFile(request: IncomingMessage, response: ServerResponse, { path, stats }: FoundFile): void {
  response.setHeader(
    'Content-Type',
    extname(path) === '.json' ? 'application/json' : 'application/octet-stream',
  );
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Access-Control-Expose-Headers', 'ETag,Accept-Ranges,Content-Range,Content-Length');
  response.setHeader('ETag', `"${fingerprint(stats)}"`);
  // A file may change under the same name.
  response.setHeader('Cache-Control', 'no-cache');
  const range = parseByteRange(request.headers.range, stats.size);
  if (range === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${stats.size}`);
    end(response, 416);
    return;
  }
  const { first, last } = range ?? { first: 0, last: stats.size - 1 };
  if (range !== undefined) {
    response.statusCode = 206;
    response.setHeader('Content-Range', `bytes ${first}-${last}/${stats.size}`);
  }
  response.setHeader('Content-Length', last - first + 1);
  if (request.method === 'HEAD' || last < first) response.end();
  // If reading the file fails, the connection ends and the page reports an incomplete file.
  else pipeline(createReadStream(path, { start: first, end: last }), response, () => {});
}

function allow(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD');
  response.setHeader('Access-Control-Allow-Headers', '*');
  // A web page must ask before it may reach this machine (https://wicg.github.io/private-network-access/).
  response.setHeader('Access-Control-Allow-Private-Network', 'true');
  end(response, 204);
}

function end(response: ServerResponse, status: number, errorCode?: string): void {
  response.statusCode = status;
  if (errorCode !== undefined) {
    response.setHeader('X-Error-Code', errorCode);
    response.setHeader('Access-Control-Expose-Headers', 'X-Error-Code');
  }
  response.end();
}
