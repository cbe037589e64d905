import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request of a browser to a server. */
export interface CountedRequest {
  readonly path: string;
  readonly status: number;
}

export interface CountingServer {
  readonly url: string;
  /** The requests since the last call of this, in order. */
  take(): CountedRequest[];
  close(): Promise<void>;
}

/**
 * Starts a proxy before a server that counts the requests to it. It sees those of windows, of workers and of
 * their workers alike, which the browser's own tools count separately or not at all. What comes from the
 * browser's cache is not requested.
 */
export async function startCountingServer(behind: string): Promise<CountingServer> {
  let asked: CountedRequest[] = [];
  const { hostname, port } = new URL(behind);
  const server = createServer((incoming, outgoing) => {
    const { url = '/', method, headers } = incoming;
    const passed = request({ hostname, port, path: url, method, headers }, (answer) => {
      const status = answer.statusCode ?? 0;
      asked.push({ path: new URL(url, behind).pathname, status });
      outgoing.writeHead(status, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    take: () => {
      const taken = asked;
      asked = [];
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
