// `npm run -s bench`, `rank`, `load`, `compare` and `collect`: installs what is missing and runs the command
// of that name. One process and no shell in between, so that Ctrl-C reaches the command and npm waits for it
// to write what it has. Plain JavaScript with built-ins only up to where the packages are known to be there;
// nothing here writes to stdout, which is the result's.
import { makeReady } from './ready.mjs';

const [command = ''] = process.argv.splice(2, 1);

const problem = makeReady();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}

const { tsImport } = await import('tsx/esm/api');
await tsImport(`../cli/${command}.ts`, import.meta.url);
