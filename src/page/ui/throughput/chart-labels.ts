import type { i18n, TFunction } from 'i18next';
import { codeText } from '../../../core/texts/message.ts';
import type { ThroughputChartLabels } from '../charts/throughput-context.ts';
import type { NamedLane } from '../kit/names.ts';

export interface ChartWords {
  readonly t: TFunction;
  readonly i18n: i18n;
  readonly laneName: (lane: NamedLane) => string;
  /** One sentence for those who cannot see the chart. */
  readonly description: string;
  /** What the ring around a point means. */
  readonly best: 'recommended' | 'fastest' | 'fastestSoFar';
}

/** The chart's words; the chart itself knows no language. */
export function chartLabels({ t, i18n, laneName, description, best }: ChartWords): ThroughputChartLabels {
  return {
    description,
    batchSize: t('chart.batchSize'),
    pairsPerSecond: t('chart.pairsPerSecond'),
    lane: laneName,
    pairCount: (count) => t('chart.pairCount', { amount: count }),
    budgetLine: (count) => t('batching.line', { amount: count }),
    budget: (tokens) => t('batching.upTo', { tokens }),
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
