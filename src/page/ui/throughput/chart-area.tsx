import { SegmentedControl, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import type { BatchRange } from '../charts/batch-range.ts';
import { ThroughputChart } from '../charts/later-charts.tsx';
import { RestoredNote } from '../history/restored-note.tsx';
import { Later } from '../kit/later.tsx';
import { useFormat, useShortcutNames } from '../kit/use-texts.ts';
import { chartLabels, outcomeText } from './chart-labels.ts';
import { useChartZoom, ZoomButton, ZoomSlider } from './chart-zoom.tsx';
import { CountChoice } from './count-choice.tsx';
import { LatencyArea, PaddingArea } from './figure-areas.tsx';
import { MemoryArea } from './memory-area.tsx';
import { PeakArea } from './peak-area.tsx';
import classes from './results.module.css';
import { useChoices, useLaneName } from './shown-lanes.ts';

const noLanes: readonly DraftLane[] = [];
const noChoices = new Map();

const views = ['throughput', 'latency', 'memory', 'padding', 'peak'] as const;
type View = (typeof views)[number];

const titles = {
  throughput: 'chart.title',
  latency: 'latencyChart.title',
  memory: 'memoryChart.title',
  padding: 'paddingChart.title',
  peak: 'peakChart.title',
} as const satisfies Record<View, string>;

/**
 * The charts of a sweep, which grow while it runs: one figure at a time, of one pair count, so that a colour
 * is a lane. The axes are drawn before the first run, because drawing them for the first time is the page's
 * longest task and must not fall into a measurement.
 */
export function ChartArea() {
  const { t } = useTranslation();
  const all = useAppState((state) => shownDraft(state)?.lanes ?? noLanes);
  const hasRun = useAppState((state) => shownDraft(state) !== null);
  const batchSizes = useAppState((state) => (shownDraft(state) ?? state).settings.batchSizes);
  const pairCounts = useAppState((state) => (shownDraft(state) ?? state).settings.pairCounts);
  const [chosenView, chooseView] = useState<View>('throughput');
  const [chosenCount, chooseCount] = useState<number | null>(null);
  const hasPeak = all.some(({ peak }) => peak !== undefined);
  const view = !hasRun || (chosenView === 'peak' && !hasPeak) ? 'throughput' : chosenView;
  const pairCount = pairCounts.find((count) => count === chosenCount) ?? pairCounts.at(-1);
  const lanes = useMemo(() => all.map((lane) => ofPairCount(lane, pairCount)), [all, pairCount]);
  const chartZoom = useChartZoom(batchSizes);
  const shared = { lanes, batchSizes: chartZoom.batchSizes, range: chartZoom.range };
  return (
    <section className={`${classes.block} ${classes.fills}`}>
      <div className={classes.blockHead}>
        <Title order={3}>{t(titles[view])}</Title>
        <div>
          <RestoredNote /> <RunStateText />
        </div>
      </div>
      <div className={classes.chartChoices}>
        {hasRun && (
          <Later>
            <ViewChoice view={view} choose={chooseView} hasPeak={hasPeak} />
            {pairCounts.length > 1 && (
              <CountChoice pairCounts={pairCounts} chosen={pairCount} choose={chooseCount} />
            )}
            <ZoomButton {...chartZoom} />
          </Later>
        )}
      </div>
      {hasRun && <ZoomSlider {...chartZoom} />}
      {view === 'throughput' && <Chart {...shared} />}
      {view === 'latency' && <LatencyArea {...shared} />}
      {view === 'memory' && <MemoryArea {...shared} />}
      {view === 'padding' && <PaddingArea {...shared} />}
      {view === 'peak' && <PeakArea {...shared} />}
    </section>
  );
}

const ofPairCount = (lane: DraftLane, pairCount: number | undefined): DraftLane => ({
  ...lane,
  cells: lane.cells.filter((cell) => cell.pairCount === pairCount),
});

interface ViewChoiceProps {
  readonly view: View;
  readonly choose: (view: View) => void;
  readonly hasPeak: boolean;
}

function ViewChoice({ view, choose, hasPeak }: ViewChoiceProps) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('chartChoice.label')}
      value={view}
      onChange={(value) => choose(views.find((one) => one === value) ?? 'throughput')}
      data={views
        .filter((one) => one !== 'peak' || hasPeak)
        .map((one) => ({
          value: one,
          label: one === 'peak' ? t('peakChart.choice') : t(`chartChoice.${one}`),
        }))}
    />
  );
}

interface ChartProps {
  readonly lanes: readonly DraftLane[];
  readonly batchSizes: readonly number[];
  readonly range: BatchRange | null;
}

function Chart({ lanes, batchSizes, range }: ChartProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
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
        range={range}
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
      <p className="about-keys">
        {t('chart.emptyShortcut', { shortcut: shortcuts.run, rank: shortcuts.rank })}
      </p>
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
