import { Title } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { ThroughputChart } from '../charts/throughput-chart.tsx';
import { useFormat } from '../shared/use-format.ts';
import { chartLabels } from './chart-labels.ts';
import { EmptyChart } from './empty-chart.tsx';
import { outcomeText } from './outcome-text.ts';
import classes from './results.module.css';
import { RunStateText } from './run-state-text.tsx';

const noLanes = [] as const;

/**
 * The hero: throughput against batch size, growing while the sweep runs. Its axes stand there before the first run, since
 * drawing them for the first time is the longest task there is, and must not fall into a measurement.
 */
export function ChartArea() {
  const { t } = useTranslation();
  return (
    <section className={classes.block}>
      <div className={classes.blockHead}>
        <Title order={3}>{t('chart.title')}</Title>
        <RunStateText />
      </div>
      <Chart />
    </section>
  );
}

function Chart() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const lanes = useAppState((state) => state.draft?.lanes ?? noLanes);
  const batchSizes = useAppState((state) => (state.draft ?? state).settings.batchSizes);
  // While a sweep runs the outcome changes with every sample; new labels each time would draw the chart anew.
  const isOver = useAppState((state) => state.draft?.state !== 'running');
  const outcome = isOver ? outcomeText(lanes, t, format) : '';
  const labels = useMemo(
    () =>
      chartLabels(
        t,
        i18n,
        t('chart.description', { summary: outcome === '' ? t('chart.nothingYet') : outcome }),
      ),
    [t, i18n, outcome],
  );
  return (
    <div className={classes.chart} data-testid="chart">
      <ThroughputChart lanes={lanes} batchSizes={batchSizes} labels={labels} formatNumber={format.rate} />
      <EmptyChart />
    </div>
  );
}
