import type { TFunction } from 'i18next';
import type { Format } from '../../../core/texts/format.ts';
import type { Answer } from './answer.ts';

export type AnswerInBrief = Pick<Answer, 'batchSize' | 'pairsPerSecond' | 'timesBatchOne' | 'certainty'>;

/** "Batch 8", or which ones it may be. */
export function batchWords({ batchSize, certainty }: AnswerInBrief, t: TFunction): string {
  if (certainty.kind !== 'unsure') return t('answer.batch', { batch: batchSize });
  const { upTo, between } = certainty;
  return t(between ? 'answer.batchTo' : 'answer.batchOr', { batch: batchSize, upTo });
}

/** "2.1 × batch 1". Two digits are as much as a comparison of speeds can bear. `null` where it says nothing. */
export function timesOneWords({ timesBatchOne, certainty }: AnswerInBrief, t: TFunction, format: Format) {
  if (timesBatchOne === null || certainty.kind === 'unsure') return null;
  return t('answer.timesOne', { times: timesWords(timesBatchOne, format) });
}

export const timesWords = (ratio: number, { rate }: Pick<Format, 'rate'>): string =>
  rate(Number(ratio.toPrecision(ratio >= 100 ? 3 : 2)));

/** How sure the answer is: "sure", or what to make of it. */
export function certaintyWords({ batchSize, certainty }: AnswerInBrief, t: TFunction): string {
  switch (certainty.kind) {
    case 'sure':
      return t('answer.sure');
    case 'only':
      return t('answer.only');
    case 'too-few':
      return t('answer.tooFew');
    case 'unsure':
      return t('answer.noDifference', { batch: batchSize });
    default:
      return certainty satisfies never;
  }
}
