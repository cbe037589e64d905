import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import Negotiator from 'negotiator';

/** The types of file that shrink. Fonts and pictures are compressed already. */
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html;charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

export const isCompressible = (path: string): boolean => extname(path) in types;

/** From this size on, speed counts more than the last tenth of the size. */
const largeBytes = 4_000_000;

const encoders = {
  br: (content: Buffer) =>
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: content.length < largeBytes ? 5 : 1,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
  gzip: (content: Buffer) => promisify(gzip)(content),
};

type Encoding = keyof typeof encoders;

interface Kept {
  readonly etag: string;
  readonly body: Promise<Buffer>;
}

/** Compresses files when they are first asked for, and keeps them in memory until they change on the disk. */
export class CompressedFiles {
  readonly #root: string;
  readonly #kept = new Map<string, Kept>();

  /** @param root the folder of the files */
  constructor(root: string) {
    this.#root = root;
  }

  /**
   * Answers a request for a whole file that its sender takes compressed.
   *
   * @param pathname the decoded path within the folder, from `/` on
   * @param headers are sent along
   * @returns false if the request is left to others: for a part of a file, for one that does not shrink or does
   * not exist, or from a sender that takes no encoding
   */
  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    pathname: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    const type = types[extname(pathname)];
    const encoding = wantedEncoding(request);
    if (type === undefined || encoding === null || request.headers.range !== undefined) return false;
    // The other server decides what such paths mean.
    if (pathname.split('/').some((part) => part.startsWith('.')) || /[\\\0]/.test(pathname)) return false;
    const kept = await this.#keep(join(this.#root, pathname), encoding);
    if (kept === null) return false;
    const isKnown = request.headers['if-none-match'] === kept.etag;
    const body = isKnown ? null : await kept.body.catch(() => null);
    if (body === null && !isKnown) return false;
    const head = { ...headers, ETag: kept.etag, Vary: 'Accept-Encoding' };
    if (body === null) {
      response.writeHead(304, head).end();
    } else {
      response.writeHead(200, {
        ...head,
        'Content-Type': type,
        'Content-Encoding': encoding,
        'Content-Length': body.length,
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    }
    return true;
  }

  async #keep(file: string, encoding: Encoding): Promise<Kept | null> {
    const found = await stat(file).catch(() => null);
    if (found === null || !found.isFile()) return null;
    const etag = `W/"${found.size}-${found.mtimeMs}-${encoding}"`;
    const key = `${encoding} ${file}`;
    const known = this.#kept.get(key);
    if (known?.etag === etag) return known;
    const kept = { etag, body: readFile(file).then(encoders[encoding]) };
    this.#kept.set(key, kept);
    // A file that cannot be read now may be readable later.
    kept.body.catch(() => this.#kept.delete(key));
    return kept;
  }
}

/** The smaller encoding of those that the sender takes; `null` if it takes none. */
function wantedEncoding(request: IncomingMessage): Encoding | null {
  const taken = new Negotiator(request).encodings(['br', 'gzip']);
  return taken.includes('br') ? 'br' : taken.includes('gzip') ? 'gzip' : null;
}
