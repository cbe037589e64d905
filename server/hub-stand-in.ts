import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { parseByteRange } from './byte-range.ts';
import { type Fault, FaultBook, type FaultInForce, type FaultRule } from './hub-faults.ts';
import { HubFiles, type ServedFile, smallFile } from './hub-files.ts';
import { listenOnLoopback } from './loopback.ts';

export type { Fault, FaultKind, FaultRule } from './hub-faults.ts';

export interface HubRequest {
  readonly method: string;
  /** As sent, with the query string. */
  readonly url: string;
  /**
   * The hub itself or the large-file storage that it redirects to. The storage is another origin, as in
   * reality.
   */
  readonly at: 'hub' | 'storage';
  readonly headers: Readonly<IncomingMessage['headers']>;
}

export interface HubStandIn {
  /** The base address with its closing slash, as the setting `host` takes it. */
  readonly url: string;
  /** All requests to both origins since the start or the last `forget()`, in order of arrival. */
  readonly requests: readonly HubRequest[];
  /** Makes matching requests fail from now on. */
  setFault(rule: FaultRule): Fault;
  clearFaults(): void;
  /** Empties `requests`. */
  forget(): void;
  close(): Promise<void>;
}

/** The revision that every revision name stands for here. */
const commit = '0123456789abcdef0123456789abcdef01234567';

const knownRevision = /^(main|[0-9a-f]{40})$/;

const types: Readonly<Record<string, string>> = {
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

const loginPage =
  '<!doctype html><html><head><title>Sign in</title></head><body>Sign in to go on.</body></html>';

const exposedHeaders =
  'X-Repo-Commit,X-Error-Code,X-Error-Message,ETag,Link,Accept-Ranges,Content-Range,X-Linked-Size,X-Linked-ETag';

/** A requested file, from the request that names it to the answer that carries it. */
interface Delivery {
  readonly file: ServedFile;
  readonly path: string;
  readonly fault: FaultInForce | undefined;
}

/**
 * Starts a server that answers like the model hub, with the repositories in a folder.
 *
 * As on the real hub, a small file is answered with a relative redirect (307) and a large one with a redirect
 * (302) to a storage on another origin. Both support ranges, and every answer allows cross-origin reading.
 *
 * @param root a folder that holds `<org>/<name>/<path>`
 */
export async function startHubStandIn({ root }: { readonly root: string }): Promise<HubStandIn> {
  const files = new HubFiles(root);
  const faults = new FaultBook();
  const requests: HubRequest[] = [];

  // The target of a redirect names its delivery by number, so that a fault counts once for a file and not
  // twice.
  const deliveries: Delivery[] = [];
  function postpone(delivery: Delivery): string {
    return `${deliveries.push(delivery) - 1}/${encodeURIComponent(delivery.file.oid)}`;
  }
  function resume(path: string): Delivery | undefined {
    return deliveries[Number.parseInt(path, 10)];
  }

  function record(request: IncomingMessage, at: HubRequest['at']): void {
    requests.push({
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      at,
      headers: { ...request.headers },
    });
  }

  const storage = await listenOnLoopback((request, response) => {
    record(request, 'storage');
    const delivery = resume((request.url ?? '/').slice(1));
    allowCrossOrigin(request, response, delivery?.fault);
    if (request.method === 'OPTIONS') finish(response, 204);
    else if (delivery === undefined) finish(response, 403, 'Access denied');
    else send(request, response, delivery);
  });

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', hub.origin);
    const delivery = resume(after('/api/resolve-cache/models/', pathname));
    if (request.method === 'OPTIONS') {
      allowCrossOrigin(request, response);
      finish(response, 204);
    } else if (delivery !== undefined) {
      allowCrossOrigin(request, response, delivery.fault);
      send(request, response, delivery);
    } else {
      const fault = faults.take(pathname, request.headers.range === 'bytes=0-0');
      allowCrossOrigin(request, response, fault);
      if (fault === undefined || !refused(request, response, fault)) {
        look(request, response, decodeURIComponent(pathname), searchParams, fault);
      }
    }
  }

  function look(
    request: IncomingMessage,
    response: ServerResponse,
    pathname: string,
    query: URLSearchParams,
    fault: FaultInForce | undefined,
  ): void {
    const asked =
      /^\/(?<repository>[^/]+\/[^/]+)\/resolve\/(?<revision>[^/]+)\/(?<path>.+)$/.exec(pathname)?.groups ??
      /^\/api\/models\/(?<repository>[^/]+\/[^/]+)\/tree\/(?<revision>[^/]+)\/?$/.exec(pathname)?.groups;
    if (asked === undefined) {
      finish(response, 404, 'Not found');
      return;
    }
    const { repository = '', revision = '', path } = asked;
    response.setHeader('X-Repo-Commit', commit);
    if (!files.has(repository)) {
      // The real hub does not tell strangers whether a repository is missing or private.
      fail(response, 401, 'RepoNotFound', 'Invalid username or password.');
    } else if (!knownRevision.test(revision)) {
      fail(response, 404, 'RevisionNotFound', `Invalid rev id: ${revision}`);
    } else if (path === undefined) {
      const isRecursive = /^(true|1)$/i.test(query.get('recursive') ?? '');
      const entries = files.tree(repository).filter((entry) => isRecursive || !entry.path.includes('/'));
      send(request, response, {
        file: smallFile(Buffer.from(JSON.stringify(entries))),
        path: 'tree.json',
        fault,
      });
    } else {
      const file = files.read(repository, path);
      if (file === undefined) fail(response, 404, 'EntryNotFound', 'Entry not found');
      else redirect(response, { file, path, fault });
    }
  }

  function redirect(response: ServerResponse, delivery: Delivery): void {
    const { file } = delivery;
    const target = postpone(delivery);
    const location = file.isLarge ? `${storage.origin}/${target}` : `/api/resolve-cache/models/${target}`;
    response.setHeader('X-Linked-Size', file.bytes.length);
    response.setHeader('X-Linked-ETag', `"${file.oid}"`);
    response.setHeader('Location', location);
    finish(response, file.isLarge ? 302 : 307, `Redirecting to ${location}`);
  }

  const hub = await listenOnLoopback((request, response) => {
    record(request, 'hub');
    try {
      answer(request, response);
    } catch (error) {
      // For example a path with an invalid percent encoding.
      finish(response, 400, String(error));
    }
  });

  return {
    url: `${hub.origin}/`,
    requests,
    setFault: (rule) => faults.set(rule),
    clearFaults: () => faults.clear(),
    forget: () => {
      requests.length = 0;
    },
    close: async () => {
      faults.clear();
      await Promise.all([hub.close(), storage.close()]);
    },
  };
}

