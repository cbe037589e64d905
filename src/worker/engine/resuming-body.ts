import { Failure } from '../../core/rerank/failure.ts';

/** `fetch`, as far as models need it. */
export type Fetch = (input: string | URL, init?: RequestInit) => Promise<Response>;

export const resumeRule = {
  /** How long to wait before each attempt to go on. */
  waitsMs: [500, 1000, 2000, 4000, 8000],
  /** After so many bytes since a break the count of attempts begins anew. */
  fairBytes: 1_000_000,
  /** A connection that is silent for so long counts as lost, since no event tells of it. */
  silenceMs: 30_000,
} as const;

export interface ResumeTools {
  readonly fetch: Fetch;
  /** Resolves after so many ms, or earlier when there is reason to try again. */
  readonly pause: (ms: number) => Promise<void>;
  /** Calls back after so many ms, unless the returned function is called first. */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** Called when a connection was lost, before each attempt to go on. */
  readonly onBreak: () => void;
}

/** Length of a whole body in bytes; `null` where the answer does not say, or says it of a compressed one. */
export function lengthOf({ headers }: Response): number | null {
  const said = headers.get('content-length');
  return said === null || headers.has('content-encoding') ? null : Number(said);
}

/**
 * The body of a download, piece by piece, which goes on where it stopped when the connection breaks.
 *
 * The rest is asked for with `Range` alone: `If-Range` would make browsers ask for permission first (a CORS
 * preflight), which storages behind hubs need not answer. Instead the validator of what comes (a strong ETag,
 * or else Last-Modified) is compared with that of what came; that is as safe. A server that ignores the range
 * answers with the whole file, of which what came already is dropped.
 *
 * @param response the first answer; it has a body
 * @throws Failure `file-incomplete` when no attempt brought the rest; `file-changed` when there is another
 * file at the
 *   address now, so that what came is of no use
 */
export async function* resumingBody(
  address: string,
  response: Response,
  tools: ResumeTools,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const total = lengthOf(response);
  const validator = validatorOf(response);
  let reader = readerOf(response);
  let received = 0;
  /** Bytes at the start of the current answer that had come before. */
  let toDrop = 0;
  let attempts = 0;
  let receivedAtBreak = 0;
  try {
    for (;;) {
      let reason = 'the connection ended';
      try {
        const { done, value } = await spoken(reader, tools.after);
        if (value !== undefined) {
          const fresh = value.subarray(Math.min(toDrop, value.byteLength));
          toDrop -= value.byteLength - fresh.byteLength;
          received += fresh.byteLength;
          if (fresh.byteLength > 0) yield fresh;
          continue;
        }
        if (done && (total === null || received >= total)) return;
      } catch (error) {
        reason = String(error);
      }
      void reader.cancel().catch(() => {});
      if (received - receivedAtBreak >= resumeRule.fairBytes) attempts = 0;
      receivedAtBreak = received;
      const rest = validator === null ? null : await restOf({ attempts });
      if (rest === null) {
        const size = total === null ? 'an unknown number of' : total;
        throw new Failure('file-incomplete', address, `${received} of ${size} bytes; ${reason}`);
      }
      ({ reader, toDrop, attempts } = rest);
    }
  } finally {
    // The reader gave up or there was a failure, so nothing more is downloaded.
    void reader.cancel().catch(() => {});
  }

  /** The rest of the file; `null` when all attempts failed. */
  async function restOf(so: { readonly attempts: number }) {
    for (const [place, waitMs] of resumeRule.waitsMs.entries()) {
      if (place < so.attempts) continue;
      tools.onBreak();
      await tools.pause(waitMs);
      const answer = await tools
        .fetch(address, { headers: { Range: `bytes=${received}-` }, cache: 'no-store' })
        .catch(() => null);
      if (answer === null) continue;
      const isWhole = answer.status === 200;
      const isChanged = answer.status === 416 || validatorOf(answer) !== validator;
      if (isChanged && (isWhole || answer.status === 206 || answer.status === 416)) {
        void answer.body?.cancel();
        throw new Failure('file-changed', address, `status ${answer.status}, ${received} bytes had come`);
      }
      if (isWhole || (answer.status === 206 && beginsAt(answer, received, total))) {
        return { reader: readerOf(answer), toDrop: isWhole ? received : 0, attempts: place + 1 };
      }
      void answer.body?.cancel();
    }
    return null;
  }
}

type BodyReader = ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;

function readerOf({ body }: Response): BodyReader {
  return (body ?? new ReadableStream<Uint8Array<ArrayBuffer>>({ start: (c) => c.close() })).getReader();
}

/** The next piece; rejects when none comes for too long. */
function spoken(reader: BodyReader, after: ResumeTools['after']) {
  return new Promise<Awaited<ReturnType<BodyReader['read']>>>((resolve, reject) => {
    const cancel = after(resumeRule.silenceMs, () =>
      reject(new Error(`nothing came for ${resumeRule.silenceMs / 1000} s`)),
    );
    reader.read().then(resolve, reject).finally(cancel);
  });
}

/**
 * What identifies a version of a file: a strong ETag, or else the time of its last change, which any page may
 * read. `null` where the answer has neither.
 */
function validatorOf({ headers }: Response): string | null {
  const etag = headers.get('etag');
  return etag === null || etag.startsWith('W/') ? headers.get('last-modified') : etag;
}

/** Whether a part (206) begins at this byte. Its length tells where the page may not read `Content-Range`. */
function beginsAt({ headers }: Response, first: number, total: number | null): boolean {
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
  if (range !== null) {
    const isSameLength = total === null || range[2] === '*' || Number(range[2]) === total;
    return Number(range[1]) === first && isSameLength;
  }
  return total !== null && Number(headers.get('content-length')) === total - first;
}
