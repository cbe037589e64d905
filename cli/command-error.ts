/** How a command ends, for scripts and CI jobs; a contract (docs/command-line.md). */
export const exitCode = {
  ok: 0,
  /** A requested lane, or the ranking, gave no result. */
  noResult: 1,
  usage: 2,
  /** There are results, and the scores behind them cannot be trusted. */
  suspectScores: 3,
  regression: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** What a person can put right: told in one line, without a stack, and the command ends with status 2. */
export class Problem extends Error {
  override readonly name = 'Problem';
}

/** What ends a command that was begun: its message is the one line that is told, and names what to do next. See `Problem` too. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
  readonly exitCode: ExitCode;

  constructor(message: string, code: ExitCode = exitCode.noResult) {
    super(message);
    this.exitCode = code;
  }
}

export class Interrupted extends CommandError {
  override readonly name = 'Interrupted';

  constructor() {
    super('Interrupted before anything was measured.', exitCode.interrupted);
  }
}

/** The browser, or the page's process, died while the page was at work. */
export class BrowserEnded extends CommandError {
  override readonly name = 'BrowserEnded';

  constructor() {
    super(
      'The browser ended unexpectedly, perhaps for lack of memory. Try smaller batches or a smaller dtype.',
    );
  }
}

/** The first line of what was thrown, without the marks that tools put before and after it. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.split('\n').find((one) => one.trim() !== '') ?? text;
  return line.replace(/^(error|[\w.]+): (?=\S)/i, '').trim();
}
