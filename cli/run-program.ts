import { join } from 'node:path';
import { CommandError, type ExitCode, exitCode, firstLine } from './command-error.ts';
import type { CommandTools } from './command-line.ts';
import { languageOfFlags, type Words, wordsOf } from './command-words.ts';
import { watchInterrupts } from './interruption.ts';
import { createTerminal } from './terminal.ts';

type Command = (tools: CommandTools) => Promise<ExitCode>;

/** The commands by name. Each is loaded when it is called, since a comparison needs no browser. */
const commands = {
  bench: async () => (await import('./bench-command.ts')).benchCommand,
  rank: async () => (await import('./rank-command.ts')).rankCommand,
  load: async () => (await import('./load-test-command.ts')).loadTestCommand,
  compare: async () => (await import('./compare-command.ts')).compare,
  collect: async () => (await import('./collect-command.ts')).collect,
} satisfies Record<string, () => Promise<Command>>;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as readonly CommandName[];

/** Runs a command. An error becomes one line on stderr and its exit code. */
export async function exitCodeOf(command: Command, tools: CommandTools): Promise<ExitCode> {
  const { terminal, words } = tools;
  try {
    return await command(tools);
  } catch (error) {
    terminal.note(words.say('problem.error', { text: toldError(error, words) }));
    return error instanceof CommandError ? error.exitCode : exitCode.noResult;
  }
}

/**
 * Runs a command as the program. Its answer becomes the exit code, and Ctrl-C aborts its signal.
 *
 * @param calledAs what people type before the flags, such as `npm run -s bench --`
 */
export async function runProgram(
  name: CommandName,
  args: readonly string[],
  calledAs: string,
): Promise<void> {
  const command = await commands[name]();
  const words = wordsOf(languageOfFlags(args));
  const terminal = createTerminal(process.stdout, process.stderr);
  // `… | head` closes the pipe early, which is not an error.
  process.stdout.on('error', () => {});
  const interruption = watchInterrupts({
    process,
    now: () => performance.now(),
    note: terminal.note,
    words,
    exit: () => process.exit(exitCode.interrupted),
    watchParent: process.env.npm_lifecycle_event !== undefined,
  });
  try {
    process.exitCode = await exitCodeOf(command, {
      args,
      calledAs,
      terminal,
      words,
      signal: interruption.signal,
      env: process.env,
      root: join(import.meta.dirname, '..'),
    });
  } finally {
    terminal.status('');
    interruption.end();
  }
}

const toldError = (error: unknown, words: Words): string =>
  error instanceof CommandError
    ? error.sentence(words).replace(/\s*\n\s*/g, ' ')
    : words.say('problem.unexpected', { text: firstLine(error) });
