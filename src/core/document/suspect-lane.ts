import type { ScoreCheckRecord } from './run-record.ts';

/**
 * Whether a lane's scores failed their check. Such a lane is shown as suspect, and its numbers never count as
 * best.
 */
export const isSuspect = ({
  scoreCheck,
}: {
  readonly scoreCheck: Pick<ScoreCheckRecord, 'verdict'> | null;
}): boolean => scoreCheck?.verdict === 'suspect';
