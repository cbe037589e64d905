import { type Command, Option } from 'commander';
import type { i18n } from 'i18next';
import { firstSampleId } from '../src/core/input/sample-sets.ts';
import type { Pair } from '../src/core/rerank/pair.ts';
import { isTwinId } from '../src/core/rerank/twins.ts';
import { batchSizeLimits, type SettingName } from '../src/core/settings/settings.ts';
import { textsOf } from '../src/core/texts/create-texts.ts';
import { addBrowserFlags, type BrowserOptions, checkBrowserOptions } from './browser-options.ts';
import { CommandError, type ExitCode, exitCode, Problem } from './command-error.ts';
import {
  type CommandTools,
  languageOf,
  newCommandLine,
  readCommandLine,
  wholeNumber,
} from './command-line.ts';
import { readDocuments } from './documents.ts';
import { failureText } from './failure-text.ts';
import { untilAborted } from './interruption.ts';
import {
  acceptModel,
  type LocalModel,
  localId,
  localSettings,
  modelFolderOf,
  withoutAddress,
} from './model-folder.ts';
import { withProgress } from './progress.ts';
import { hasOnlyNumbers, type RankFormat, rankFormats, rankText } from './rank-output.ts';
import type { Session } from './session.ts';
import { addSettingFlags, type SettingTexts, settingTexts } from './setting-flags.ts';
import type { Terminal } from './terminal.ts';

interface RankOptions extends BrowserOptions {
  readonly model?: string;
  readonly documents?: string;
  readonly query?: string;
  readonly batchSize?: number;
  readonly format: RankFormat;
}

/** The settings that decide how documents rank. */
const settings = [
  'model',
  'layers',
  'device',
  'dtype',
  'maxLength',
  'order',
  'threads',
  'host',
  'stepDown',
  'lang',
] as const satisfies readonly SettingName[];

function rankCommandLine(terminal: Terminal): Command {
  const { min, max } = batchSizeLimits;
  const command = newCommandLine(
    'rank',
    'Orders documents for a query in a real browser, with the page of this checkout. Of several devices or dtypes the first that can run does.',
    terminal,
  );
  addSettingFlags(command, settings, { model: acceptModel });
  command
    .option('--batch-size <n>', 'most pairs in a pass; unset: the page’s choice', wholeNumber(min, max))
    .option('--query <text>', 'the query for documents that bring none')
    .option(
      '--documents <file>',
      'the documents: .jsonl (a string, {"text"} or {"query", "text"} a line), .csv (columns text, query) or .txt (one a line)',
    )
    .addOption(new Option('--format <form>', 'what is printed').choices(rankFormats).default('table'));
  return addBrowserFlags(command).addHelpText('after', afterHelp);
}

const afterHelp = `
Only the ranking is printed to stdout; progress and notices go to stderr. JSON is {query, model, device, dtype, results:
[{index, score, probability, document}]}, best first; index is the document's place in the input, from 0.

Exit status:
  0    ranked
  1    there is no ranking
  2    usage: flags, files or a port that cannot be used
  3    scores that are not numbers
  130  interrupted

Example:
  npm run -s rank -- --query "What is the capital of France?" --documents passages.txt --format json`;

/** `rank`: scores documents and prints them in order. */
export async function rankCommand(tools: CommandTools): Promise<ExitCode> {
  const { args, terminal, signal } = tools;
  const command = rankCommandLine(terminal);
  if (!readCommandLine(command, args)) return exitCode.ok;
  const options = command.opts<RankOptions>();
  checkBrowserOptions(options);
  const pairs = readInput(options);
  const folder = modelFolderOf(options.model);

  // Only now, since Playwright takes a while to load and what is wrong with flags can be told at once.
  const opening = import('./session.ts').then(({ openSession }) => openSession(options, folder, tools));
  try {
    const session = await untilAborted(opening, signal);
    const ranking = untilAborted(rank(session, options, settingTexts(command), pairs, terminal), signal);
    return await withTimeout(ranking, options.timeout);
  } finally {
    await opening.then(
      (session) => session.close(),
      () => {},
    );
  }
}

/** @throws Problem: a ranking is for one query */
function readInput({ documents, query = '' }: RankOptions): Pair[] {
  if (documents === undefined) throw new Problem('There is nothing to rank; give a file with --documents.');
  const pairs = readDocuments(documents, query);
  const queries = new Set(pairs.map((pair) => pair.query));
  if (queries.size > 1) {
    throw new Problem(`${documents}: a ranking is for one query, and these documents have ${queries.size}.`);
  }
  return pairs;
}

async function rank(
  session: Session,
  { batchSize, format }: RankOptions,
  settings: SettingTexts,
  pairs: readonly Pair[],
  terminal: Terminal,
): Promise<ExitCode> {
  const { localModel } = session;
  const texts = textsOf(languageOf(settings.lang));
  const { t } = texts;
  const page = await session.openPage(firstSampleId);
  await page.configure(localSettings(settings, localModel));
  await page.setInput(pairs);
  const outcome = await withProgress(page.rank(batchSize), () => page.progress(), terminal, '', texts);
  if (!outcome.ok) throw new CommandError(failureOf(outcome, localModel, texts));
  const ranking = outcome.value;
  for (const { reason, from, to } of ranking.steps) {
    terminal.note(t('terminal.steppedDown', { from, reason, to }));
  }
  const model = localModel === null ? ranking.modelId : localId(localModel);
  if (isTwinId(model)) {
    terminal.note(t('terminal.syntheticOrder', { model }));
  }
  terminal.out(rankText({ ...ranking, modelId: model }, format, terminal.columns));
  if (hasOnlyNumbers(ranking)) return exitCode.ok;
  terminal.note(t('terminal.notNumbers'));
  return exitCode.suspectScores;
}

function failureOf(
  { key, detail }: { key: string; detail: string },
  model: LocalModel | null,
  texts: i18n,
): string {
  const text = failureText(key.replace(/^failure\./, ''), detail, texts);
  return model === null ? text : withoutAddress(text, model);
}

async function withTimeout<T>(promise: Promise<T>, seconds: number | undefined): Promise<T> {
  if (seconds === undefined) return promise;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new CommandError(`There was no ranking after ${seconds} seconds, as --timeout says.`);
    timer = setTimeout(() => reject(error), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
