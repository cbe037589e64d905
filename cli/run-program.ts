import { join } from 'node:path';
import { CommandError, type ExitCode, exitCode, firstLine, Problem } from './command-error.ts';
import type { CommandTools } from './command-line.ts';
import { watchInterrupts } from './interruption.ts';
import { createTerminal } from './terminal.ts';

/**
 * Runs a command as the program: what it answers is how the process ends, an error is one line on stderr,
 * and Ctrl-C aborts its signal.
 */
export async function runProgram(command: (tools: CommandTools) => Promise<ExitCode>): Promise<void> {
  const terminal = createTerminal(process.stdout, process.stderr);
  // `… | head` closes the pipe early, and that is no fault.
  process.stdout.on('error', () => {});
  const interruption = watchInterrupts({
    process,
    now: () => performance.now(),
    note: terminal.note,
    exit: () => process.exit(exitCode.interrupted),
    watchParent: process.env.npm_lifecycle_event !== undefined,
  });
  try {
    process.exitCode = await command({
      args: process.argv.slice(2),
      terminal,
      signal: interruption.signal,
      env: process.env,
      root: join(import.meta.dirname, '..'),
    });
  } catch (error) {
    terminal.note(`error: ${toldError(error)}`);
    process.exitCode = exitCodeOfError(error);
  } finally {
    terminal.status('');
    interruption.end();
  }
}

const toldError = (error: unknown): string =>
  error instanceof CommandError || error instanceof Problem
    ? error.message.replace(/\s*\n\s*/g, ' ')
    : `unexpected: ${firstLine(error)}`;

function exitCodeOfError(error: unknown): ExitCode {
  if (error instanceof CommandError) return error.exitCode;
  return error instanceof Problem ? exitCode.usage : exitCode.noResult;
}
