import { Failure } from '../../core/rerank/failure.ts';
import type { Fetch } from './fetch-like.ts';

/**
 * Wraps `fetch` so that what goes wrong on the way from a hub is named: transformers.js would go on with an error page
 * as if it were a model.
 *
 * 404 passes, since transformers.js asks for optional files too.
 */
export function namingFetch(fetch: Fetch): Fetch {
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
    return response;
  };
}
