import type { Writable } from 'node:stream';
import { cutToWidth } from './text-table.ts';

/** Where a command writes: nothing but the result goes to `out`. */
export interface Terminal {
  /** The result, as it is. */
  out(text: string): void;
  /** A line for whoever watches. */
  note(line: string): void;
  /**
   * The line that is brought up to date in place; an empty one takes it away. Nothing where `canUpdate` is
   * false.
   */
  status(line: string): void;
  /** Whether there is a screen whose last line can be written anew. */
  readonly canUpdate: boolean;
  /** Width of the screen in columns, where there is one. */
  readonly columns: number | undefined;
}

export interface TerminalStream extends Pick<Writable, 'write'> {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const eraseLine = '\r\u001b[K';

export function createTerminal(stdout: TerminalStream, stderr: TerminalStream): Terminal {
  const canUpdate = stderr.isTTY === true;
  let shown = '';
  const status = (line: string) => {
    if (!canUpdate || line === shown) return;
    // A line that wraps could not be taken back. A terminal that does not know its width says 0.
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
