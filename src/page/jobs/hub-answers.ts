import type { FailureCode } from '../../core/rerank/failure.ts';

export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** What became of asking a hub for something; everything that can go wrong is one of these. */
export type HubAnswer =
  | { readonly state: 'ok'; readonly response: Response }
  /** There is no such file, or the host knows no such address. */
  | { readonly state: 'absent'; readonly detail: string }
  | { readonly state: 'refused'; readonly code: FailureCode; readonly detail: string };

/**
 * Asks a hub. A page cannot tell a host that is not there from one that lets no page read its answers (CORS): both are
 * `hub-unreachable`.
 */
export async function askHub(fetch: Fetch, address: string, init: RequestInit): Promise<HubAnswer> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch (error) {
    return { state: 'refused', code: 'hub-unreachable', detail: `${address}: ${String(error)}` };
  }
  const detail = `${address}: status ${response.status}`;
  // The hub answers 401 for a repository that does not exist, so as not to tell which private ones do.
  if (response.headers.get('x-error-code') === 'RepoNotFound') {
    return { state: 'refused', code: 'model-not-found', detail: `${detail}, RepoNotFound` };
  }
  if (response.status === 401 || response.status === 403) {
    return { state: 'refused', code: 'model-gated', detail };
  }
  if (response.status === 404) return { state: 'absent', detail };
  if (!response.ok) return { state: 'refused', code: 'hub-error', detail };
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    return { state: 'refused', code: 'file-not-a-model', detail: `${address}: a web page (text/html)` };
  }
  return { state: 'ok', response };
}

/** The JSON of an answer; `undefined` where it is none, or did not come whole. */
export async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
