import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { collectRuns } from '../src/core/document/collection.ts';
import { collectionReport, collectionToCsv } from '../src/core/document/collection-report.ts';
import { maxLineCharacters, oneLine, reportToMarkdown } from '../src/core/document/report.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { textsOf } from '../src/core/texts/create-texts.ts';
import type { Language } from '../src/core/texts/languages.ts';
import { type ExitCode, exitCode, Problem } from './command-error.ts';
import { type CommandTools, languageFlag, newCommandLine, readCommandLine } from './command-line.ts';
import { readRuns, recordFiles } from './read-runs.ts';
import { reportToText } from './report-text.ts';
import { type Forms, formOfFile, writeResult } from './written-forms.ts';

const forms = ['table', 'csv', 'json', 'md'] as const;

interface Options {
  readonly format: (typeof forms)[number];
  readonly lang: Language;
  readonly out?: string;
}

const help = `
Runs of one device that measured the same work with the same software are combined, with the run as the unit. The label and the
adapter's name keep devices apart. Files that are no run records are named on stderr and skipped.

Exit status:
  0  collected
  2  usage, or no run record could be read

Example:
  npm run -s collect -- records --out devices.csv`;

function commandLine({ terminal }: CommandTools): Command {
  return newCommandLine(
    'collect',
    'Puts the run records of a folder, and of the folders in it, into one table and chart data by device and lane.',
    terminal,
  )
    .usage('<folder> [flags]')
    .argument('<folder>', 'where the records and archives lie')
    .addOption(
      new Option('--format <form>', 'what to print; json is the chart data').choices(forms).default('table'),
    )
    .option(
      '--out <file>',
      'write the result to a file as well, in the form of its ending: .json, .csv, .md or .txt',
    )
    .addOption(languageFlag())
    .addHelpText('after', help);
}

/** `npm run -s collect`: the table or the chart data goes to stdout, what was skipped to stderr. */
export async function collect(tools: CommandTools): Promise<ExitCode> {
  const { terminal } = tools;
  const command = commandLine(tools);
  if (!readCommandLine(command, tools.args)) return exitCode.ok;
  const [folder = '.'] = command.args;
  const { out, format, lang } = command.opts<Options>();
  const texts = textsOf(lang);
  const { t } = texts;
  const fileForm = out === undefined ? null : formOfFile(out, forms);
  const files = await recordFiles(folder);
  const records: RunRecord[] = [];
  for (const file of files) {
    // What this command wrote before is no record, and nobody's mistake.
    if (out !== undefined && resolve(file) === resolve(out)) continue;
    try {
      records.push(...(await readRuns(file)));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      terminal.note(oneLine(t('terminal.skipped', { text: error.message }), maxLineCharacters));
    }
  }
  if (records.length === 0) throw new Problem(t('terminal.noRecords', { folder }));
  const collection = collectRuns(records);
  const written: Forms<(typeof forms)[number]> = {
    table: () => reportToText(collectionReport(collection, texts)),
    csv: () => collectionToCsv(collection),
    md: () => reportToMarkdown(collectionReport(collection, texts)),
    json: () => `${JSON.stringify(collection, null, 2)}\n`,
  };
  terminal.out(written[format]());
  if (out !== undefined && fileForm !== null) await writeResult(out, written[fileForm]());
  return exitCode.ok;
}
