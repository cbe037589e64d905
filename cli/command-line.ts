import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { languages } from '../src/core/texts/languages.ts';
import { messageText, settingProblemMessage } from '../src/core/texts/message.ts';
import { type ExitCode, exitCode, Problem } from './command-error.ts';
import type { Words } from './command-words.ts';
import type { Terminal } from './terminal.ts';
import { widthOf, wrapped } from './text-table.ts';

/** What a command gets from the program that runs it. */
export interface CommandTools {
  /** The flags, without the program's own name. */
  readonly args: readonly string[];
  /** What people type before the flags, such as `npm run -s bench --`. */
  readonly calledAs: string;
  readonly terminal: Terminal;
  /** In the language that the flags ask for. */
  readonly words: Words;
  /** Aborted when the command should end. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The root folder of the checkout. */
  readonly root: string;
}

/** Where a command writes its help and errors, in which language, and how it calls itself there. */
export type Reader = Pick<CommandTools, 'terminal' | 'words' | 'calledAs'>;

/** The parts of a command's `--help` that are not flags. */
export interface HelpTexts {
  readonly summary: string;
  readonly notes: string;
  /** Each exit code with its meaning. */
  readonly exits: readonly (readonly [code: ExitCode, meaning: string])[];
  /** The flags of useful calls. */
  readonly examples: readonly string[];
}

/** The exit codes of a command that runs a job in the page. */
export const jobExits = (command: 'bench' | 'load' | 'rank', say: Words['say']): HelpTexts['exits'] => [
  [exitCode.ok, say(`help.${command}.exit.ok`)],
  [exitCode.noResult, say(`help.${command}.exit.noResult`)],
  [exitCode.usage, say('help.exit.usage')],
  [exitCode.suspectScores, say(`help.${command}.exit.suspectScores`)],
  [exitCode.interrupted, say('help.exit.interrupted')],
];

/** A command line parser that never ends the process and writes nothing but `--help`. */
export function newCommandLine(
  { summary, notes, exits, examples }: HelpTexts,
  { terminal, words: { say }, calledAs }: Reader,
): Command {
  const width = terminal.columns ?? 100;
  const headings: Readonly<Record<string, string>> = {
    'Usage:': say('help.usage'),
    'Arguments:': say('help.arguments'),
    'Options:': say('help.options'),
  };
  const codes = exits.map(([code]) => String(code));
  const indent = Math.max(...codes.map(({ length }) => length)) + 4;
  const meanings = exits.map(([, meaning], place) =>
    `  ${codes[place]}`.padEnd(indent).concat(indented(wrapped(meaning, width - indent), indent)),
  );
  const after = [
    wrapped(notes, width),
    '',
    say('help.exitStatus'),
    ...meanings,
    '',
    say(examples.length > 1 ? 'help.examples' : 'help.example'),
    ...examples.map((example) => `  ${calledAs} ${example}`),
  ];
  return new Command(calledAs)
    .usage(say('help.flags'))
    .description(summary)
    .helpOption('-h, --help', say('help.showHelp'))
    .allowExcessArguments(false)
    .configureHelp({
      helpWidth: width,
      displayWidth: widthOf,
      boxWrap: wrapped,
      styleTitle: (title) => headings[title] ?? title,
      optionDescription: (option) => optionText(option, say),
    })
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: () => {} })
    .exitOverride()
    .addHelpText('after', ['', ...after].join('\n'));
}

const indented = (text: string, columns: number) => text.replaceAll('\n', `\n${' '.repeat(columns)}`);

function optionText({ description, argChoices, defaultValue }: Option, say: Words['say']): string {
  const value = JSON.stringify(defaultValue);
  if (argChoices !== undefined) {
    const choices = argChoices.map((choice) => JSON.stringify(choice)).join(', ');
    return say('help.withChoices', { text: description, choices, value });
  }
  return defaultValue === undefined ? description : say('help.withDefault', { text: description, value });
}

/**
 * Reads the flags.
 *
 * @returns whether the command should run; `false` after `--help` was printed
 * @throws Problem naming the flag and what is wrong with it
 */
export function readCommandLine(command: Command, args: readonly string[]): boolean {
  try {
    command.parse([...args], { from: 'user' });
    return true;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return false;
    throw new Problem((words) => words.say('problem.seeHelp', { problem: flagProblem(error, words) }));
  }
}

/** Describes the fault that commander found. Its own message is only in English. */
function flagProblem({ code, message }: CommanderError, { say }: Words): string {
  const text = message.replace(/^error: /, '');
  const [, first = '', second = '', third = ''] = messageForms[code]?.exec(text) ?? [];
  switch (code) {
    case 'commander.unknownOption':
      return second === ''
        ? say('problem.flag.unknown', { flag: first })
        : say('problem.flag.misspelt', { flag: first, meant: second });
    case 'commander.optionMissingArgument':
      return say('problem.flag.noValue', { flag: first });
    case 'commander.missingMandatoryOptionValue':
      return say('problem.flag.required', { flag: first });
    case 'commander.missingArgument':
      return say('problem.flag.noArgument', { name: first });
    case 'commander.excessArguments':
      return say('problem.flag.tooMany', { expected: first, given: second });
    case 'commander.invalidArgument':
      return say('problem.flag.badValue', { flag: first, value: second, reason: third });
    default:
      return text.replace(/\s*\n\s*/g, ' ');
  }
}

/** Match commander's messages and capture the values in them. */
const messageForms: Readonly<Record<string, RegExp>> = {
  'commander.unknownOption': /^unknown option '(.*)'(?:\n\(Did you mean (?:one of )?(.*)\?\))?$/,
  'commander.optionMissingArgument': /^option '(.*)' argument missing$/,
  'commander.missingMandatoryOptionValue': /^required option '(.*)' not specified$/,
  'commander.missingArgument': /^missing required argument '(.*)'$/,
  'commander.excessArguments': /Expected (\d+) arguments? but got (\d+)/,
  'commander.invalidArgument': /^option '(.*?)' argument '(.*)' is invalid\. (.*)$/s,
};

/** A flag that takes one of several words. */
export function choiceOption(
  flags: string,
  { description, choices, standard }: { description: string; choices: readonly string[]; standard: string },
  { texts }: Words,
): Option {
  return new Option(flags, description)
    .choices(choices)
    .default(standard)
    .argParser((text) => {
      if (choices.includes(text)) return text;
      const problem = { code: 'unknown-choice', text, choices };
      throw new InvalidArgumentError(messageText(texts, settingProblemMessage(problem)));
    });
}

/** `--lang` for commands without the page's settings. In the other commands it is one of the settings. */
export const languageFlag = (words: Words): Option =>
  choiceOption(
    '--lang <tag>',
    { description: words.say('help.flag.lang'), choices: languages, standard: 'en' },
    words,
  );

/**
 * Parses a whole number for a flag that is not a setting.
 *
 * @throws InvalidArgumentError if the number is outside `min` to `max`
 */
export function wholeNumber(min: number, max: number, { say }: Words): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) {
      throw new InvalidArgumentError(say('problem.flag.wholeNumber', { min, max }));
    }
    return value;
  };
}

/** Collects the values of a flag that may be given several times. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];
