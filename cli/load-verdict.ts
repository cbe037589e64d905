import type { LoadTestRecord } from '../src/core/document/load-test-record.ts';
import { policyWords } from '../src/core/document/load-test-words.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { isSuspect } from '../src/core/document/run-record.ts';
import { laneName } from './bench-verdict.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { failureText } from './failure-text.ts';

const isFailed = ({ state }: LoadTestRecord) => state === 'failed';

/**
 * How a command ends that tested this. An overloaded policy is a result: it says that the rate was too much. A policy that answered nothing is none
 * only where all others did no better.
 */
export function exitCodeOfLoad({ lanes, loadTests = [] }: RunRecord): ExitCode {
  if (lanes.some(isSuspect)) return exitCode.suspectScores;
  const hasAnswers = loadTests.some(({ counts }) => counts.answered > 0);
  return hasAnswers && !loadTests.some(isFailed) ? exitCode.ok : exitCode.noResult;
}

/** What whoever watches should know besides the numbers, a line each. */
export function loadNotices({ lanes, loadTests = [], warnings }: RunRecord): string[] {
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
