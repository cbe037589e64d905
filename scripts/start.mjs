// `npm start`: installs what is missing, builds the page and serves it. One process and no shell in between, so that a
// signal to it ends the server.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeReady } from './ready.mjs';

const problem = makeReady();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}

const { build } = await import('vite');
try {
  await build({ root: dirname(dirname(fileURLToPath(import.meta.url))), logLevel: 'warn' });
} catch {
  // Vite has said what is wrong.
  process.exit(1);
}

const { tsImport } = await import('tsx/esm/api');
await tsImport('../server/main.ts', import.meta.url);
