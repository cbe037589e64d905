import { Button, Title } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { Later } from '../kit/later.tsx';
import { PartBoundary } from '../kit/part-boundary.tsx';
import { CellsTable } from './cells-table.tsx';
import { ChartArea } from './chart-area.tsx';
import { DoubtList, useDoubts } from './doubt-list.tsx';
import { ProgressPanel, RunFailure } from './progress-panel.tsx';
import { RecommendationSection } from './recommendation-section.tsx';
import classes from './results.module.css';
import { hasComparedOrders } from './shown-lanes.ts';
import { isOnlyLoadTest, useShowResult } from './shown-result.ts';
import { ShownRunBanner } from './shown-run-banner.tsx';
import { SweepSummary } from './sweep-summary.tsx';

export function ThroughputPanel() {
  const hasDraft = useAppState((state) => shownDraft(state) !== null);
  const hasOnlyLoadTests = useAppState((state) => {
    const draft = shownDraft(state);
    return draft !== null && isOnlyLoadTest(draft);
  });
  return (
    <div className={classes.content}>
      <ShownRunBanner />
      <RunFailure />
      <ProgressPanel />
      {hasOnlyLoadTests ? <OnlyLoadTestNote /> : <ChartArea />}
      {hasDraft && (
        <Later>
          <RecommendationSection />
          <SweepSummary />
          <RunWarnings />
          {!hasOnlyLoadTests && <QualityBlock />}
          {!hasOnlyLoadTests && <ProfileBlock />}
          {!hasOnlyLoadTests && <CellsTable />}
        </Later>
      )}
    </div>
  );
}

/** Loaded when there is something to profile or to show. */
const ProfileSection = lazy(async () => ({
  default: (await import('../later-parts.ts')).ProfileSection,
}));

/** Where the time of a pass goes, for a run that has a profile or can have one. */
function ProfileBlock() {
  const { t } = useTranslation();
  const isShown = useAppState((state) => {
    const { canAddRounds, runState, shownRun } = state;
    const isOffered = canAddRounds && shownRun === null && !isRunUnderWay(runState);
    return isOffered || (shownDraft(state)?.profiles ?? []).length > 0;
  });
  if (!isShown) return null;
  return (
    <section className={classes.block} aria-label={t('profile.title')} data-testid="profiles">
      <Title order={3}>{t('profile.title')}</Title>
      <PartBoundary fallback={<p role="alert">{t('load.partMissing')}</p>}>
        <Suspense>
          <ProfileSection />
        </Suspense>
      </PartBoundary>
    </section>
  );
}

/** Loaded when a lane's order was compared with another. */
const QualityTable = lazy(async () => ({ default: (await import('../later-parts.ts')).QualityTable }));

/** What the order of documents costs or gains beside the speed, for a run in which lanes were compared. */
function QualityBlock() {
  const { t } = useTranslation();
  const isShown = useAppState((state) => hasComparedOrders(shownDraft(state)));
  if (!isShown) return null;
  return (
    <section className={classes.block} aria-label={t('quality.title')} data-testid="quality">
      <Title order={3}>{t('quality.title')}</Title>
      <PartBoundary fallback={<p role="alert">{t('load.partMissing')}</p>}>
        <Suspense>
          <QualityTable />
        </Suspense>
      </PartBoundary>
    </section>
  );
}

/** Replaces the chart of a run without a sweep. */
function OnlyLoadTestNote() {
  const { t } = useTranslation();
  const show = useShowResult();
  return (
    <section className={classes.onlyLoad} data-testid="only-load">
      <p>{t('load.onlyLoad')}</p>
      <Button
        variant="light"
        size="compact-sm"
        leftSection={<IconGauge size={16} aria-hidden />}
        onClick={() => show('load')}
      >
        {t('load.toLoad')}
      </Button>
    </section>
  );
}

/** What makes the numbers of the whole run doubtful. A lane's own doubts are shown with the lane. */
export function RunWarnings() {
  const { t } = useTranslation();
  const doubts = useDoubts().filter(({ laneId }) => laneId === null);
  if (doubts.length === 0) return null;
  return (
    <section aria-label={t('warnings.title', { count: doubts.length })}>
      <DoubtList doubts={doubts} />
    </section>
  );
}
