import { compare } from './compare-command.ts';
import { runProgram } from './run-program.ts';

/** `npm run -s compare`: what differs between two sides of runs, and whether the head is too slow. */
await runProgram(compare);
