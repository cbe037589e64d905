import sirv from 'sirv';
import { pageHeaders } from '../../server/headers.ts';
import { type LoopbackServer, listenOnLoopback } from '../../server/loopback.ts';

/**
 * Serves the built page with its headers, and never answers the first request for a file.
 *
 * @param file matches the file's path
 */
export function startHoldingHost(dist: string, file: RegExp): Promise<LoopbackServer> {
  let isHeld = false;
  const setHeaders = (response: { setHeader(name: string, value: string): void }) => {
    for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
  };
  const files = sirv(dist, { dev: true, setHeaders });
  return listenOnLoopback((request, response) => {
    if (!isHeld && file.test(request.url ?? '')) isHeld = true;
    else files(request, response);
  });
}
