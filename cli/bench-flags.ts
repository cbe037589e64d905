import { type Command, Option } from 'commander';
import { loadSettingNames } from '../src/core/settings/load-settings.ts';
import { type SettingName, settingNames } from '../src/core/settings/settings.ts';
import { type BenchFormat, benchFormats } from './bench-output.ts';
import { addBrowserFlags, type BrowserOptions } from './browser-options.ts';
import { newCommandLine, wholeNumber } from './command-line.ts';
import { addInputFlags, type InputOptions } from './input-flags.ts';
import { acceptModel } from './model-flag.ts';
import { addSettingFlags } from './setting-flags.ts';
import type { Terminal } from './terminal.ts';

export interface BenchOptions extends BrowserOptions, InputOptions {
  readonly model?: string;
  readonly out?: string;
  readonly format: BenchFormat;
  readonly runs: number;
}

const mostRuns = 100;

/** All but what only a load test does. */
export const benchSettings: readonly SettingName[] = settingNames.filter(
  (name) => !loadSettingNames.some((one) => one === name),
);

export function benchCommandLine(terminal: Terminal): Command {
  const command = newCommandLine(
    'bench',
    'Measures a reranker in a real browser, with the page of this checkout, and prints the run.',
    terminal,
  );
  addSettingFlags(command, benchSettings, { model: acceptModel });
  addInputFlags(command)
    .option('--out <file>', 'write the run to a file too, by its ending: .json, .csv or .md')
    .addOption(new Option('--format <form>', 'what is printed').choices(benchFormats).default('table'))
    .option(
      '--runs <n>',
      'runs to make: file-1.json, file-2.json, … with --out file.json',
      wholeNumber(1, mostRuns),
      1,
    );
  return addBrowserFlags(command).addHelpText('after', afterHelp);
}

const afterHelp = `
Only the run is printed to stdout; progress and notices go to stderr. Ctrl-C stops, and what was measured is written.

Exit status:
  0    every lane gave a result
  1    a requested lane gave no result
  2    usage: flags, files or a port that cannot be used
  3    the scores of a lane are suspect
  130  interrupted

Examples:
  npm run -s bench -- --device wasm --batch-sizes 1,2,4,8 --pair-counts 50
  npm run -s bench -- --model twin:bge-reranker-base --layers 6
  npm run -s bench -- --model ./my-model --documents faq.jsonl --dtype q8 --out run.json
  npm run -s bench -- --runs 4 --out base.json --format csv`;
