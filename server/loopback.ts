import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Addresses that only this machine can connect to. */
export type LoopbackHost = '127.0.0.1' | 'localhost' | '::1';

export interface LoopbackServer {
  /** The origin, without a closing slash. */
  readonly origin: string;
  readonly port: number;
  /** Also ends open connections, so that a held answer cannot keep the program alive. */
  close(): Promise<void>;
}

/**
 * Starts listening on a port of this machine.
 *
 * @param port 0 takes any free port
 * @throws Error with code `EADDRINUSE` if the port is taken
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
