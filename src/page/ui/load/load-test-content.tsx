import { Select, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import { isSuspect } from '../../../core/document/suspect-lane.ts';
import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { TwinMark } from '../kit/twin-mark.tsx';
import { DoubtList, type ShownDoubt, useDoubts } from '../throughput/doubt-list.tsx';
import { ExportBar } from '../throughput/export-bar.tsx';
import { LaneEvents } from '../throughput/lane-events.tsx';
import { ProgressPanel, RunFailure } from '../throughput/progress-panel.tsx';
import panel from '../throughput/results.module.css';
import { useLaneName } from '../throughput/shown-lanes.ts';
import { ShownRunBanner } from '../throughput/shown-run-banner.tsx';
import classes from './load-test.module.css';
import { LoadTestCharts } from './load-test-charts.tsx';
import { PlanHeadline, SeriesHeadline } from './load-test-headlines.tsx';
import { type LoadTestSeries, loadTestSeries, testToShow } from './load-test-series.ts';
import { LoadTestSetup } from './load-test-setup.tsx';
import { usePlanText } from './load-test-words.ts';
import { Planner } from './planner.tsx';
import { PolicyTable } from './policy-table.tsx';
import { PredictionTable } from './prediction-table.tsx';

/** All of the load test's tab, top to bottom. */
export function LoadTestContent() {
  const isLoadTest = useAppState((state) => state.task === 'load-test');
  return (
    <>
      <ShownRunBanner />
      <LoadTestSetup />
      {isLoadTest && <RunFailure />}
      {isLoadTest && <ProgressPanel />}
      <LoadTestResults />
    </>
  );
}

const noTests: readonly DraftLoadTest[] = [];

/** The results of the load tests of the run on show. */
function LoadTestResults() {
  const { t } = useTranslation();
  const runId = useAppState((state) => shownDraft(state)?.id);
  const isShown = useAppState((state) => state.shownRun !== null);
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  const tests = useAppState((state) => shownDraft(state)?.loadTests ?? noTests);
  if (tests.length > 0) return <AllSeries key={runId} tests={tests} />;
  if (isRunning && !isShown) return null;
  return (
    <p className={classes.empty} data-testid="no-load-test">
      {t(isShown ? 'load.nothingShown' : 'load.nothing')}
    </p>
  );
}

/** The last series, unless the visitor chose an earlier one. */
function AllSeries({ tests }: { readonly tests: readonly DraftLoadTest[] }) {
  const series = useMemo(() => loadTestSeries(tests), [tests]);
  const [chosen, choose] = useState<{ readonly place: number; readonly of: number } | null>(null);
  // A new series comes to the front.
  const place = chosen !== null && chosen.of === series.length ? chosen.place : series.length - 1;
  const shown = series[place];
  if (shown === undefined) return null;
  const isLastOfLane = series.findLastIndex(({ laneId }) => laneId === shown.laneId) === place;
  return (
    <>
      {series.length > 1 && (
        <SeriesChoice
          series={series}
          place={place}
          choose={(to) => choose({ place: to, of: series.length })}
        />
      )}
      <SeriesResult key={place} series={shown} showsCapacity={isLastOfLane} />
    </>
  );
}

interface SeriesChoiceProps {
  readonly series: readonly LoadTestSeries[];
  readonly place: number;
  readonly choose: (place: number) => void;
}

function SeriesChoice({ series, place, choose }: SeriesChoiceProps) {
  const { t } = useTranslation();
  const planText = usePlanText();
  return (
    <Select
      label={t('load.seriesLabel')}
      size="sm"
      allowDeselect={false}
      value={String(place)}
      data={series.map(({ plan }, i) => ({
        value: String(i),
        label: t('load.series', { place: i + 1, plan: planText(plan) }),
      }))}
      onChange={(value) => {
        if (value !== null) choose(Number(value));
      }}
    />
  );
}

interface SeriesResultProps {
  readonly series: LoadTestSeries;
  /** Whether what the planner found rests on this series and not on a later one. */
  readonly showsCapacity: boolean;
}

/** One series: the answer in a sentence or two, the policies side by side, charts, prediction and planner. */
function SeriesResult({ series, showsCapacity }: SeriesResultProps) {
  const { t } = useTranslation();
  const [policy, choosePolicy] = useState<DraftLoadTest['policy'] | null>(null);
  const found = useAppState(
    (state) => shownDraft(state)?.lanes.find(({ id }) => id === series.laneId)?.capacity,
  );
  const capacity = showsCapacity ? found : undefined;
  const shown = testToShow(series, policy);
  return (
    <>
      <section className={panel.block} data-testid="load-result">
        <div className={panel.blockHead}>
          <div className={panel.chartHead}>
            <Title order={3}>{t('load.result')}</Title>
            <TwinMark />
            <SuspectMark laneId={series.laneId} />
          </div>
          <ExportBar />
        </div>
        <Setting series={series} />
        <SeriesHeadline series={series} />
        {capacity !== undefined && <PlanHeadline capacity={capacity} />}
        <LoadTestDoubts laneId={series.laneId} />
      </section>
      <PolicyTable tests={series.tests} />
      <LoadTestCharts tests={series.tests} shown={shown} choose={choosePolicy} />
      <LaneEvents events={shown.events} />
      <PredictionTable tests={series.tests} />
      {capacity !== undefined && <Planner capacity={capacity} />}
    </>
  );
}

/** The lane and the arrivals of a series. */
function Setting({ series }: { readonly series: LoadTestSeries }) {
  const laneName = useLaneName();
  const planText = usePlanText();
  const name = useAppState((state) => {
    const lane = shownDraft(state)?.lanes.find(({ id }) => id === series.laneId);
    return lane === undefined ? series.laneId : laneName(lane);
  });
  return (
    <p className={classes.help}>
      {name} · {planText(series.plan)}
    </p>
  );
}

function SuspectMark({ laneId }: { readonly laneId: string }) {
  const { t } = useTranslation();
  const suspect = useAppState(
    (state) => shownDraft(state)?.lanes.some((lane) => lane.id === laneId && isSuspect(lane)) ?? false,
  );
  return suspect ? <span className={panel.suspect}>{t('scoreCheck.suspect')}</span> : null;
}

/** These concern the pairs of a sweep's requests. A load test draws its documents at random. */
const ofSweeps: ReadonlySet<string> = new Set(['repeated-pairs', 'too-few-pairs']);

/**
 * The doubts about a load test: those about the whole run and those about its lane. If the lane also has a
 * sweep, the lane's other doubts are about the sweep's cells, and only a hidden tab counts.
 */
export function loadTestDoubts(
  doubts: readonly ShownDoubt[],
  laneId: string,
  hasCells: boolean,
): readonly ShownDoubt[] {
  return doubts.filter(
    ({ code, laneId: about }) =>
      !ofSweeps.has(code) && (about === null || (about === laneId && (!hasCells || code === 'hidden-tab'))),
  );
}

/** What makes a load test's numbers doubtful, beside them. */
function LoadTestDoubts({ laneId }: { readonly laneId: string }) {
  const doubts = useDoubts();
  const hasCells = useAppState(
    (state) => shownDraft(state)?.lanes.some((lane) => lane.id === laneId && lane.cells.length > 0) ?? false,
  );
  const shown = useMemo(() => loadTestDoubts(doubts, laneId, hasCells), [doubts, laneId, hasCells]);
  return shown.length === 0 ? null : <DoubtList doubts={shown} />;
}
