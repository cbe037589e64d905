import { SegmentedControl, Title } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import { batchBins, LoadTestBatchChart } from '../charts/load-test-batches.tsx';
import { LoadTestLatencyChart, latencyBars } from '../charts/load-test-latency.tsx';
import { LoadTestTimeChart } from '../charts/load-test-time.tsx';
import { timeBins } from '../charts/load-test-time-bins.ts';
import { useFormat } from '../kit/use-format.ts';
import panel from '../throughput/results.module.css';
import classes from './load.module.css';
import { useBatchLabels, useLatencyLabels, useTimeLabels } from './load-chart-labels.ts';

interface LoadChartsProps {
  readonly tests: readonly DraftLoadTest[];
  readonly shown: DraftLoadTest;
  readonly choose: (policy: DraftLoadTest['policy']) => void;
}

/** One policy's test in pictures: over time, its batches, its latencies. They grow while it runs. */
export function LoadCharts({ tests, shown, choose }: LoadChartsProps) {
  const { t } = useTranslation();
  return (
    <section className={panel.block} data-testid="load-charts" data-policy={shown.policy}>
      <div className={panel.blockHead}>
        <Title order={3}>{t('load.chart.title')}</Title>
        {tests.length > 1 ? (
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
        ) : (
          <span className={classes.help}>{t(`load.policy.${shown.policy}`)}</span>
        )}
      </div>
      <OverTime test={shown} />
      <div className={classes.pair}>
        <Batches test={shown} />
        <Latencies test={shown} />
      </div>
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
  const { t } = useTranslation();
  const format = useFormat();
  const labels = useBatchLabels(test);
  const bins = useMemo(() => batchBins(test.batches.pairs, test.rule.maxBatch), [test]);
  return (
    <div className={classes.half}>
      <Title order={4}>{t('load.chart.batches')}</Title>
      <LoadTestBatchChart bins={bins} labels={labels} formatNumber={format.count} />
    </div>
  );
}

function Latencies({ test }: ChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const bars = useMemo(() => latencyBars(test), [test]);
  const labels = useLatencyLabels(bars);
  return (
    <div className={classes.half}>
      <Title order={4}>{t('load.chart.latency')}</Title>
      {bars.length === 0 ? (
        <p className={classes.help}>{t('load.chart.nothingAnswered')}</p>
      ) : (
        <>
          <LoadTestLatencyChart bars={bars} labels={labels} formatNumber={format.milliseconds} />
          <p className={panel.chartHelp}>{t('load.chart.splitHelp')}</p>
        </>
      )}
    </div>
  );
}
