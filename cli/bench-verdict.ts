import type { LaneRecord, RunRecord } from '../src/core/document/run-record.ts';
import { isSuspect } from '../src/core/document/run-record.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
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
