import { Button, Title, Tooltip } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { JudgedLane } from '../../../core/bench/measured-lane.ts';
import { moreRoundsNeeded } from '../../../core/bench/more-rounds.ts';
import type { RecommendationRecord } from '../../../core/document/recommendation-record.ts';
import { isCutTwin, isTwinId } from '../../../core/rerank/twins.ts';
import { toJudged } from '../../jobs/judge-run.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { laneNames, modelTitle } from '../kit/names.ts';
import { PartBoundary } from '../kit/part-boundary.tsx';
import { BackendNoteList, backendNotes } from './backend-notes.tsx';
import { HeadlineList, headlines } from './headline-list.tsx';
import { PythonPanel, serverChoice } from './python-panel.tsx';
import classes from './recommendation.module.css';
import panel from './results.module.css';
import { hasComparedOrders, type LaneFacts, useLaneFacts, whereText } from './shown-lanes.ts';
import { ConcurrentCard, SituationCard, situationAnswers } from './situation-cards.tsx';

const QualityNotes = lazy(async () => ({ default: (await import('../later-parts.ts')).QualityNotes }));

const none: readonly RecommendationRecord[] = [];

/** What to set, in a sentence and then for each use, and how to check it on a server. */
export function RecommendationSection() {
  const { t } = useTranslation();
  const recommendations = useAppState((state) => shownDraft(state)?.recommendations ?? none);
  const isOver = useAppState((state) => shownDraft(state)?.state !== 'running');
  const isOwn = useAppState((state) => state.shownRun === null);
  const lanes = useLaneFacts();
  const hasAny = recommendations.some(({ kind }) => kind === 'pair-count');
  const allSuspect = lanes.length > 0 && lanes.every(({ suspect }) => suspect);
  // A record from a link may carry no recommendation.
  if (!hasAny && !(isOver && isOwn && allSuspect)) return null;
  return (
    <section className={`${panel.block} ${classes.section}`} data-testid="recommendation">
      <div className={panel.blockHead}>
        <Title order={3}>{t('recommendation.title')}</Title>
        <MoreRoundsButton />
      </div>
      {hasAny ? (
        <Recommended recommendations={recommendations} lanes={lanes} />
      ) : (
        <p className={classes.dim}>{t('recommendation.allSuspect')}</p>
      )}
    </section>
  );
}

interface RecommendedProps {
  readonly recommendations: readonly RecommendationRecord[];
  readonly lanes: readonly LaneFacts[];
}

function Recommended({ recommendations, lanes }: RecommendedProps) {
  const { t } = useTranslation();
  const adapter = useAppState((state) => shownDraft(state)?.environment.adapter ?? null);
  const browser = useAppState((state) => shownDraft(state)?.environment.browser ?? '');
  const settings = useAppState((state) => (shownDraft(state) ?? state).settings);
  const name = useMemo(() => laneNames(lanes, t), [lanes, t]);
  const isCompared = useAppState((state) => hasComparedOrders(shownDraft(state)));
  const { model, layers } = settings;
  const twin = isTwinId(model) ? modelTitle(model, t, layers) : null;
  const where = useCallback(
    (lane: LaneFacts) => {
      const measured = whereText(lane, name, adapter, t);
      return twin === null ? measured : t('twin.place', { place: measured, model: twin });
    },
    [name, adapter, t, twin],
  );
  const sentences = headlines(recommendations);
  const told = lanes.flatMap((lane) => {
    const own = sentences.filter(({ laneId }) => laneId === lane.id);
    const inBrowser = t('recommendation.placeIn', { place: where(lane), browser });
    return own.length === 0 ? [] : { id: lane.id, where: inBrowser, headlines: own };
  });
  const server = serverChoice(recommendations);
  const serverLane = lanes.find(({ id }) => id === server?.laneId);
  return (
    <>
      <HeadlineList lanes={told} />
      {isCompared && (
        <PartBoundary fallback={null}>
          <Suspense>
            <QualityNotes />
          </Suspense>
        </PartBoundary>
      )}
      {twin !== null && (
        <p className={classes.dim} data-testid="twin-recommendation">
          {t(isCutTwin(model, layers) ? 'twin.recommendationCut' : 'twin.recommendation', { model: twin })}
        </p>
      )}
      <ul className={classes.cards} aria-label={t('recommendation.cards')}>
        {situationAnswers(recommendations, settings.pairCounts).map(([situation, answer]) => (
          <SituationCard
            key={situation}
            situation={situation}
            answer={answer}
            lanes={lanes}
            name={name}
            where={where}
          />
        ))}
        <ConcurrentCard recommendations={recommendations} lanes={lanes} where={where} />
      </ul>
      <BackendNoteList notes={backendNotes(recommendations)} lanes={lanes} name={name} />
      {server !== null && serverLane !== undefined && (
        <PythonPanel choice={server} where={where(serverLane)} />
      )}
    </>
  );
}

/** Offers the rounds that would probably decide what is not yet sure, if the run can still go on. */
function MoreRoundsButton() {
  const canGoOn = useAppState(
    ({ canAddRounds, runState, shownRun }) => canAddRounds && shownRun === null && !isRunUnderWay(runState),
  );
  return canGoOn ? <Offer /> : null;
}

function Offer() {
  const { t } = useTranslation();
  const { moreRounds } = useServices();
  const draft = useAppState((state) => state.draft);
  const rounds = useMemo(
    () =>
      draft &&
      roundsToOffer(
        draft.recommendations,
        draft.lanes.map((lane) => toJudged(lane, draft.settings.repetitions)),
      ),
    [draft],
  );
  if (rounds === null) return null;
  return (
    <Tooltip label={t('recommendation.moreHelp')}>
      <Button
        variant="light"
        size="compact-sm"
        leftSection={<IconRepeat size={15} aria-hidden />}
        onClick={() => void moreRounds(rounds)}
      >
        {t('recommendation.more', { count: rounds })}
      </Button>
    </Tooltip>
  );
}

/** Offered when lanes have to be told apart, or when a lane has too few rounds to estimate from. */
const usualRounds = 10;

/** How many more rounds would probably make every recommendation sure; `null` if all are. */
export function roundsToOffer(
  recommendations: readonly RecommendationRecord[],
  lanes: readonly JudgedLane[],
): number | null {
  const open = recommendations.filter(
    (one) => 'certainty' in one && one.certainty === 'not-yet-sure' && !one.onlyMeasured,
  );
  if (open.length === 0) return null;
  const needed = open.flatMap((one) => {
    const lane = lanes.find(({ id }) => one.kind === 'pair-count' && id === one.laneId);
    return one.kind === 'pair-count' && lane !== undefined
      ? (moreRoundsNeeded(lane, one.pairCount) ?? [])
      : [];
  });
  return needed.length === 0 ? usualRounds : Math.max(...needed);
}
