import type { RequestKind, RequestMap } from './protocol/messages.ts';

/** What answers the page's requests, one function a kind. */
export type RequestHandlers = {
  [K in RequestKind]: (params: RequestMap[K]['params']) => Promise<RequestMap[K]['result']>;
};
