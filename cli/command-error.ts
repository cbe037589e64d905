import { type Sentence, wordsOf } from './command-words.ts';

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

/** What ends a command with one line on stderr, without a stack; the line names what to do next. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
  /** The line in any language; `message` has it in English. */
  readonly sentence: Sentence;
  readonly exitCode: ExitCode;

  constructor(sentence: Sentence, code: ExitCode = exitCode.noResult) {
    super(sentence(wordsOf('en')));
    this.sentence = sentence;
    this.exitCode = code;
  }
}

/** What a person can put right in the flags or the files: the command ends with status 2. */
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

/** The browser, or the page's process, died while the page was at work. */
export class BrowserEnded extends CommandError {
  override readonly name = 'BrowserEnded';

  constructor() {
    super(({ say }) => say('problem.browser.ended'));
  }
}

/** The first line of what was thrown, without the marks that tools put before and after it. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.split('\n').find((one) => one.trim() !== '') ?? text;
  return line.replace(/^(error|[\w.]+): (?=\S)/i, '').trim();
}
