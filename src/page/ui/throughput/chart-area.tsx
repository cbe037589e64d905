import { SegmentedControl, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { ThroughputChart } from '../charts/later-charts.tsx';
import { RestoredNote } from '../history/restored-note.tsx';
import { TwinMark } from '../kit/twin-mark.tsx';
import { useFormat, useShortcutNames } from '../kit/use-texts.ts';
import { chartLabels, outcomeText } from './chart-labels.ts';
import { MemoryArea } from './memory-area.tsx';
import { PeakArea } from './peak-area.tsx';
import classes from './results.module.css';
import { useChoices, useLaneName } from './shown-lanes.ts';

const noLanes = [] as const;
const noChoices = new Map();

type Shown = 'throughput' | 'memory' | 'peak';

const titles = { throughput: 'chart.title', memory: 'memoryChart.title', peak: 'peakChart.title' } as const;

/**
 * The charts of a sweep, which grow while it runs. The axes are drawn before the first run, because drawing
 * them for the first time is the page's longest task and must not fall into a measurement.
 */
export function ChartArea() {
  const { t } = useTranslation();
  const hasRun = useAppState((state) => shownDraft(state) !== null);
  const [chosen, choose] = useState<Shown>('throughput');
  const hasPeak = useAppState(
    (state) => shownDraft(state)?.lanes.some(({ peak }) => peak !== undefined) ?? false,
  );
  const shown = !hasRun || (chosen === 'peak' && !hasPeak) ? 'throughput' : chosen;
  return (
    <section className={`${classes.block} ${classes.fills}`}>
      <div className={classes.blockHead}>
        <div className={classes.chartHead}>
          <Title order={3}>{t(titles[shown])}</Title>
          {hasRun && <ChartChoice shown={shown} choose={choose} hasPeak={hasPeak} />}
          <TwinMark />
        </div>
        <div>
          <RestoredNote /> <RunStateText />
        </div>
      </div>
      {shown === 'memory' ? <MemoryArea /> : shown === 'peak' ? <PeakArea /> : <Chart />}
    </section>
  );
}

interface ChartChoiceProps {
  readonly shown: Shown;
  readonly choose: (shown: Shown) => void;
  readonly hasPeak: boolean;
}

function ChartChoice({ shown, choose, hasPeak }: ChartChoiceProps) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('chartChoice.label')}
      value={shown}
      onChange={(value) => choose(value as Shown)}
      data={[
        { value: 'throughput', label: t('chartChoice.throughput') },
        { value: 'memory', label: t('chartChoice.memory') },
        ...(hasPeak ? [{ value: 'peak', label: t('peakChart.choice') }] : []),
      ]}
    />
  );
}

function Chart() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const lanes = useAppState((state) => shownDraft(state)?.lanes ?? noLanes);
  const batchSizes = useAppState((state) => (shownDraft(state) ?? state).settings.batchSizes);
  // While a sweep runs, the outcome changes with every sample, and new labels would redraw the whole chart.
  const isOver = useAppState((state) => shownDraft(state)?.state !== 'running');
  const laneName = useLaneName();
  const sure = useChoices();
  const choices = isOver ? sure : noChoices;
  const best = !isOver ? 'fastestSoFar' : choices.size > 0 ? 'recommended' : 'fastest';
  const outcome = isOver ? outcomeText(lanes, choices, { t, format, laneName }) : '';
  const labels = useMemo(
    () =>
      chartLabels({
        t,
        i18n,
        laneName,
        best,
        description: t('chart.description', { summary: outcome === '' ? t('chart.nothingYet') : outcome }),
      }),
    [t, i18n, laneName, best, outcome],
  );
  return (
    <div className={classes.chart} data-testid="chart">
      <ThroughputChart
        lanes={lanes}
        batchSizes={batchSizes}
        choices={choices}
        labels={labels}
        formatNumber={format.rate}
      />
      <EmptyChart />
    </div>
  );
}

/** Says what will appear on the empty axes. */
function EmptyChart() {
  const { t } = useTranslation();
  const shortcuts = useShortcutNames();
  const isIdle = useAppState((state) => shownDraft(state) === null && !isRunUnderWay(state.runState));
  if (!isIdle) return null;
  return (
    <div className={classes.emptyChart}>
      <Title order={4}>{t('chart.emptyTitle')}</Title>
      <p>{t('chart.emptyText')}</p>
      <p>{t('chart.emptyShortcut', { shortcut: shortcuts.run, rank: shortcuts.rank })}</p>
    </div>
  );
}

/** How the run on show ended, and how long it took. */
function RunStateText() {
  const { t } = useTranslation();
  const format = useFormat();
  const state = useAppState(({ shownRun, runState }) => shownRun?.draft.state ?? runState);
  const durationMs = useAppState(
    (state) => shownDraft(state)?.durationMs ?? state.record?.durationMs ?? null,
  );
  if (isRunUnderWay(state) || state === 'idle') return null;
  return (
    <span className={classes.runState} role="status">
      {t(`runState.${state}`)}
      {durationMs !== null && ` · ${format.duration(durationMs)}`}
    </span>
  );
}