/**
 * Answers in place of the hub if the fault happens before the file is sent.
 *
 * @returns whether it has answered
 */
function refused(request: IncomingMessage, response: ServerResponse, fault: FaultInForce): boolean {
  switch (fault.kind) {
    case 'offline':
      request.socket.destroy();
      return true;
    case 'not-found':
      fail(response, 404, 'EntryNotFound', 'Entry not found');
      return true;
    case 'gated':
      fail(
        response,
        401,
        'GatedRepo',
        'Access to this model is restricted. You must have access to it and be authenticated to access it.',
      );
      return true;
    case 'server-error':
      response.setHeader('Retry-After', '1');
      finish(response, 503, 'Service Unavailable');
      return true;
    case 'html':
      finish(response, 200, loginPage, 'text/html; charset=utf-8');
      return true;
    case 'no-cors':
    case 'slow':
    case 'cut-short':
    case 'cut-later':
    case 'truncated-ok':
    case 'garbage':
      return false;
    default:
      return fault.kind satisfies never;
  }
}

/** Sends a file, or the requested range of it, with its fault. */
function send(request: IncomingMessage, response: ServerResponse, { file, path, fault }: Delivery): void {
  const bytes = spoilt(file.bytes, fault);
  const etag = `"${file.oid}"`;
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('ETag', etag);
  response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream');
  if (request.headers['if-none-match'] === etag) {
    finish(response, 304);
    return;
  }

  const range = parseByteRange(request.headers.range, bytes.length);
  if (range === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${bytes.length}`);
    finish(response, 416);
    return;
  }
  if (range !== undefined) {
    response.statusCode = 206;
    response.setHeader('Content-Range', `bytes ${range.first}-${range.last}/${bytes.length}`);
  }
  const body = range === undefined ? bytes : bytes.subarray(range.first, range.last + 1);
  response.setHeader('Content-Length', body.length);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }

  const half = Math.floor(body.length / 2);
  if (half === 0) {
    // A single byte, requested to learn the file's size, cannot be halved.
    response.end(body);
  } else if (fault?.kind === 'cut-short') {
    // The callback runs when the bytes have been sent. Ending the connection earlier would lose them.
    response.write(body.subarray(0, half), () => request.socket.destroy());
  } else if (fault?.kind === 'cut-later') {
    response.write(body.subarray(0, half));
    void fault.released.then(() => request.socket.destroy());
  } else if (fault?.kind === 'slow') {
    response.write(body.subarray(0, half));
    void fault.released.then(() => response.end(body.subarray(half)));
  } else {
    response.end(body);
  }
}

function spoilt(bytes: Buffer, fault: FaultInForce | undefined): Buffer {
  if (fault?.kind === 'truncated-ok') return bytes.subarray(0, Math.floor(bytes.length / 2));
  if (fault?.kind === 'garbage') return Buffer.alloc(bytes.length, 0xff);
  return bytes;
}

function allowCrossOrigin(request: IncomingMessage, response: ServerResponse, fault?: FaultInForce): void {
  if (fault?.kind === 'no-cors') return;
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', exposedHeaders);
  if (request.method === 'OPTIONS') {
    response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD');
    response.setHeader('Access-Control-Allow-Headers', '*');
  }
}

function after(start: string, text: string): string {
  return text.startsWith(start) ? text.slice(start.length) : '';
}

/** Sends an error in the hub's form: a code for programs and a message for people. */
function fail(response: ServerResponse, status: number, code: string, message: string): void {
  response.setHeader('X-Error-Code', code);
  response.setHeader('X-Error-Message', message);
  finish(response, status, message);
}

function finish(
  response: ServerResponse,
  status: number,
  body = '',
  type = 'text/plain; charset=utf-8',
): void {
  response.statusCode = status;
  if (body !== '') {
    response.setHeader('Content-Type', type);
    response.setHeader('Content-Length', Buffer.byteLength(body));
  }
  response.end(body);
}
