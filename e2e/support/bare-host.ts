import sirv from 'sirv';
import { listenOnLoopback } from '../../server/loopback.ts';

export interface BareHost {
  /** The page's address, under a path of its own. */
  readonly url: string;
  /** Answers a path with this text from now on, as after a new version was published. */
  replace(path: string, type: string, text: string): void;
  close(): Promise<void>;
}

/** A static host that sends no headers of the page's and serves it under a path. */
export async function startBareHost(dist: string): Promise<BareHost> {
  const folder = '/people/bench/';
  const replaced = new Map<string, { readonly type: string; readonly text: string }>();
  const files = sirv(dist, { dev: true, etag: true });
  const server = await listenOnLoopback((request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    const text = replaced.get(path.replace(folder, ''));
    if (text !== undefined) {
      response.setHeader('Content-Type', text.type);
      response.end(text.text);
      return;
    }
    response.setHeader('Cache-Control', 'no-cache');
    if (path.startsWith(folder)) request.url = path.slice(folder.length - 1);
    files(request, response, () => {
      response.statusCode = 404;
      response.end('Not found');
    });
  });
  return {
    url: server.origin + folder,
    replace: (path, type, text) => replaced.set(path, { type, text }),
    close: () => server.close(),
  };
}
