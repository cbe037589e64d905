import { loadTestCommand } from './load-test-command.ts';
import { runProgram } from './run-program.ts';

/** `npm run -s load`: a live load test in a real browser. */
await runProgram(loadTestCommand);
