import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import type { LoadTestBatchLabels } from '../charts/load-test-batches.tsx';
import type { LatencyBar, LoadTestLatencyLabels } from '../charts/load-test-latency.tsx';
import type { LoadTestTimeLabels } from '../charts/load-test-time.tsx';
import { useFormat } from '../kit/use-format.ts';
import { policyFigure } from './policy-figures.ts';

/** The words on the chart over time; the same object while figures and language stay. */
export function useTimeLabels({ offeredPerSecond, answeredPerSecond }: DraftLoadTest): LoadTestTimeLabels {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(
    () => ({
      description: t('load.chart.timeDescription', {
        offered: format.rate(offeredPerSecond),
        answered: format.rate(answeredPerSecond),
      }),
      time: t('load.chart.time'),
      rates: t('load.chart.requestsPerSecond'),
      waiting: t('load.chart.waiting'),
      arrivals: t('load.chart.due'),
      answers: t('load.chart.answered'),
      at: (seconds) => t('load.chart.at', { seconds }),
    }),
    [t, format, offeredPerSecond, answeredPerSecond],
  );
}

/** The words on the chart of batches. */
export function useBatchLabels(test: DraftLoadTest): LoadTestBatchLabels {
  const { t } = useTranslation();
  const format = useFormat();
  const batches = test.batches.pairs.length;
  const mean = policyFigure(test, 'meanBatch') ?? 0;
  return useMemo(
    () => ({
      description: t('load.chart.batchDescription', { batches, mean: format.rate(mean) }),
      pairs: t('load.chart.pairs'),
      batches: t('load.chart.batchCount'),
      pairsInThem: t('load.chart.pairsInThem'),
      column: (range) => t('load.chart.column', { range }),
    }),
    [t, format, batches, mean],
  );
}

/** The words on the chart of latencies. */
export function useLatencyLabels(bars: readonly LatencyBar[]): LoadTestLatencyLabels {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(
    () => ({
      description: t('load.chart.latencyDescription', {
        bars: format.list(
          bars.map(({ quantile, waitingMs, computingMs }) =>
            t('load.chart.bar', {
              name: `P${Math.round(100 * quantile)}`,
              latency: format.duration(waitingMs + computingMs),
              waiting: format.duration(waitingMs),
            }),
          ),
        ),
      }),
      quantile: t('load.chart.quantile'),
      milliseconds: t('load.chart.milliseconds'),
      waiting: t('load.chart.waitingMs'),
      computing: t('load.chart.computingMs'),
      latency: t('load.chart.latencyMs'),
    }),
    [t, format, bars],
  );
}
