// `npm start`: installs missing packages, builds the page if a source is newer, and serves it. There is no
// shell in between, so a signal to this process ends the server.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeReady } from './ready.mjs';

const problem = makeReady();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}

const { tsImport } = await import('tsx/esm/api');
const { ensureBuiltPage } = await tsImport('./built-page.ts', import.meta.url);
try {
  await ensureBuiltPage(dirname(dirname(fileURLToPath(import.meta.url))), () =>
    console.error('Building the page …'),
  );
} catch (error) {
  // Vite has already printed what is wrong.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
await tsImport('../server/main.ts', import.meta.url);
