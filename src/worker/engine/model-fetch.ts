import { Failure } from '../../core/rerank/failure.ts';

type Fetch = (input: string | URL, init?: RequestInit) => Promise<Response>;

/**
 * Wraps `fetch` so that what goes wrong on the way from a hub is named: transformers.js would go on with an error page
 * as if it were a model, and put it into its cache.
 *
 * 404 passes, since transformers.js asks for optional files too.
 */
export function modelFetch(fetch: Fetch): Fetch {
  return async (input, init) => {
    const address = String(input);
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
    return response.ok && response.body ? withCheckedBody(response, response.body, address) : response;
  };
}

/** The same response with a body that fails by name when it ends early. */
function withCheckedBody(response: Response, body: ReadableStream<Uint8Array>, address: string): Response {
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  // A compressed body is longer than its length says.
  const expected = response.headers.has('content-encoding') ? Number.NaN : length;
  const incomplete = (received: number, detail: string) =>
    new Failure('file-incomplete', address, `${received} of ${length} bytes; ${detail}`);
  const reader = body.getReader();
  let received = 0;
  const checked = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) {
          received += value.byteLength;
          controller.enqueue(value);
        } else if (received < expected) {
          controller.error(incomplete(received, 'the connection ended'));
        } else {
          controller.close();
        }
      } catch (error) {
        controller.error(incomplete(received, String(error)));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const { status, statusText, headers } = response;
  return new Response(checked, { status, statusText, headers });
}
