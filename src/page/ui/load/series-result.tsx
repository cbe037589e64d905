import { Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import { isSuspect } from '../../../core/document/run-record.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { TwinMark } from '../kit/twin-mark.tsx';
import { ExportBar } from '../throughput/export-bar.tsx';
import { LaneEvents } from '../throughput/lane-events.tsx';
import panel from '../throughput/results.module.css';
import { useLaneName } from '../throughput/shown-lanes.ts';
import classes from './load.module.css';
import { LoadCharts } from './load-charts.tsx';
import { LoadDoubts } from './load-doubts.tsx';
import { PlanHeadline, SeriesHeadline } from './load-sentences.tsx';
import { type LoadSeries, testToShow } from './load-series.ts';
import { Planner } from './planner.tsx';
import { PolicyTable } from './policy-table.tsx';
import { PredictionTable } from './prediction-table.tsx';
import { usePlanText } from './use-plan-text.ts';

interface SeriesResultProps {
  readonly series: LoadSeries;
  /** Whether what the planner found rests on this series and not on a later one. */
  readonly showsCapacity: boolean;
}

/** One series: the answer in a sentence or two, the policies side by side, charts, prediction and planner. */
export function SeriesResult({ series, showsCapacity }: SeriesResultProps) {
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
        <LoadDoubts laneId={series.laneId} />
      </section>
      <PolicyTable tests={series.tests} />
      <LoadCharts tests={series.tests} shown={shown} choose={choosePolicy} />
      <LaneEvents events={shown.events} />
      <PredictionTable tests={series.tests} />
      {capacity !== undefined && <Planner capacity={capacity} />}
    </>
  );
}

/** On which lane, with which arrivals. */
function Setting({ series }: { readonly series: LoadSeries }) {
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
