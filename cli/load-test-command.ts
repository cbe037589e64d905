import { type Command, Option } from 'commander';
import { loadTestSettingNames } from '../src/core/settings/load-test-settings.ts';
import type { SettingName } from '../src/core/settings/settings.ts';
import { textsOf } from '../src/core/texts/create-texts.ts';
import { addBrowserFlags, type BrowserOptions, checkBrowserOptions } from './browser-options.ts';
import { type ExitCode, exitCode, Problem } from './command-error.ts';
import { type CommandTools, languageOf, newCommandLine, readCommandLine } from './command-line.ts';
import { addInputFlags, type InputOptions, readInput } from './documents.ts';
import { type LoadFormat, loadFormats, loadText } from './load-output.ts';
import { inSession, measuredRun } from './measured-run.ts';
import { acceptModel, modelFolderOf } from './model-folder.ts';
import { outFile, writeOut } from './out-file.ts';
import { addSettingFlags, type SettingTexts, settingFlag, settingTexts } from './setting-flags.ts';
import type { Terminal } from './terminal.ts';
import { exitCodeOfLoadTest, loadTestNotices, worstOf } from './verdict.ts';

export interface LoadTestOptions extends BrowserOptions, InputOptions {
  readonly model?: string;
  readonly out?: string;
  readonly format: LoadFormat;
}

/** What a load test goes by: its own settings, and of the others those that say what computes and what is scored. */
export const loadTestCommandSettings = [
  ...loadTestSettingNames,
  'model',
  'layers',
  'device',
  'dtype',
  'maxLength',
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

export function loadTestCommandLine(terminal: Terminal): Command {
  const command = newCommandLine(
    'load',
    'Sends a reranker requests one by one in a real browser, batches them as they come, and says how many a second it takes. Of several devices, dtypes, runtimes or paddings the first that can run is tested.',
    terminal,
  );
  addSettingFlags(command, loadTestCommandSettings, { model: acceptModel });
  addInputFlags(command)
    .option('--out <file>', 'write the run to a file too, by its ending: .json, .csv or .md')
    .addOption(new Option('--format <form>', 'what is printed').choices(loadFormats).default('table'));
  return addBrowserFlags(command).addHelpText('after', afterHelp);
}

const afterHelp = `
Only the result is printed to stdout; progress and notices go to stderr. Ctrl-C stops, and what was measured is printed. JSON is the
whole run record; CSV has a row a policy. What is simulated is called that.

Exit status:
  0    the load test gave a result; an overloaded policy is one
  1    it gave none, or a policy failed
  2    usage: flags, files or a port that cannot be used
  3    the scores of the lane are suspect
  130  interrupted

Examples:
  npm run -s load -- --rate 20 --duration 20 --max-batch 16 --max-wait 100
  npm run -s load -- --rate 5 --ramp-to 50 --policies dynamic --format json --out load.json
  npm run -s load -- --arrivals closed --clients 8 --model ./my-model --documents faq.jsonl`;

/** Settings that say nothing but with one pattern of arrivals. */
const onlyWith = { burstSize: 'bursts', clients: 'closed' } as const;

/**
 * What settings say nothing together, although each is fine: told rather than left without effect.
 *
 * @throws Problem
 */
function checkLoadTestSettings(settings: SettingTexts): void {
  const { arrivals } = settings;
  for (const name of ['burstSize', 'clients'] as const) {
    if (settings[name] !== undefined && arrivals !== onlyWith[name]) {
      throw new Problem(
        `${settingFlag(name)} is for --arrivals ${onlyWith[name]}; leave it out or add that.`,
      );
    }
  }
  if (arrivals !== 'closed') return;
  const rate = (['rate', 'rampTo'] as const).find((name) => settings[name] !== undefined);
  if (rate !== undefined) {
    throw new Problem(
      `${settingFlag(rate)} says nothing with --arrivals closed, whose clients ask when they are answered; leave it out.`,
    );
  }
}

/** `load`: runs a live load test, prints what came of it, and says by its exit code whether anything did. */
export async function loadTestCommand(tools: CommandTools): Promise<ExitCode> {
  const { args, terminal, signal } = tools;
  const command = loadTestCommandLine(terminal);
  if (!readCommandLine(command, args)) return exitCode.ok;
  const options = command.opts<LoadTestOptions>();
  checkBrowserOptions(options);
  const { sample: _, ...settings } = settingTexts(command);
  checkLoadTestSettings(settings);
  const texts = textsOf(languageOf(settings.lang));
  const pairs = readInput(options);
  const out = options.out === undefined ? null : outFile(options.out);
  const folder = modelFolderOf(options.model);
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
