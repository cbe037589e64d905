import { rankCommand } from './rank-command.ts';
import { runProgram } from './run-program.ts';

/** `npm run -s rank`: ranks documents for a query in a real browser. */
await runProgram(rankCommand);
