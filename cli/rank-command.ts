import type { Command } from 'commander';
import { firstSampleId } from '../src/core/input/sample-set-ids.ts';
import type { Pair } from '../src/core/rerank/pair.ts';
import { isTwinId } from '../src/core/rerank/twins.ts';
import { batchSizeLimits, type SettingName } from '../src/core/settings/settings.ts';
import { codeText } from '../src/core/texts/message.ts';
import { addBrowserFlags, type BrowserOptions, checkBrowserOptions } from './browser-options.ts';
import { CommandError, type ExitCode, exitCode, Problem } from './command-error.ts';
import {
  type CommandTools,
  type HelpTexts,
  jobExits,
  newCommandLine,
  type Reader,
  readCommandLine,
  wholeNumber,
} from './command-line.ts';
import type { Sentence, Words } from './command-words.ts';
import { addInputFlags, type InputOptions, inputProblem, readDocuments } from './documents.ts';
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
import {
  clampNotice,
  hasOnlyNumbers,
  isSuspectRanking,
  type RankFormat,
  rankFormats,
  rankText,
} from './rank-output.ts';
import type { Session } from './session.ts';
import { addSettingFlags, type SettingTexts, settingTexts } from './setting-flags.ts';
import { formatOption } from './written-forms.ts';

interface RankCommandOptions extends BrowserOptions, Omit<InputOptions, 'sample'> {
  readonly model?: string;
  readonly batchSize?: number;
  readonly format: RankFormat;
}

/** The settings that decide how documents rank. */
const settings = [
  'model',
  'layers',
  'graph',
  'device',
  'dtype',
  'file',
  'maxLength',
  'truncation',
  'order',
  'threads',
  'host',
  'stepDown',
  'lang',
] as const satisfies readonly SettingName[];

function rankCommandLine(reader: Reader): Command {
  const { words } = reader;
  const { say } = words;
  const { min, max } = batchSizeLimits;
  const command = newCommandLine(helpTexts(words), reader);
  addSettingFlags(command, { names: settings, accept: { model: acceptModel(words) } }, words).option(
    '--batch-size <n>',
    say('help.flag.batchSize'),
    wholeNumber(min, max, words),
  );
  addInputFlags(command, words).addOption(formatOption(rankFormats, words));
  return addBrowserFlags(command, words);
}

const helpTexts = ({ say }: Words): HelpTexts => ({
  summary: say('help.rank.summary'),
  notes: say('help.rank.notes'),
  exits: jobExits('rank', say),
  examples: ['--query "What is the capital of France?" --documents passages.txt --format json'],
});

/** `rank`: scores documents and prints them in order. */
export async function rankCommand(tools: CommandTools): Promise<ExitCode> {
  const { args, signal } = tools;
  const command = rankCommandLine(tools);
  if (!readCommandLine(command, args)) return exitCode.ok;
  const options = command.opts<RankCommandOptions>();
  checkBrowserOptions(options);
  const pairs = readInput(options, tools);
  const folder = await modelFolderOf(options.model, tools);

  // Loaded only now: Playwright takes a while to load, and wrong flags should be reported at once.
  const opening = import('./session.ts').then(({ openSession }) => openSession(options, folder, tools));
  try {
    const session = await untilAborted(opening, signal);
    const ranking = untilAborted(rank(session, options, settingTexts(command), pairs, tools), signal);
    return await withTimeout(ranking, options.timeout);
  } finally {
    await opening.then(
      (session) => session.close(),
      () => {},
    );
  }
}

/**
 * Reads the documents to rank as pairs with one query.
 *
 * @throws Problem if no documents are given, they cannot be used or they have several queries
 */
function readInput(options: RankCommandOptions, reader: Reader): Pair[] {
  const { documents } = options;
  if (documents === undefined) throw new Problem(({ say }) => say('problem.input.nothingToRank'));
  const pairs = readDocuments(documents, options, reader);
  const queries = new Set(pairs.map((pair) => pair.query));
  if (queries.size > 1) {
    throw inputProblem(documents, ({ say }) => say('problem.input.manyQueries', { queries: queries.size }));
  }
  return pairs;
}

/**
 * Ranks on a page of the session, and prints the ranking and what is to be said of it.
 *
 * @throws CommandError with the exit code, where there is no ranking
 */
export async function rank(
  session: Pick<Session, 'localModel' | 'openPage'>,
  { batchSize, format }: Pick<RankCommandOptions, 'batchSize' | 'format'>,
  settings: SettingTexts,
  pairs: readonly Pair[],
  { terminal, words }: Reader,
): Promise<ExitCode> {
  const { localModel } = session;
  const { texts } = words;
  const { t } = texts;
  const page = await session.openPage(firstSampleId);
  await page.configure(localSettings(settings, localModel));
  await page.setInput(pairs);
  const outcome = await withProgress(page.rank(batchSize), () => page.progress(), terminal, '', texts);
  if (!outcome.ok) {
    const isSuspect = outcome.key === 'failure.scores-not-numbers';
    throw new CommandError(
      failureOf(outcome, localModel),
      isSuspect ? exitCode.suspectScores : exitCode.noResult,
    );
  }
  const ranking = outcome.value;
  for (const { reason, from, to } of ranking.steps) {
    terminal.note(t('terminal.steppedDown', { from, reason, to }));
  }
  const model = localModel === null ? ranking.modelId : localId(localModel);
  if (isTwinId(model)) {
    terminal.note(t('terminal.syntheticOrder', { model }));
  }
  terminal.out(rankText({ ...ranking, modelId: model }, format, terminal.columns, texts));
  const clamped = clampNotice(ranking, texts);
  if (clamped !== null) terminal.note(clamped);
  if (!isSuspectRanking(ranking)) return exitCode.ok;
  for (const finding of ranking.findings ?? []) {
    const advice = codeText(texts, 'scoreFinding', finding.code, finding.message);
    terminal.note(t('terminal.suspect', { text: `${advice} (${finding.message})` }));
  }
  if (!hasOnlyNumbers(ranking)) terminal.note(t('terminal.notNumbers'));
  return exitCode.suspectScores;
}

function failureOf({ key, detail }: { key: string; detail: string }, model: LocalModel | null): Sentence {
  return ({ texts }) => {
    const text = failureText(key.replace(/^failure\./, ''), detail, texts);
    return model === null ? text : withoutAddress(text, model);
  };
}

async function withTimeout<T>(promise: Promise<T>, seconds: number | undefined): Promise<T> {
  if (seconds === undefined) return promise;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new CommandError(({ say }) => say('problem.noRankingInTime', { seconds }));
    timer = setTimeout(() => reject(error), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
