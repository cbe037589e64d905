import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a browser asked a server for, in order. */
export interface CountedRequest {
  readonly path: string;
  readonly status: number;
}

export interface CountingServer {
  readonly url: string;
  /** What was asked since this was last called. */
  take(): CountedRequest[];
  close(): Promise<void>;
}

/**
 * Stands before a server and notes what is asked of it: by windows, workers and their workers alike, which
 * the browser's own tools count apart or not at all. What the browser has in its cache is not asked for.
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
