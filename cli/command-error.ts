import { type Sentence, wordsOf } from './command-words.ts';

/** The exit codes. Scripts and CI jobs rely on them (docs/command-line.md). */
export const exitCode = {
  ok: 0,
  /** A requested lane, or the ranking, gave no result. */
  noResult: 1,
  usage: 2,
  /** There are results, but the scores behind them cannot be trusted. */
  suspectScores: 3,
  regression: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** An error that ends a command with one line on stderr and no stack. The line says what to do next. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
  /** The line, in any language. `message` holds it in English. */
  readonly sentence: Sentence;
  readonly exitCode: ExitCode;

  constructor(sentence: Sentence, code: ExitCode = exitCode.noResult) {
    super(sentence(wordsOf('en')));
    this.sentence = sentence;
    this.exitCode = code;
  }
}

/** A mistake in the flags or the files that the user can correct. The command ends with exit code 2. */
export class Problem extends CommandError {
  override readonly name = 'Problem';

  constructor(sentence: Sentence) {
    super(sentence, exitCode.usage);
  }
}

export class Interrupted extends CommandError {
  override readonly name = 'Interrupted';

  constructor() {
    super(({ say }) => say('problem.interrupted'), exitCode.interrupted);
  }
}

/** The browser or the page's process died while the page was working. */
export class BrowserEnded extends CommandError {
  override readonly name = 'BrowserEnded';

  constructor() {
    super(({ say }) => say('problem.browser.ended'));
  }
}

/** The first line of an error's message, without the `Error:` prefix that tools add. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.split('\n').find((one) => one.trim() !== '') ?? text;
  return line.replace(/^(error|[\w.]+): (?=\S)/i, '').trim();
}
