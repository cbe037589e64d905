import type { Command } from 'commander';
import { type Comparison, compareRuns } from '../src/core/document/comparison.ts';
import {
  comparedLaneWords,
  comparisonReport,
  comparisonToJson,
} from '../src/core/document/comparison-report.ts';
import { gateWords } from '../src/core/document/comparison-words.ts';
import { maxLineCharacters, oneLine, reportToMarkdown } from '../src/core/document/report.ts';
import type { RunFigures } from '../src/core/document/run-figures.ts';
import { type GateOutcome, judgeSlowdown, suspectLanes } from '../src/core/document/slowdown-gate.ts';
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
import { comparableRuns } from './read-runs.ts';
import { reportToText } from './report-text.ts';
import { type Forms, formatOption, formOfFile, outOption, writeResult } from './written-forms.ts';

const forms = ['table', 'md', 'json'] as const;

interface CompareOptions {
  readonly base: readonly string[];
  readonly head: readonly string[];
  readonly failIfSlower?: string;
  readonly allowDifferentInput?: true;
  readonly format: (typeof forms)[number];
  readonly lang: Language;
  readonly out?: string;
}

const helpTexts = ({ say }: Words): HelpTexts => ({
  summary: say('help.compare.summary'),
  notes: say('help.compare.notes'),
  exits: [
    [exitCode.ok, say('help.compare.exit.ok')],
    [exitCode.noResult, say('help.compare.exit.noResult')],
    [exitCode.usage, say('help.compare.exit.usage')],
    [exitCode.suspectScores, say('help.compare.exit.suspectScores')],
    [exitCode.regression, say('help.compare.exit.regression')],
  ],
  examples: ['--base base-*.json --head head-*.json --fail-if-slower 10%'],
});

function commandLine(reader: Reader): Command {
  const { words } = reader;
  const { say } = words;
  return newCommandLine(helpTexts(words), reader)
    .usage(`--base <file...> --head <file...> ${say('help.flags')}`)
    .requiredOption('--base <file...>', say('help.flag.base'))
    .requiredOption('--head <file...>', say('help.flag.head'))
    .option('--fail-if-slower <percent>', say('help.flag.failIfSlower'))
    .option('--allow-different-input', say('help.flag.allowDifferentInput'))
    .addOption(formatOption(forms, words))
    .addOption(outOption(forms, words))
    .addOption(languageFlag(words));
}

/** `compare`: prints the comparison to stdout and the reason why a gate did not pass to stderr. */
export async function compare(tools: CommandTools): Promise<ExitCode> {
  const command = commandLine(tools);
  if (!readCommandLine(command, tools.args)) return exitCode.ok;
  const options = command.opts<CompareOptions>();
  const texts = textsOf(options.lang);
  const allowedSlowdown =
    options.failIfSlower === undefined ? null : parsePercent(options.failIfSlower, '--fail-if-slower');
  const fileForm = options.out === undefined ? null : formOfFile(options.out, forms);
  const base = await comparableRuns(options.base);
  const head = await comparableRuns(options.head);
  const comparison = compareRuns(base, head);
  const gate =
    allowedSlowdown === null
      ? null
      : judgeSlowdown(
          comparison,
          { base, head },
          { allowedSlowdown, allowDifferentInput: options.allowDifferentInput ?? false },
        );
  const report = comparisonReport({ comparison, base, head, gate }, texts);
  const written: Forms<(typeof forms)[number]> = {
    table: () => reportToText(report),
    md: () => reportToMarkdown(report),
    json: () => comparisonToJson(comparison, gate),
  };
  tools.terminal.out(written[options.format]());
  if (options.out !== undefined && fileForm !== null) await writeResult(options.out, written[fileForm]());

  const { runCount, unmatched } = comparison;
  const { t } = texts;
  const notices = [
    ...(base.length > runCount.base || head.length > runCount.head ? [t('comparisonReport.givenTwice')] : []),
    ...suspectLanes(head).map((lane) =>
      t('comparisonReport.suspectInHead', { lane: comparedLaneWords(lane, texts) }),
    ),
    ...(gate === null
      ? []
      : unmatched.base.map((lane) =>
          t('comparisonReport.noResultInHead', { lane: comparedLaneWords(lane, texts) }),
        )),
    ...(gate === null || gate.state === 'passed' ? [] : [gateWords(gate, texts)]),
  ];
  for (const notice of new Set(notices)) tools.terminal.note(oneLine(notice, maxLineCharacters));
  return compareExitCode(comparison, head, gate);
}

/**
 * Turns a percentage into a share: `10%` is 0.1. The sign is required, so that 0.1 is never taken for 10 %.
 *
 * @throws Problem unless the text is a number from 0 to below 100 followed by `%`
 */
function parsePercent(text: string, flag: string): number {
  const percent = /^\d+(\.\d+)?%$/.test(text) ? Number(text.slice(0, -1)) : Number.NaN;
  if (!(percent < 100)) throw new Problem(({ say }) => say('problem.flag.percentage', { flag, text }));
  return percent / 100;
}

/**
 * The exit code of `compare`. The first of these that applies counts:
 *
 * - 2: a gate was asked for that must not judge these runs
 * - 3: the scores of a lane of the head are suspect
 * - 4: the gate failed
 * - 1: nothing could be compared; or, with a gate, the head has no result for a lane of the base
 * - 0: none of these
 */
function compareExitCode(
  comparison: Comparison,
  head: readonly RunFigures[],
  gate: GateOutcome | null,
): ExitCode {
  if (gate?.state === 'refused') return exitCode.usage;
  if (suspectLanes(head).length > 0) return exitCode.suspectScores;
  if (gate?.state === 'failed') return exitCode.regression;
  if (comparison.overall.cellCount === 0) return exitCode.noResult;
  return gate !== null && comparison.unmatched.base.length > 0 ? exitCode.noResult : exitCode.ok;
}
