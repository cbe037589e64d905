import { isLfsPointer } from '../../core/model-files/lfs-pointer.ts';
import { Failure } from '../../core/rerank/failure.ts';
import type { DownloadEvent } from '../protocol/messages.ts';
import type { KeptFiles } from './kept-files.ts';
import { type Fetch, lengthOf, type ResumeTools, resumeRule, resumingBody } from './resuming-body.ts';

export interface ModelFetchTools extends Omit<ResumeTools, 'onBreak'> {
  readonly keptFiles: KeptFiles;
  /** Called when a file's connection was lost, before each attempt to go on. */
  readonly onBreak: (address: string) => void;
  readonly onDownload: (event: DownloadEvent) => void;
  /** Called before a request for a file of the page itself fails. */
  readonly onOwnFileMissing?: (failure: Failure) => void;
}

/**
 * A `fetch` for a model's files. It takes them from the browser's cache, or downloads them, resumes after a
 * break, and keeps what is complete. Completeness is judged by length, and the ETag guards against parts of
 * different files. Hubs name a SHA-256 for large files, but a browser cannot compute it piece by piece:
 * WebCrypto takes a whole buffer.
 *
 * Requests for a part, and for the page's own files, which have no `http` address, are fetched and not kept.
 */
export function modelFetch(tools: ModelFetchTools): Fetch {
  const ask = namingFetch(tools.fetch, tools.onOwnFileMissing);
  /**
   * Hubs that have answered in this worker's life. If one of them is silent, the connection broke; its
   * address is right.
   */
  const reached = new Set<string>();

  async function open(address: string, init: RequestInit | undefined): Promise<Response> {
    const { origin } = new URL(address);
    for (const waitMs of [...resumeRule.waitsMs, null]) {
      try {
        const response = await ask(address, init);
        reached.add(origin);
        return response;
      } catch (error) {
        const isBreak = error instanceof Failure && error.code === 'hub-unreachable' && reached.has(origin);
        if (!isBreak || waitMs === null) throw error;
        tools.onBreak(address);
        await tools.pause(waitMs);
      }
    }
    throw new Failure('hub-unreachable', address);
  }

  return async (input, init) => {
    const address = String(input);
    if (isOwnFile(address)) return ask(address, init);
    const held = await tools.keptFiles.find(address);
    if (new Headers(init?.headers).has('range')) {
      // transformers.js asks for a first byte to learn a file's size. The kept file tells it without the hub.
      return held === undefined ? ask(address, init) : new Response(null, { headers: held.headers });
    }
    if (held !== undefined) return held;
    const response = await open(address, init);
    if (response.status !== 200 || response.body === null) return response;
    tools.onDownload({ type: 'started', address });
    return new Response(keptStream(address, response, tools), { headers: response.headers });
  };
}

/** A response's body, resumed where it breaks. It ends only once the browser has kept it, or refused to. */
function keptStream(
  address: string,
  response: Response,
  tools: ModelFetchTools,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = resumingBody(address, response, { ...tools, onBreak: () => tools.onBreak(address) });
  const keeping = tools.keptFiles.keep(address, keptHeaders(response));
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next();
        if (!done) {
          if (isFirst && isLfsPointer(value)) throw new Failure('lfs-pointer', address);
          isFirst = false;
          await keeping.write(value);
          controller.enqueue(value);
          return;
        }
        const trouble = await keeping.finish();
        if (trouble === null) tools.onDownload({ type: 'kept', address });
        else tools.onDownload({ type: 'not-kept', address, ...refusal(trouble) });
        controller.close();
      } catch (error) {
        await keeping.abandon(error);
        controller.error(error);
      }
    },
    async cancel(reason) {
      await Promise.all([pieces.return(), keeping.abandon(reason)]);
    },
  });
}

/** The headers that describe the file, without those about how its body was packed for transport. */
function keptHeaders(response: Response): Headers {
  const headers = new Headers();
  for (const name of ['content-type', 'etag', 'last-modified']) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const length = lengthOf(response);
  if (length !== null) headers.set('content-length', String(length));
  return headers;
}

function refusal(trouble: unknown): { readonly reason: 'quota' | 'other'; readonly detail: string } {
  const detail = String(trouble);
  return { reason: /QuotaExceeded|quota/i.test(detail) ? 'quota' : 'other', detail };
}

/** Whether a file is the page's own, which is asked for by its path. */
const isOwnFile = (address: string) => !/^https?:/.test(address);

/**
 * Wraps `fetch` so that a hub's failures are named. transformers.js would take an error page for a model.
 *
 * A hub's 404 passes, since transformers.js asks for optional files too. The page has all of its own.
 */
export function namingFetch(fetch: Fetch, onOwnFileMissing: (failure: Failure) => void = () => {}): Fetch {
  return async (input, init) => {
    const address = String(input);
    if (isOwnFile(address)) {
      return ownFile(fetch, address, init).catch((failure: Failure) => {
        onOwnFileMissing(failure);
        throw failure;
      });
    }
    let response: Response;
    try {
      response = await fetch(input, init);
    } catch (error) {
      throw new Failure('hub-unreachable', address, String(error));
    }
    if (response.headers.get('x-error-code') === 'RepoNotFound') {
      // The hub answers 401 for a repository that does not exist, so as not to tell which private ones do.
      throw new Failure('model-not-found', address, `status ${response.status}, RepoNotFound`);
    }
    if (response.status === 401 || response.status === 403) {
      throw new Failure('model-gated', address, `status ${response.status}`);
    }
    if (response.status >= 400 && response.status !== 404) {
      throw new Failure('hub-error', address, `status ${response.status}`);
    }
    if (response.ok && response.headers.get('content-type')?.startsWith('text/html')) {
      throw new Failure('file-not-a-model', address, 'the answer is a web page (text/html)');
    }
    return response;
  };
}

/** A file of the page itself. Some hosts answer with their own page for a file that they do not have. */
async function ownFile(fetch: Fetch, address: string, init: RequestInit | undefined): Promise<Response> {
  const missing = (detail: string) => new Failure('page-file-missing', address, detail);
  const response = await fetch(address, init).catch((error: unknown) => {
    throw missing(String(error));
  });
  if (!response.ok) throw missing(`status ${response.status}`);
  if (response.headers.get('content-type')?.startsWith('text/html')) throw missing('a web page (text/html)');
  return response;
}
