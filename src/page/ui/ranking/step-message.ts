import { isOutOfMemory } from '../../../core/rerank/failure.ts';
import { type StepDown, usualBatchSize } from '../../../core/rerank/step-down.ts';
import type { Message } from '../../../core/texts/message.ts';
import type { RankingSlice } from '../../store/ranking-slice.ts';

/**
 * What to say of the steps behind what the ranking panel shows: of the job under way or the one that failed, else of the
 * ranking. Only the last step of a ranking that came about is one that scored; those before it were tries.
 */
export function stepMessages({
  rankJob,
  rankSteps,
  ranking,
}: Pick<RankingSlice, 'rankJob' | 'rankSteps' | 'ranking'>): Message[] {
  if (rankJob.state !== 'idle') return rankSteps.map((step) => stepMessage(step, 'tried'));
  if (ranking === null) return [];
  const { steps, batchSize, rows } = ranking;
  const told = steps.map((step, i) => stepMessage(step, i === steps.length - 1 ? 'scored' : 'tried'));
  const cameDownNow = steps.some(({ reason }) => isOutOfMemory(reason));
  const isSmall = batchSize < Math.min(usualBatchSize, rows.length);
  return cameDownNow || !isSmall
    ? told
    : [...told, { key: 'stepDown.remembered', values: { batch: batchSize } }];
}

const stepMessage = ({ from, to, reason, message }: StepDown, tense: 'tried' | 'scored'): Message => ({
  key: `stepDown.${tense}.${reason}`,
  values: { from, to },
  detail: message,
});
