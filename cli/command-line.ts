import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type Language, languages } from '../src/core/texts/languages.ts';
import { Problem } from './command-error.ts';
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

/** A command line parser that ends nothing by itself and writes nothing but `--help`. */
export function newCommandLine(name: string, summary: string, terminal: Terminal): Command {
  return new Command(`npm run -s ${name} --`)
    .usage('[flags]')
    .description(summary)
    .helpOption('-h, --help', 'show this')
    .allowExcessArguments(false)
    .configureHelp({ helpWidth: terminal.columns ?? 100 })
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: () => {} })
    .exitOverride();
}

/**
 * Reads the flags.
 *
 * @returns whether there is something to do: `--help` has been answered otherwise
 * @throws Problem naming the flag and what is wrong with it
 */
export function readCommandLine(command: Command, args: readonly string[]): boolean {
  try {
    command.parse([...args], { from: 'user' });
    return true;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return false;
    const text = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
    throw new Problem(`${capitalised(text).replace(/([^.!?)])$/, '$1.')} See --help.`);
  }
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** For commands that have no settings of the page; elsewhere `--lang` is one of them. */
export const languageFlag = (): Option =>
  new Option('--lang <tag>', 'the language of what is printed').choices(languages).default('en');

/** The language that `--lang` asks for, else English. */
export const languageOf = (text: string | undefined): Language =>
  languages.find((language) => language === text) ?? 'en';

/** Reads a whole number for a flag that is no setting. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) {
      throw new InvalidArgumentError(`It takes a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}

/** For flags that may be given several times. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];
