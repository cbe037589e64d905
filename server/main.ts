import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startOnNextFreePort } from './next-free-port.ts';
import { createStaticServer } from './static-server.ts';

/** Serves the built page until it is stopped: the last step of `npm start`, and `rerank-bench serve`. */

const usage = 'Usage: --port <number>, 4173 unless given';

function wantedPort(): number {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '4173' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    console.log(usage);
    process.exit(0);
  }
  const port = /^\d+$/.test(values.port) ? Number(values.port) : Number.NaN;
  if (!(port <= 65_535)) throw new Error(`--port takes a number from 0 to 65535, not "${values.port}".`);
  return port;
}

function giveUp(reason: unknown, exitCode: number): never {
  console.error(reason instanceof Error ? reason.message : String(reason));
  process.exit(exitCode);
}

/**
 * Ends the server with the shell that npm started it in. npm signals only that shell, and the shell dies
 * without passing the signal on. The server would otherwise keep running unseen and hold its port.
 */
function endWithParent(end: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, 500).unref();
}

let port: number;
try {
  port = wantedPort();
} catch (error) {
  console.error(usage);
  giveUp(error, 2);
}

const root = join(import.meta.dirname, '..', 'dist');
if (!existsSync(join(root, 'index.html'))) {
  giveUp('The page is not built yet. Run `npm start`, or `npm run build` first.', 1);
}

try {
  const server = await startOnNextFreePort(port, (candidate) =>
    createStaticServer({ root, port: candidate }),
  );
  if (port !== 0 && new URL(server.url).port !== String(port)) console.log(`Port ${port} is taken.`);
  console.log(`Rerank Bench is at ${server.url}`);
  console.log('Press Ctrl+C to stop.');
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    server.close().then(
      () => process.exit(0),
      (error) => giveUp(error, 1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  if (process.env.npm_lifecycle_event !== undefined) endWithParent(end);
} catch (error) {
  giveUp(error, 1);
}
