import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Only this machine may connect. */
export type LoopbackHost = '127.0.0.1' | 'localhost' | '::1';

export interface LoopbackServer {
  /** Origin, without a closing slash. */
  readonly origin: string;
  readonly port: number;
  /** Ends open connections too, so that an answer that is held back cannot keep the program alive. */
  close(): Promise<void>;
}

/**
 * @param port 0 takes any free one.
 * @throws what `listen` throws: `EADDRINUSE` for a port that is taken.
 */
export async function listenOnLoopback(
  listener: RequestListener,
  { host = '127.0.0.1', port = 0 }: { host?: LoopbackHost | undefined; port?: number | undefined } = {},
): Promise<LoopbackServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: chosen } = server.address() as AddressInfo;
  return {
    origin: `http://${host === '::1' ? '[::1]' : host}:${chosen}`,
    port: chosen,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
