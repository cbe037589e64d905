import type { TFunction } from 'i18next';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { isSuspect } from '../../../core/document/run-record.ts';
import type { Format } from '../../../core/texts/format.ts';
import type { NamedLane } from '../kit/names.ts';
import { bestCells, measuredBatches } from './best-cells.ts';
import type { SureChoices } from './headlines.ts';

interface OutcomeWords {
  readonly t: TFunction;
  readonly format: Format;
  readonly laneName: (lane: NamedLane) => string;
}

/** What came out, in sentences, for those who cannot see the chart: the recommended batch sizes, else the fastest. */
export function outcomeText(
  lanes: readonly DraftLane[],
  choices: SureChoices,
  { t, format, laneName }: OutcomeWords,
): string {
  return lanes
    .flatMap((lane) => {
      if (isSuspect(lane)) return [`${laneName(lane)}: ${t('scoreCheck.suspect')}`];
      const measured = measuredBatches(lane.cells);
      const sentences = bestCells(measured).map((fastest) => {
        const choice = choices.get(lane.id)?.get(fastest.pairCount);
        const chosen = measured.find(
          (cell) => cell.pairCount === fastest.pairCount && cell.batchSize === choice,
        );
        const { pairCount, batchSize, pairsPerSecond } = chosen ?? fastest;
        return t('summary.bestPlain', {
          pairs: pairCount,
          batch: batchSize,
          rate: format.rate(pairsPerSecond),
        });
      });
      return sentences.length === 0 ? [] : [`${laneName(lane)}: ${sentences.join(t('joint.sentences'))}`];
    })
    .join(t('joint.sentences'));
}
