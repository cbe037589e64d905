import type { Terminal } from './terminal.ts';

/** What a command takes from the program it runs in. */
export interface CommandTools {
  /** The flags, without the program's own name. */
  readonly args: readonly string[];
  readonly terminal: Terminal;
  /** Aborted when the command is asked to end. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The checkout. */
  readonly root: string;
}
