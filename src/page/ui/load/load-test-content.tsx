import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import { useAppState } from '../../store/app-context.ts';
import type { AppState } from '../../store/app-state.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { standingFailure } from '../../store/standing-failure.ts';
import { Fold } from '../kit/fold.tsx';
import { EarlierResults } from '../kit/total-failure.tsx';
import { InvalidFieldsProvider } from '../setup/invalid-fields.tsx';
import { KeptPlace } from '../throughput/answer-place.tsx';
import { DoubtList, isOfAnswer, type ShownDoubt, useDoubts } from '../throughput/doubt-list.tsx';
import { LaneEvents } from '../throughput/lane-events.tsx';
import { ProgressPanel, RunFailure } from '../throughput/progress-panel.tsx';
import { ShownRunBanner } from '../throughput/shown-run-banner.tsx';
import classes from './load-test.module.css';
import { LoadTestChart } from './load-test-charts.tsx';
import { AllLoadTestFields } from './load-test-fields.tsx';
import { LoadTestQuestion } from './load-test-question.tsx';
import { type LoadTestSeries, loadTestSeries, testToShow } from './load-test-series.ts';
import { LikelyVerdict, VerdictSection } from './load-test-verdict.tsx';
import { usePlanText } from './load-test-words.ts';
import { Planner } from './planner.tsx';
import { PolicyTable } from './policy-table.tsx';
import { PredictionTable } from './prediction-table.tsx';

const noTests: readonly DraftLoadTest[] = [];

/**
 * All of the load test's tab: the question, its answer (or how far it is), one chart, and everything else
 * folded.
 */
export function LoadTestContent() {
  const { t } = useTranslation();
  const isLoadTest = useAppState((state) => state.task === 'load-test' && state.shownRun === null);
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  const hasTests = useAppState((state) => (shownDraft(state)?.loadTests ?? noTests).length > 0);
  return (
    <InvalidFieldsProvider>
      <ShownRunBanner />
      <LoadTestQuestion />
      {isLoadTest && <RunFailure task="load-test" />}
      {isLoadTest && isRunning && (
        <KeptPlace likely={<LikelyVerdict />}>
          <ProgressPanel />
        </KeptPlace>
      )}
      <LoadTestResults />
      <div {...(hasTests && { className: classes.lastFold })}>
        <Fold id="load-settings" title={t('load.allSettings')}>
          <AllLoadTestFields />
        </Fold>
      </div>
    </InvalidFieldsProvider>
  );
}

/** The results of the load tests of the run on show. */
function LoadTestResults() {
  const { t } = useTranslation();
  const runId = useAppState((state) => shownDraft(state)?.id);
  const isShown = useAppState((state) => state.shownRun !== null);
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  const hasFailed = useAppState(
    (state) => state.task === 'load-test' && state.shownRun === null && standingFailure(state) !== null,
  );
  const tests = useAppState((state) => shownDraft(state)?.loadTests ?? noTests);
  if (hasFailed) return <EarlierTests tests={tests} />;
  if (tests.length > 0) return <AllSeries key={runId} tests={tests} />;
  if (isRunning && !isShown) return <div className={classes.toCome} />;
  return (
    <p className={classes.empty} data-testid="no-load-test">
      {t(isShown ? 'load.nothingShown' : 'load.nothing')}
    </p>
  );
}

/** Below a load test that came to nothing: what was tested before it, folded, or where earlier runs are. */
function EarlierTests({ tests }: { readonly tests: readonly DraftLoadTest[] }) {
  const { t } = useTranslation();
  const told = useMemo(() => tests.filter(({ state }) => state !== 'failed'), [tests]);
  if (told.length === 0) return <EarlierResults />;
  return (
    <Fold id="load-earlier" title={t('load.earlier')}>
      <AllSeries tests={told} />
    </Fold>
  );
}

/** The page's own load test has not ended, and is on show. */
const isLoadTestUnderWay = ({ task, runState, shownRun }: AppState): boolean =>
  task === 'load-test' && isRunUnderWay(runState) && shownRun === null;

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

/** One series: the verdict, one chart, and the rest folded. */
function SeriesResult({ series, showsCapacity }: SeriesResultProps) {
  const { t } = useTranslation();
  const [policy, choosePolicy] = useState<DraftLoadTest['policy'] | null>(null);
  const found = useAppState(
    (state) => shownDraft(state)?.lanes.find(({ id }) => id === series.laneId)?.capacity,
  );
  const isUnderWay = useAppState(isLoadTestUnderWay);
  const doubts = useLoadTestDoubts(series.laneId);
  const quantile = useAppState((state) => (shownDraft(state)?.settings.tailPercentile ?? 0) / 100);
  const latencyMs = useAppState((state) => shownDraft(state)?.settings.tailLatency ?? 0);
  const capacity = showsCapacity && !isUnderWay ? found : undefined;
  const shown = testToShow(series, policy);
  const further = doubts.filter((doubt) => !isOfAnswer(doubt));
  return (
    <>
      {!isUnderWay && <VerdictSection series={series} capacity={capacity} doubts={doubts} />}
      <LoadTestChart
        tests={series.tests}
        shown={shown}
        choose={choosePolicy}
        limit={showsCapacity ? { quantile, latencyMs } : null}
      />
      <div>
        <Fold id="load-policies" title={t('load.table.title')}>
          <PolicyTable tests={series.tests} />
          <LaneEvents events={shown.events} />
        </Fold>
        {capacity !== undefined && (
          <Fold id="load-planner" title={t('load.planner.title')} note={t('load.plan.simulated')}>
            <Planner capacity={capacity} />
          </Fold>
        )}
        <PredictionTable tests={series.tests} />
        {further.length > 0 && (
          <Fold id="load-doubts" title={t('fold.doubts', { count: further.length })}>
            <DoubtList doubts={further} />
          </Fold>
        )}
      </div>
    </>
  );
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

/** What makes a load test's numbers doubtful. */
function useLoadTestDoubts(laneId: string): readonly ShownDoubt[] {
  const doubts = useDoubts();
  const hasCells = useAppState(
    (state) => shownDraft(state)?.lanes.some((lane) => lane.id === laneId && lane.cells.length > 0) ?? false,
  );
  return useMemo(() => loadTestDoubts(doubts, laneId, hasCells), [doubts, laneId, hasCells]);
}
