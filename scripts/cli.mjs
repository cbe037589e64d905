// `npm run -s bench`, `rank`, `load`, `compare` and `collect`: installs missing packages and runs the command
// of that name. It is one process without a shell in between, so that Ctrl-C reaches the command and npm
// waits until the command has written its results. Until the packages are known to be there, only plain
// JavaScript and Node's own modules are used. Nothing here writes to stdout, which is left to the result.
import { makeReady } from './ready.mjs';

const [command = '', ...args] = process.argv.slice(2);

const problem = makeReady();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}

const { tsImport } = await import('tsx/esm/api');
const { runProgram } = await tsImport('../cli/run-program.ts', import.meta.url);
await runProgram(command, args, `npm run -s ${command} --`);
