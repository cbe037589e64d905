import { resolve } from 'node:path';
import type { Command } from 'commander';
import { collectRuns } from '../src/core/document/collection.ts';
import { collectionReport, collectionToCsv } from '../src/core/document/collection-report.ts';
import { maxLineCharacters, oneLine, reportToMarkdown } from '../src/core/document/report.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { textsOf } from '../src/core/texts/create-texts.ts';
import type { Language } from '../src/core/texts/languages.ts';
import { type ExitCode, exitCode, Problem } from './command-error.ts';
import {
  type CommandTools,
  type HelpTexts,
  languageFlag,
  newCommandLine,
  type Reader,
  readCommandLine,
} from './command-line.ts';
import type { Words } from './command-words.ts';
import { readRuns, recordFiles } from './read-runs.ts';
import { reportToText } from './report-text.ts';
import { type Forms, formatOption, formOfFile, outOption, writeResult } from './written-forms.ts';

const forms = ['table', 'csv', 'json', 'md'] as const;

interface CollectOptions {
  readonly format: (typeof forms)[number];
  readonly lang: Language;
  readonly out?: string;
}

const helpTexts = ({ say }: Words): HelpTexts => ({
  summary: say('help.collect.summary'),
  notes: say('help.collect.notes'),
  exits: [
    [exitCode.ok, say('help.collect.exit.ok')],
    [exitCode.usage, say('help.collect.exit.usage')],
  ],
  examples: ['records --out devices.csv'],
});

function commandLine(reader: Reader): Command {
  const { words } = reader;
  const { say } = words;
  return newCommandLine(helpTexts(words), reader)
    .usage(`<folder> ${say('help.flags')}`)
    .argument('<folder>', say('help.flag.folder'))
    .addOption(formatOption(forms, words, say('help.flag.formatOfCollection')))
    .addOption(outOption(forms, words))
    .addOption(languageFlag(words));
}

/** `collect`: prints the table or the chart data to stdout and lists skipped files on stderr. */
export async function collect(tools: CommandTools): Promise<ExitCode> {
  const { terminal, words } = tools;
  const command = commandLine(tools);
  if (!readCommandLine(command, tools.args)) return exitCode.ok;
  const [folder = '.'] = command.args;
  const { out, format, lang } = command.opts<CollectOptions>();
  const texts = textsOf(lang);
  const fileForm = out === undefined ? null : formOfFile(out, forms);
  const files = await recordFiles(folder);
  const records: RunRecord[] = [];
  for (const file of files) {
    // The output of an earlier call is not a record, and not a fault to report.
    if (out !== undefined && resolve(file) === resolve(out)) continue;
    try {
      records.push(...(await readRuns(file)));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      terminal.note(
        oneLine(words.texts.t('terminal.skipped', { text: error.sentence(words) }), maxLineCharacters),
      );
    }
  }
  if (records.length === 0) throw new Problem(({ say }) => say('problem.record.noneInFolder', { folder }));
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
