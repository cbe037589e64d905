import { benchCommand } from './bench-command.ts';
import { runProgram } from './run-program.ts';

/** `npm run -s bench`: a sweep in a real browser. */
await runProgram(benchCommand);
