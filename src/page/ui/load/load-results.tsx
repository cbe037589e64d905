import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import classes from './load.module.css';
import { type LoadSeries, loadSeries } from './load-series.ts';
import { SeriesResult } from './series-result.tsx';
import { usePlanText } from './use-plan-text.ts';

const noTests: readonly DraftLoadTest[] = [];

/** What came of the load tests of the run on show. */
export function LoadResults() {
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
  const series = useMemo(() => loadSeries(tests), [tests]);
  const [chosen, choose] = useState<{ readonly place: number; readonly of: number } | null>(null);
  // A series that begins comes to the front by itself.
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
  readonly series: readonly LoadSeries[];
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
