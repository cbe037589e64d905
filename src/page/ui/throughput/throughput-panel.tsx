import { Button } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import type { AppState } from '../../store/app-state.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { isTotalFailure } from '../../store/standing-failure.ts';
import { Fold } from '../kit/fold.tsx';
import { Later } from '../kit/later.tsx';
import { laterPart } from '../kit/later-part.tsx';
import { OwnTask } from '../kit/own-task.tsx';
import { EarlierResults } from '../kit/total-failure.tsx';
import { laterParts } from '../later-parts-in-turn.ts';
import { AnswerPlace } from './answer-place.tsx';
import { CellsTable } from './cells-table.tsx';
import { ChartArea } from './chart-area.tsx';
import { DoubtList, isOfAnswer, useDoubts } from './doubt-list.tsx';
import { ExampleAnswer } from './example-answer.tsx';
import { RunFailure } from './progress-panel.tsx';
import { EveryLane, RecommendationSection, ServerCheck } from './recommendation-section.tsx';
import classes from './results.module.css';
import { hasComparedOrders } from './shown-lanes.ts';
import { isOnlyLoadTest, useShowResult } from './shown-result.ts';
import { ShownRunBanner } from './shown-run-banner.tsx';
import { SweepSummary } from './sweep-summary.tsx';

// What stays the same element is not drawn again with the panel.
const afterSweep = (
  <>
    <RecommendationSection />
    <div>
      <EveryLane />
      <OwnTask>
        <CellsTable />
        <OwnTask>
          <SweepSummary />
          <RunWarnings />
          <QualityBlock />
          <ProfileBlock />
          <ServerCheck />
        </OwnTask>
      </OwnTask>
    </div>
  </>
);
const afterLoadTests = (
  <>
    <RecommendationSection />
    <div>
      <EveryLane />
      <SweepSummary />
      <RunWarnings />
      <ServerCheck />
    </div>
  </>
);
const parts = (
  <OwnTask>
    <First />
    <OwnTask>
      <Rest />
    </OwnTask>
  </OwnTask>
);

/**
 * The result of a sweep: the answer, the chart that fills the rest of the first screen, what to set for which
 * use, and everything else folded.
 */
export function ThroughputPanel() {
  const hasFailed = useAppState(isTotalFailure);
  return hasFailed ? <NothingMeasured /> : <div className={classes.content}>{parts}</div>;
}

const hasOnlyLoadTests = (state: AppState): boolean => {
  const draft = shownDraft(state);
  return draft !== null && isOnlyLoadTest(draft);
};

/** What a visitor sees without scrolling. */
function First() {
  const isWithoutSweep = useAppState(hasOnlyLoadTests);
  return (
    <div className={classes.first} data-fills={!isWithoutSweep}>
      <div className={classes.above}>
        <ShownRunBanner />
        <RunFailure task="sweep" />
        <AnswerPlace />
        <ExampleAnswer />
      </div>
      {isWithoutSweep ? (
        <OnlyLoadTestNote />
      ) : (
        <OwnTask>
          <ChartArea />
        </OwnTask>
      )}
    </div>
  );
}

function Rest() {
  const hasDraft = useAppState((state) => shownDraft(state) !== null);
  const isWithoutSweep = useAppState(hasOnlyLoadTests);
  return hasDraft && <Later>{isWithoutSweep ? afterLoadTests : afterSweep}</Later>;
}

/** A run that came to nothing: the failure and one thing to do, then what each lane says, folded. */
function NothingMeasured() {
  // A failure before the first lane leaves the run before it in its place.
  const hasLanes = useAppState(({ draft }) => draft?.state === 'failed' && draft.lanes.length > 0);
  return (
    <div className={classes.content}>
      <RunFailure task="sweep" />
      <EarlierResults />
      {hasLanes && <SweepSummary />}
    </div>
  );
}

/** Loaded when there is something to profile or to show. */
const ProfileSection = laterPart(async () => (await laterParts()).ProfileSection);

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
    <Fold id="profile" title={t('profile.title')}>
      <div className={classes.block} data-testid="profiles">
        <ProfileSection />
      </div>
    </Fold>
  );
}

/** Loaded when a lane's order was compared with another. */
const QualityTable = laterPart(async () => (await laterParts()).QualityTable);

/** What the order of documents costs or gains beside the speed, for a run in which lanes were compared. */
function QualityBlock() {
  const { t } = useTranslation();
  const isShown = useAppState((state) => hasComparedOrders(shownDraft(state)));
  if (!isShown) return null;
  return (
    <Fold id="quality" title={t('quality.title')}>
      <div className={classes.block} data-testid="quality">
        <QualityTable />
      </div>
    </Fold>
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

/**
 * What makes the numbers of the whole run doubtful. A lane's own doubts are shown with the lane, and those that
 * concern the answer beside it.
 */
export function RunWarnings() {
  const { t } = useTranslation();
  const doubts = useDoubts().filter((doubt) => doubt.laneId === null && !isOfAnswer(doubt));
  if (doubts.length === 0) return null;
  return (
    <Fold id="doubts" title={t('fold.doubts', { count: doubts.length })}>
      <DoubtList doubts={doubts} />
    </Fold>
  );
}
