import type { Writable } from 'node:stream';
import { cutToWidth } from './text-table.ts';

/** Where a command writes. Only the result goes to `out`. */
export interface Terminal {
  /** Writes part of the result to stdout, unchanged. */
  out(text: string): void;
  /** Writes a line for the user to stderr. */
  note(line: string): void;
  /** Replaces the status line; an empty text removes it. Does nothing if `canUpdate` is false. */
  status(line: string): void;
  /** Whether stderr is a screen whose last line can be replaced. */
  readonly canUpdate: boolean;
  /** The width of the screen in columns, if stdout is one. */
  readonly columns: number | undefined;
}

export interface TerminalStream extends Pick<Writable, 'write'> {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const eraseLine = '\r\u001b[K';

/** A terminal over the two streams. It erases the status line before it writes anything else. */
export function createTerminal(stdout: TerminalStream, stderr: TerminalStream): Terminal {
  const canUpdate = stderr.isTTY === true;
  let shown = '';
  const status = (line: string) => {
    if (!canUpdate || line === shown) return;
    // A line that wraps could not be erased. A terminal that does not know its width says 0.
    stderr.write(`${eraseLine}${cutToWidth(line, (stderr.columns || 80) - 1)}`);
    shown = line;
  };
  return {
    out(text) {
      status('');
      stdout.write(text);
    },
    note(line) {
      status('');
      stderr.write(`${line}\n`);
    },
    status,
    canUpdate,
    get columns() {
      return stdout.isTTY === true ? stdout.columns || undefined : undefined;
    },
  };
}
