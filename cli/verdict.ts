import type { LoadTestRecord } from '../src/core/document/load-test-record.ts';
import { policyWords } from '../src/core/document/load-test-words.ts';
import { isSuspect, type LaneRecord, type RunRecord } from '../src/core/document/run-record.ts';
import { type ExitCode, exitCode } from './command-error.ts';
import { failureText } from './failure-text.ts';

const hasResult = ({ cells }: LaneRecord) => cells.some(({ state }) => state === 'measured');

/** How a command ends that measured this: wrong scores weigh more than missing ones, since those are there to be believed. */
export function exitCodeOfRecord({ lanes }: RunRecord): ExitCode {
  if (lanes.some(isSuspect)) return exitCode.suspectScores;
  return lanes.length > 0 && lanes.every(hasResult) ? exitCode.ok : exitCode.noResult;
}

/** The gravest of several. */
export function worstOf(codes: readonly ExitCode[]): ExitCode {
  const gravest = [exitCode.interrupted, exitCode.suspectScores, exitCode.noResult] as const;
  return gravest.find((code) => codes.includes(code)) ?? exitCode.ok;
}

export const laneName = ({ device, dtype, order, paddingMultiple }: LaneRecord): string =>
  [
    device,
    ...(dtype === null ? [] : [dtype]),
    ...(order === 'input' ? ['input order'] : []),
    ...(paddingMultiple > 1 ? [`padded to ${paddingMultiple}`] : []),
  ].join(' ');

/** What whoever watches should know of a run besides its numbers, a line each. */
export function recordNotices({ lanes, warnings }: RunRecord): string[] {
  return [
    ...lanes
      .filter((lane) => !hasResult(lane))
      .map((lane) => `${laneName(lane)} gave no result. ${whyNone(lane)}`),
    ...lanes
      .filter((lane) => hasResult(lane) && lane.error !== undefined)
      .map((lane) => `${laneName(lane)} ended early. ${whyNone(lane)}`),
    // A suspect lane is among them.
    ...warnings.map(({ message, code }) => `warning: ${message === '' ? code : message}`),
  ].map((line) => line.trim());
}

function whyNone({ error, cells }: LaneRecord): string {
  if (error !== undefined) return failureText(error.code, error.message);
  const reason = cells
    .map((cell) => ('reason' in cell ? cell.reason : undefined))
    .find((one) => one !== undefined);
  if (reason === 'batch-exceeds-pairs') return 'Every batch size is larger than every pair count.';
  return reason === undefined ? '' : failureText(reason, '');
}

const isFailed = ({ state }: LoadTestRecord) => state === 'failed';

/**
 * How a command ends that tested this. An overloaded policy is a result: it says that the rate was too much. A policy that answered nothing is none
 * only where all others did no better.
 */
export function exitCodeOfLoadTest({ lanes, loadTests = [] }: RunRecord): ExitCode {
  if (lanes.some(isSuspect)) return exitCode.suspectScores;
  const hasAnswers = loadTests.some(({ counts }) => counts.answered > 0);
  return hasAnswers && !loadTests.some(isFailed) ? exitCode.ok : exitCode.noResult;
}

/** What whoever watches should know besides the numbers, a line each. */
export function loadTestNotices({ lanes, loadTests = [], warnings }: RunRecord): string[] {
  return [
    ...lanes.flatMap((lane) =>
      lane.error === undefined
        ? []
        : [`${laneName(lane)}: ${failureText(lane.error.code, lane.error.message)}`],
    ),
    ...(loadTests.length === 0 ? ['No load test was run.'] : []),
    ...loadTests.flatMap(testNotices),
    ...warnings.map(({ message, code }) => `warning: ${message === '' ? code : message}`),
  ].map((line) => line.trim());
}

function testNotices(test: LoadTestRecord): string[] {
  const { state, error, counts } = test;
  const none = counts.answered === 0 ? ' It answered nothing.' : '';
  switch (state) {
    case 'done':
      return none === '' ? [] : [`${policyWords(test)}:${none}`];
    case 'cancelled':
      return [`${policyWords(test)} was stopped before its end.${none}`];
    case 'overloaded':
      return [
        `${policyWords(test)} was overloaded: its queue grew without bound, and the test ended itself.${none}`,
      ];
    case 'failed':
      return [
        `${policyWords(test)} failed. ${error === undefined ? '' : failureText(error.code, error.message)}`,
      ];
    default:
      return state satisfies never;
  }
}
