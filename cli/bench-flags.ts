import { type Command, Option } from 'commander';
import { findSampleSet, firstSampleId, sampleSets } from '../src/core/input/sample-sets.ts';
import { settingNames } from '../src/core/settings/settings.ts';
import { type BenchFormat, benchFormats } from './bench-output.ts';
import { addBrowserFlags, type BrowserOptions } from './browser-options.ts';
import { newCommandLine, wholeNumber } from './command-line.ts';
import { acceptModel } from './model-flag.ts';
import { Problem } from './problem.ts';
import { addSettingFlags } from './setting-flags.ts';
import type { Terminal } from './terminal.ts';

export interface BenchOptions extends BrowserOptions {
  readonly sample?: string;
  readonly model?: string;
  readonly documents?: string;
  readonly query?: string;
  readonly out?: string;
  readonly format: BenchFormat;
  readonly runs: number;
}

const mostRuns = 100;

export function benchCommandLine(terminal: Terminal): Command {
  const command = newCommandLine(
    'bench',
    'Measures a reranker in a real browser, with the page of this checkout, and prints the run.',
    terminal,
  );
  addSettingFlags(command, settingNames, { model: acceptModel });
  command
    .option(
      '--documents <file>',
      'documents of your own: .jsonl (a string, {"text"} or {"query", "text"} a line), .csv (columns text, query) or .txt (one a line)',
    )
    .option('--query <text>', 'the query for documents that bring none')
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

/** @throws Problem for flags that do not go together */
export function checkBenchOptions({ sample, documents, query }: BenchOptions): void {
  if (sample !== undefined && documents !== undefined) {
    throw new Problem('--sample and --documents are two inputs; leave one of them out.');
  }
  if (query !== undefined && documents === undefined) {
    throw new Problem('--query needs --documents; a sample set has a query of its own.');
  }
  if (sample !== undefined && sample !== '' && findSampleSet(sample) === undefined) {
    throw new Problem(
      `There is no sample set "${sample}"; there are ${sampleSets.map(({ id }) => id).join(', ')}.`,
    );
  }
}

/** The sample set that the page opens with; documents of one's own take its place. */
export const sampleOf = ({ sample }: BenchOptions): string => (sample ? sample : firstSampleId);
