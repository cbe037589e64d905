import { extname } from 'node:path';
import type { Command } from 'commander';
import { wholeFormats } from '../src/core/document/record-formats.ts';
import { loadTestSettingNames } from '../src/core/settings/load-test-settings.ts';
import { type SettingName, settingNames } from '../src/core/settings/settings.ts';
import { suiteNames } from '../src/core/settings/suite-names.ts';
import { hasNoEffect, suites } from '../src/core/suite/suite.ts';
import { type BenchFormat, benchFormats, streamedText, writeRecord } from './bench-output.ts';
import { addBrowserFlags, type BrowserOptions, checkBrowserOptions } from './browser-options.ts';
import { type ExitCode, exitCode, Problem } from './command-error.ts';
import {
  type CommandTools,
  choiceOption,
  type HelpTexts,
  jobExits,
  newCommandLine,
  type Reader,
  readCommandLine,
  wholeNumber,
} from './command-line.ts';
import type { Words } from './command-words.ts';
import { addInputFlags, type InputOptions, readInput } from './documents.ts';
import { inSession, measuredRun } from './measured-run.ts';
import { acceptModel, modelFolderOf } from './model-folder.ts';
import { mustBeWritable, type OutFile, outFile, pathOfRun, writeOut } from './out-file.ts';
import type { Session } from './session.ts';
import { addSettingFlags, type SettingTexts, settingFlag, settingTexts } from './setting-flags.ts';
import { exitCodeOfRecord, recordNotices, worstOf } from './verdict.ts';
import { formatOption, outOption } from './written-forms.ts';

export interface BenchOptions extends BrowserOptions, InputOptions {
  readonly model?: string;
  readonly out?: string;
  /** The file for the share card of each run. */
  readonly card?: string;
  readonly cardTheme: 'light' | 'dark';
  readonly format: BenchFormat;
  readonly runs: number;
}

const mostRuns = 100;

/** Every setting except those that only a load test uses. */
export const benchSettings: readonly SettingName[] = settingNames.filter(
  (name) => !loadTestSettingNames.some((one) => one === name),
);

export function benchCommandLine(reader: Reader): Command {
  const { words } = reader;
  const { say } = words;
  const command = newCommandLine(helpTexts(words), reader);
  addSettingFlags(command, { names: benchSettings, accept: { model: acceptModel(words) } }, words);
  addInputFlags(command, words)
    .addOption(outOption(wholeFormats, words))
    .addOption(formatOption(benchFormats, words))
    .option('--card <file>', say('help.flag.card'))
    .addOption(
      choiceOption(
        '--card-theme <theme>',
        { description: say('help.flag.cardTheme'), choices: ['light', 'dark'], standard: 'light' },
        words,
      ),
    )
    .option('--runs <n>', say('help.flag.runs'), wholeNumber(1, mostRuns, words), 1);
  return addBrowserFlags(command, words);
}

const helpTexts = ({ say }: Words): HelpTexts => ({
  summary: say('help.bench.summary'),
  notes: say('help.bench.notes'),
  exits: jobExits('bench', say),
  examples: [
    '--device wasm --batch-sizes 1,2,4,8 --pair-counts 50',
    '--model twin:bge-reranker-base --layers 6',
    '--model ./my-model --documents faq.jsonl --dtype q8 --out run.json',
    '--suite standard --out suite.json',
    '--runs 4 --out base.json --format csv',
  ],
});

/** `bench`: measures and prints the runs. The exit code says how they ended. */
export async function benchCommand(tools: CommandTools): Promise<ExitCode> {
  const command = benchCommandLine(tools);
  if (!readCommandLine(command, tools.args)) return exitCode.ok;
  const options = command.opts<BenchOptions>();
  checkBrowserOptions(options);
  const { sample: _, ...settings } = settingTexts(command);
  checkBesideSuite(settings, options);
  const pairs = readInput(options, tools);
  const out = options.out === undefined ? null : outFile(options.out);
  if (options.card !== undefined) checkCardFile(options.card);
  const folder = await modelFolderOf(options.model, tools);
  return inSession(options, folder, tools, (session) =>
    runAll(session, { options, settings, pairs, out, tools }),
  );
}

/**
 * Refuses what a suite would ignore, since its figures would be taken for those of another model or other texts.
 *
 * @throws Problem naming the flag
 */
function checkBesideSuite(settings: SettingTexts, { documents }: BenchOptions): void {
  const suite = suiteNames.find((name) => name === settings.suite);
  if (suite === undefined) return;
  const refuse = (flag: string) => new Problem(({ say }) => say('problem.flag.besideSuite', { flag }));
  if (documents !== undefined) throw refuse('--documents');
  for (const name of benchSettings) {
    const text = settings[name];
    if (text === undefined || !hasNoEffect(suites[suite], name, text)) continue;
    throw refuse(`${settingFlag(name)} ${text}`);
  }
}

interface Bench {
  readonly options: BenchOptions;
  readonly settings: SettingTexts;
  readonly pairs: ReturnType<typeof readInput>;
  readonly out: OutFile | null;
  readonly tools: CommandTools;
}

/** @throws Problem if the file of `--card` is no PNG, or if nothing can be written there */
function checkCardFile(path: string): void {
  if (extname(path).toLowerCase() !== '.png') {
    throw new Problem(({ say }) =>
      say('problem.file.outEnding', { flag: '--card', endings: '.png', file: path }),
    );
  }
  mustBeWritable('--card', path);
}

/**
 * Writes a run's share card, if it has one.
 *
 * @returns a line for the user about it
 */
function writeCard(card: Buffer | null, path: string, { texts: { t } }: Words): string {
  if (card === null) return t('exports.noCard');
  writeOut(path, card);
  return t('terminal.written', { file: path });
}

async function runAll(session: Session, { options, out, ...bench }: Bench): Promise<ExitCode> {
  const { runs, format } = options;
  const { terminal, signal, words } = bench.tools;
  const { texts } = words;
  const { t } = texts;
  const codes: ExitCode[] = [];
  for (let run = 1; run <= runs && !signal.aborted; run += 1) {
    let card: Buffer | null = null;
    const { record, notices, exitCodes } = await measuredRun(session, {
      ...bench,
      options,
      start: async (page) => {
        const answer = await page.run();
        if (answer.ok && options.card !== undefined) card = await page.shareCard(options.cardTheme);
        return answer;
      },
      before: runs === 1 ? '' : `${t('terminal.run', { run, runs })} `,
    });
    terminal.out(streamedText(record, format, run, runs));
    if (out !== null) terminal.note(t('terminal.written', { file: writeRecord(record, out, run, runs) }));
    if (options.card !== undefined) terminal.note(writeCard(card, pathOfRun(options.card, run, runs), words));
    for (const notice of [...recordNotices(record, texts), ...notices]) terminal.note(notice);
    codes.push(exitCodeOfRecord(record), ...exitCodes);
    if (exitCodes.length > 0) break;
  }
  if (signal.aborted) codes.push(exitCode.interrupted);
  return worstOf(codes);
}
