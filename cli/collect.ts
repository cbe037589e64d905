import { collect } from './collect-command.ts';
import { runProgram } from './run-program.ts';

/** `npm run -s collect`: a folder of run records as one table. */
await runProgram(collect);
