import { join } from 'node:path';
import type { CommandTools } from '../command-line.ts';
import { languageOfFlags, wordsOf } from '../command-words.ts';
import { createTerminal } from '../terminal.ts';

/** The tools of a command, with what it wrote. */
export interface RecordedTools extends CommandTools {
  readonly written: { stdout: string; stderr: string };
}

/** Tools for a command under test. They keep what is written, and there is no screen unless asked for. */
export function recordedTools(args: readonly string[], screen = false): RecordedTools {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    isTTY: screen,
    columns: 40,
    write: (text: string) => {
      written[name] += text;
      return true;
    },
  });
  return {
    args,
    calledAs: 'npm run -s command --',
    terminal: createTerminal(stream('stdout'), stream('stderr')),
    words: wordsOf(languageOfFlags(args)),
    signal: new AbortController().signal,
    env: {},
    root: join(import.meta.dirname, '..', '..'),
    written,
  };
}
