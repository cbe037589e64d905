import { SegmentedControl, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadFigure } from '../../../core/document/load-columns.ts';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import type { Objective } from '../../../core/serving/capacity.ts';
import { batchBins, LoadTestBatchChart, type LoadTestBatchLabels } from '../charts/load-test-batches.tsx';
import {
  type LatencyBar,
  LoadTestLatencyChart,
  type LoadTestLatencyLabels,
  latencyBars,
} from '../charts/load-test-latency.tsx';
import { LoadTestTimeChart, type LoadTestTimeLabels } from '../charts/load-test-time.tsx';
import { timeBins } from '../charts/load-test-time-bins.ts';
import { useFormat } from '../kit/use-texts.ts';
import panel from '../throughput/results.module.css';
import classes from './load-test.module.css';
import { quantileName } from './load-test-words.ts';

const views = ['latency', 'time', 'batches'] as const;
type View = (typeof views)[number];

interface LoadTestChartProps {
  readonly tests: readonly DraftLoadTest[];
  readonly shown: DraftLoadTest;
  readonly choose: (policy: DraftLoadTest['policy']) => void;
  /** The limit that was asked for; `null` where it is not known. */
  readonly limit: Objective | null;
}

/** One chart of one policy's test, which grows while it runs: latencies, the course over time, or batches. */
export function LoadTestChart({ tests, shown, choose, limit }: LoadTestChartProps) {
  const { t } = useTranslation();
  const [view, chooseView] = useState<View>('latency');
  // At first, requests that have arrived have no outcome yet.
  const isOfLink =
    shown.state !== 'running' && shown.arrivals.outcome.length === 0 && shown.counts.arrivals > 0;
  return (
    <section className={panel.block} data-testid="load-charts" data-policy={shown.policy}>
      <div className={panel.blockHead}>
        <Title order={3}>{t(`load.chart.title.${view}`)}</Title>
        <span className={classes.help}>{t(`load.policy.${shown.policy}`)}</span>
      </div>
      <div className={panel.chartChoices}>
        <SegmentedControl
          size="xs"
          aria-label={t('chartChoice.label')}
          value={view}
          data={views.map((one) => ({ value: one, label: t(`load.chart.view.${one}`) }))}
          onChange={(chosen) => chooseView(views.find((one) => one === chosen) ?? 'latency')}
        />
        {tests.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={t('load.chart.policy')}
            value={shown.policy}
            data={tests.map(({ policy }) => ({ value: policy, label: t(`load.policyShort.${policy}`) }))}
            onChange={(chosen) => {
              const test = tests.find(({ policy }) => policy === chosen);
              if (test !== undefined) choose(test.policy);
            }}
          />
        )}
      </div>
      {isOfLink ? (
        <p className={classes.help}>{t('load.chart.notInLink')}</p>
      ) : (
        <>
          {view === 'latency' && <Latencies test={shown} limit={limit} />}
          {view === 'time' && <OverTime test={shown} />}
          {view === 'batches' && <Batches test={shown} />}
        </>
      )}
    </section>
  );
}

interface ChartProps {
  readonly test: DraftLoadTest;
}

function OverTime({ test }: ChartProps) {
  const format = useFormat();
  const labels = useTimeLabels(test);
  const shown = useMemo(() => timeBins(test), [test]);
  return <LoadTestTimeChart shown={shown} labels={labels} formatNumber={format.rate} />;
}

function Batches({ test }: ChartProps) {
  const format = useFormat();
  const labels = useBatchLabels(test);
  const bins = useMemo(() => batchBins(test.batches.pairs, test.rule.maxBatch), [test]);
  return <LoadTestBatchChart bins={bins} labels={labels} formatNumber={format.count} />;
}

interface LatenciesProps extends ChartProps {
  readonly limit: Objective | null;
}

function Latencies({ test, limit }: LatenciesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const bars = useMemo(() => latencyBars(test), [test]);
  const labels = useLatencyLabels(bars, limit);
  if (bars.length === 0) {
    return (
      <p className={`${classes.help} ${test.state === 'running' ? classes.toCome : ''}`}>
        {t(test.state === 'running' ? 'load.chart.noAnswerYet' : 'load.chart.nothingAnswered')}
      </p>
    );
  }
  return (
    <>
      <LoadTestLatencyChart
        bars={bars}
        limitMs={limit?.latencyMs ?? null}
        labels={labels}
        formatNumber={format.milliseconds}
      />
      <p className={panel.chartHelp}>{t('load.chart.splitHelp')}</p>
    </>
  );
}

/** The words on the chart over time; the same object while figures and language stay. */
function useTimeLabels({ offeredPerSecond, answeredPerSecond }: DraftLoadTest): LoadTestTimeLabels {
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
function useBatchLabels(test: DraftLoadTest): LoadTestBatchLabels {
  const { t } = useTranslation();
  const format = useFormat();
  const batches = test.batches.pairs.length;
  const mean = loadFigure('meanBatch', test) ?? 0;
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
function useLatencyLabels(bars: readonly LatencyBar[], limit: Objective | null): LoadTestLatencyLabels {
  const { t } = useTranslation();
  const format = useFormat();
  const limitText =
    limit === null
      ? ''
      : t('load.chart.limit', {
          tail: quantileName(limit.quantile),
          latency: format.duration(limit.latencyMs),
        });
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
      limit: limitText,
    }),
    [t, format, bars, limitText],
  );
}
