import { Button } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { Later } from '../kit/later.tsx';
import { CellsTable } from './cells-table.tsx';
import { ChartArea } from './chart-area.tsx';
import { DoubtList, useDoubts } from './doubt-list.tsx';
import { ProgressPanel, RunFailure } from './progress-panel.tsx';
import { RecommendationSection } from './recommendation-section.tsx';
import classes from './results.module.css';
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
          {!hasOnlyLoadTests && <CellsTable />}
        </Later>
      )}
    </div>
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
