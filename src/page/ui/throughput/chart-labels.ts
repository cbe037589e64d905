import type { i18n, TFunction } from 'i18next';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { isSuspect } from '../../../core/document/suspect-lane.ts';
import type { Format } from '../../../core/texts/format.ts';
import { formatOf } from '../../../core/texts/format.ts';
import { codeText } from '../../../core/texts/message.ts';
import type { ThroughputChartLabels } from '../charts/throughput-context.ts';
import type { NamedLane } from '../kit/names.ts';
import { batchCells, bestCells, type SureChoices } from './shown-lanes.ts';

interface ChartWords {
  readonly t: TFunction;
  readonly i18n: i18n;
  readonly laneName: (lane: NamedLane) => string;
  /** One sentence for those who cannot see the chart. */
  readonly description: string;
  /** What the ring around a point means. */
  readonly best: 'recommended' | 'fastest' | 'fastestSoFar';
}

/** The chart's words. The chart itself knows no language. */
export function chartLabels({ t, i18n, laneName, description, best }: ChartWords): ThroughputChartLabels {
  return {
    description,
    batchSize: t('chart.batchSize'),
    pairsPerSecond: t('chart.pairsPerSecond'),
    lane: laneName,
    pairCount: (count) => t('chart.pairCount', { amount: count }),
    budgetLine: (count) => t('batching.line', { amount: count }),
    budget: (tokens) => t('batching.upTo', { tokens: formatOf(i18n.language).count(tokens) }),
    bestPoint: (batch, rate) => t('chart.bestPoint', { batch, rate }),
    column: (batch) => t('chart.column', { batch }),
    interval: (low, high) => t('chart.interval', { low, high }),
    latency: (ms) => t('chart.latency', { ms }),
    intervalHeading: t('chart.intervalHeading'),
    latencyHeading: t('chart.latencyHeading'),
    best: t(`chartMarks.${best}`),
    fastest: t('chartMarks.fastest'),
    suspect: t('scoreCheck.suspect'),
    errorBar: t('chart.errorBar'),
    warmingUp: t('chart.warmingUp'),
    floor: { 'out-of-memory': t('cellState.out-of-memory'), failed: t('cellState.failed') },
    reason: (code) => codeText(i18n, 'reason', code),
  };
}

interface OutcomeWords {
  readonly t: TFunction;
  readonly format: Format;
  readonly laneName: (lane: NamedLane) => string;
}

/**
 * What came out, in sentences, for those who cannot see the chart: the recommended batch sizes, else the
 * fastest.
 */
export function outcomeText(
  lanes: readonly DraftLane[],
  choices: SureChoices,
  { t, format, laneName }: OutcomeWords,
): string {
  return lanes
    .flatMap((lane) => {
      if (isSuspect(lane)) return [`${laneName(lane)}: ${t('scoreCheck.suspect')}`];
      const measured = batchCells(lane.cells);
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
