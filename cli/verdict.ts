import type { i18n } from 'i18next';
import type { LoadTestRecord } from '../src/core/document/load-test-record.ts';
import { policyWords } from '../src/core/document/load-test-words.ts';
import type { LaneRecord, RunRecord } from '../src/core/document/run-record.ts';
import { isSuspect } from '../src/core/document/suspect-lane.ts';
import { textsOf } from '../src/core/texts/create-texts.ts';
import { recordedText } from '../src/core/texts/message.ts';
import { type ExitCode, exitCode } from './command-error.ts';
import { failureText } from './failure-text.ts';

const hasResult = ({ cells }: LaneRecord) => cells.some(({ state }) => state === 'measured');

/**
 * The exit code for a sweep's record. Suspect scores weigh more than missing results, since somebody might
 * believe them.
 */
export function exitCodeOfRecord({ lanes }: RunRecord): ExitCode {
  if (lanes.some(isSuspect)) return exitCode.suspectScores;
  return lanes.length > 0 && lanes.every(hasResult) ? exitCode.ok : exitCode.noResult;
}

/** The most serious of several exit codes. */
export function worstOf(codes: readonly ExitCode[]): ExitCode {
  const gravest = [exitCode.interrupted, exitCode.suspectScores, exitCode.noResult] as const;
  return gravest.find((code) => codes.includes(code)) ?? exitCode.ok;
}

/** A lane as the terminal names it: device, dtype, and what differs from the defaults. */
export const laneName = (
  { task, device, dtype, model, order, paddingMultiple, gpuOption, graph }: LaneRecord,
  { t }: i18n = textsOf('en'),
): string =>
  [
    ...(task === undefined ? [] : [task]),
    device,
    ...(dtype === null ? [] : [model.file ?? dtype]),
    ...(order === 'input' ? [t('terminal.laneOrder')] : []),
    ...(paddingMultiple > 1 ? [t('terminal.lanePadded', { tokens: paddingMultiple })] : []),
    ...(gpuOption === undefined ? [] : [gpuOption]),
    ...(graph === undefined ? [] : [t('report.fusedGraph')]),
  ].join(' ');

/** Lines for the user about a run, beside its figures. */
export function recordNotices({ lanes, warnings }: RunRecord, texts: i18n = textsOf('en')): string[] {
  const { t } = texts;
  return [
    ...lanes
      .filter((lane) => !hasResult(lane))
      .map((lane) => `${t('terminal.noResult', { lane: laneName(lane, texts) })} ${whyNone(lane, texts)}`),
    ...lanes
      .filter((lane) => hasResult(lane) && lane.error !== undefined)
      .map((lane) => `${t('terminal.endedEarly', { lane: laneName(lane, texts) })} ${whyNone(lane, texts)}`),
    // Suspect lanes are among the warnings.
    ...warnings.map((warning) => t('terminal.warning', { text: recordedText(texts, 'warning', warning) })),
  ].map((line) => line.trim());
}

function whyNone({ error, cells }: LaneRecord, texts: i18n): string {
  if (error !== undefined) return failureText(error.code, error.message, texts);
  const reason = cells
    .map((cell) => ('reason' in cell ? cell.reason : undefined))
    .find((one) => one !== undefined);
  if (reason === 'batch-exceeds-pairs') return texts.t('terminal.batchesTooLarge');
  if (reason === 'batch-exceeds-model') return texts.t('terminal.batchesExceedModel');
  return reason === undefined ? '' : failureText(reason, '', texts);
}

const isFailed = ({ state }: LoadTestRecord) => state === 'failed';

/**
 * The exit code for a load test's record. An overloaded policy is a result: it says that the rate was too
 * high. A policy that answered nothing counts as a missing result only if no other policy answered either.
 */
export function exitCodeOfLoadTest({ lanes, loadTests = [] }: RunRecord): ExitCode {
  if (lanes.some(isSuspect)) return exitCode.suspectScores;
  const hasAnswers = loadTests.some(({ counts }) => counts.answered > 0);
  return hasAnswers && !loadTests.some(isFailed) ? exitCode.ok : exitCode.noResult;
}

/** Lines for the user about a load test, beside its figures. */
export function loadTestNotices(
  { lanes, loadTests = [], warnings }: RunRecord,
  texts: i18n = textsOf('en'),
): string[] {
  const { t } = texts;
  return [
    ...lanes.flatMap((lane) =>
      lane.error === undefined
        ? []
        : [`${laneName(lane, texts)}: ${failureText(lane.error.code, lane.error.message, texts)}`],
    ),
    ...(loadTests.length === 0 ? [t('terminal.loadTest.none')] : []),
    ...loadTests.flatMap((test) => testNotices(test, texts)),
    ...warnings.map((warning) => t('terminal.warning', { text: recordedText(texts, 'warning', warning) })),
  ].map((line) => line.trim());
}

function testNotices(test: LoadTestRecord, texts: i18n): string[] {
  const { state, error, counts } = test;
  const { t } = texts;
  const policy = policyWords(test, texts);
  const none = counts.answered === 0 ? ` ${t('terminal.loadTest.answeredNothing')}` : '';
  switch (state) {
    case 'done':
      return none === '' ? [] : [`${t('terminal.loadTest.done', { policy })}${none}`];
    case 'cancelled':
      return [`${t('terminal.loadTest.cancelled', { policy })}${none}`];
    case 'overloaded':
      return [`${t('terminal.loadTest.overloaded', { policy })}${none}`];
    case 'failed':
      return [
        `${t('terminal.loadTest.failed', { policy })} ${error === undefined ? '' : failureText(error.code, error.message, texts)}`,
      ];
    default:
      return state satisfies never;
  }
}
