import { commandHelp } from './command-help.ts';
import { commandProblems } from './command-problems.ts';

/** What only the command line says. The page does not load it. */
export const commandLine = { ...commandProblems, ...commandHelp } as const;
