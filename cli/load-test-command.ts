import type { Command } from 'commander';
import { wholeFormats } from '../src/core/document/record-formats.ts';
import { loadTestSettingNames } from '../src/core/settings/load-test-settings.ts';
import type { SettingName } from '../src/core/settings/settings.ts';
import { addBrowserFlags, type BrowserOptions, checkBrowserOptions } from './browser-options.ts';
import { type ExitCode, exitCode, Problem } from './command-error.ts';
import {
  type CommandTools,
  type HelpTexts,
  jobExits,
  newCommandLine,
  type Reader,
  readCommandLine,
} from './command-line.ts';
import type { Words } from './command-words.ts';
import { addInputFlags, type InputOptions, readInput } from './documents.ts';
import { type LoadFormat, loadFormats, loadText } from './load-output.ts';
import { inSession, measuredRun } from './measured-run.ts';
import { acceptModel, modelFolderOf } from './model-folder.ts';
import { outFile, writeOut } from './out-file.ts';
import { addSettingFlags, type SettingTexts, settingFlag, settingTexts } from './setting-flags.ts';
import { exitCodeOfLoadTest, loadTestNotices, worstOf } from './verdict.ts';
import { formatOption, outOption } from './written-forms.ts';

export interface LoadTestOptions extends BrowserOptions, InputOptions {
  readonly model?: string;
  readonly out?: string;
  readonly format: LoadFormat;
}

/** The settings that a load test uses: its own, and those that decide what computes and what is scored. */
export const loadTestCommandSettings = [
  ...loadTestSettingNames,
  'model',
  'layers',
  'graph',
  'device',
  'dtype',
  'file',
  'maxLength',
  'truncation',
  'runtime',
  'threads',
  'workers',
  'paddingMultiples',
  'seed',
  'sample',
  'host',
  'label',
  'lang',
  'keepText',
] as const satisfies readonly SettingName[];

export function loadTestCommandLine(reader: Reader): Command {
  const { words } = reader;
  const command = newCommandLine(helpTexts(words), reader);
  addSettingFlags(command, { names: loadTestCommandSettings, accept: { model: acceptModel(words) } }, words);
  addInputFlags(command, words)
    .addOption(outOption(wholeFormats, words))
    .addOption(formatOption(loadFormats, words));
  return addBrowserFlags(command, words);
}

const helpTexts = ({ say }: Words): HelpTexts => ({
  summary: say('help.load.summary'),
  notes: say('help.load.notes'),
  exits: jobExits('load', say),
  examples: [
    '--rate 20 --duration 20 --max-batch 16 --max-wait 100',
    '--rate 5 --ramp-to 50 --policies dynamic --format json --out load.json',
    '--arrivals closed --clients 8 --model ./my-model --documents faq.jsonl',
  ],
});

/** Settings that only have a meaning with one pattern of arrivals. */
const onlyWith = { burstSize: 'bursts', clients: 'closed' } as const;

/**
 * Refuses settings that would have no effect with the chosen arrivals.
 *
 * @throws Problem naming the flag
 */
function checkLoadTestSettings(settings: SettingTexts): void {
  const { arrivals } = settings;
  for (const name of ['burstSize', 'clients'] as const) {
    if (settings[name] !== undefined && arrivals !== onlyWith[name]) {
      const values = { flag: settingFlag(name), arrivals: onlyWith[name] };
      throw new Problem(({ say }) => say('problem.flag.arrivals', values));
    }
  }
  if (arrivals !== 'closed') return;
  const rate = (['rate', 'rampTo'] as const).find((name) => settings[name] !== undefined);
  if (rate !== undefined) {
    throw new Problem(({ say }) => say('problem.flag.rateOfClients', { flag: settingFlag(rate) }));
  }
}

/** `load`: runs a live load test and prints its results. The exit code says how it ended. */
export async function loadTestCommand(tools: CommandTools): Promise<ExitCode> {
  const { args, terminal, signal, words } = tools;
  const { texts } = words;
  const command = loadTestCommandLine(tools);
  if (!readCommandLine(command, args)) return exitCode.ok;
  const options = command.opts<LoadTestOptions>();
  checkBrowserOptions(options);
  const { sample: _, ...settings } = settingTexts(command);
  checkLoadTestSettings(settings);
  const pairs = readInput(options, tools);
  const out = options.out === undefined ? null : outFile(options.out);
  const folder = await modelFolderOf(options.model, tools);
  return inSession(options, folder, tools, async (session) => {
    const { record, notices, exitCodes } = await measuredRun(session, {
      options,
      settings,
      pairs,
      tools,
      start: (page) => page.loadTest(),
      before: '',
    });
    terminal.out(loadText(record, options.format));
    if (out !== null) {
      writeOut(out.path, loadText(record, out.format));
      terminal.note(texts.t('terminal.written', { file: out.path }));
    }
    for (const notice of [...loadTestNotices(record, texts), ...notices]) terminal.note(notice);
    return worstOf([
      exitCodeOfLoadTest(record),
      ...exitCodes,
      ...(signal.aborted ? [exitCode.interrupted] : []),
    ]);
  });
}
