import type { commandLine as source } from '../en/command-line.ts';
import type { Texts } from '../en/index.ts';
import { commandHelp } from './command-help.ts';
import { commandProblems } from './command-problems.ts';

export const commandLine: Texts<typeof source> = { ...commandProblems, ...commandHelp };
