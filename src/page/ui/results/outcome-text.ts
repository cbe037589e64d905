import type { TFunction } from 'i18next';
import type { DraftLane } from '../../../core/record/run-draft.ts';
import type { Format } from '../../i18n/format.ts';
import { laneName } from '../shared/names.ts';
import { bestCells } from './best-cells.ts';

/** What came out, in sentences, for those who cannot see the chart. */
export function outcomeText(lanes: readonly DraftLane[], t: TFunction, format: Format): string {
  return lanes
    .flatMap((lane) => {
      const sentences = bestCells(lane.cells).map(({ pairCount, batchSize, pairsPerSecond }) =>
        t('summary.bestPlain', { pairs: pairCount, batch: batchSize, rate: format.rate(pairsPerSecond) }),
      );
      return sentences.length === 0 ? [] : [`${laneName(lane)}: ${sentences.join(t('joint.sentences'))}`];
    })
    .join(t('joint.sentences'));
}
