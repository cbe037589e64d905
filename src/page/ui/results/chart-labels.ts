import type { i18n, TFunction } from 'i18next';
import { codeText } from '../../i18n/code-text.ts';
import type { ThroughputChartLabels } from '../charts/throughput-chart-labels.ts';
import { laneName } from '../shared/names.ts';

/** The chart's words; the chart itself knows no language. */
export function chartLabels(t: TFunction, i18n: i18n, description: string): ThroughputChartLabels {
  return {
    description,
    batchSize: t('chart.batchSize'),
    pairsPerSecond: t('chart.pairsPerSecond'),
    lane: laneName,
    pairCount: (count) => t('chart.pairCount', { amount: count }),
    bestPoint: (batch, rate) => t('chart.bestPoint', { batch, rate }),
    column: (batch) => t('chart.column', { batch }),
    interval: (low, high) => t('chart.interval', { low, high }),
    latency: (ms) => t('chart.latency', { ms }),
    intervalHeading: t('chart.intervalHeading'),
    latencyHeading: t('chart.latencyHeading'),
    best: t('chart.best'),
    errorBar: t('chart.errorBar'),
    warmingUp: t('chart.warmingUp'),
    floor: { 'out-of-memory': t('cellState.out-of-memory'), failed: t('cellState.failed') },
    reason: (code) => codeText(i18n, 'reason', code),
  };
}
