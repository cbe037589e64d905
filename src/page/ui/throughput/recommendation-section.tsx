import { Title } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecommendationRecord } from '../../../core/document/recommendation-record.ts';
import { isCutTwin, isTwinId } from '../../../core/rerank/twin-model-id.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { laneNames, modelTitle } from '../kit/names.ts';
import { BackendNoteList } from './backend-note-list.tsx';
import { backendNotes } from './backend-notes.ts';
import { ConcurrentCard } from './concurrent-card.tsx';
import { HeadlineList } from './headline-list.tsx';
import { headlines } from './headlines.ts';
import { type LaneFacts, placeText, useLaneFacts } from './lane-facts.ts';
import { MoreRoundsButton } from './more-rounds-button.tsx';
import { PythonPanel, serverChoice } from './python-panel.tsx';
import classes from './recommendation.module.css';
import panel from './results.module.css';
import { SituationCard } from './situation-card.tsx';
import { situationAnswers } from './situations.ts';

const none: readonly RecommendationRecord[] = [];

/** What to set, from measured cells: in a sentence, then for each use, and how to check it elsewhere. */
export function RecommendationSection() {
  const { t } = useTranslation();
  const recommendations = useAppState((state) => shownDraft(state)?.recommendations ?? none);
  const isOver = useAppState((state) => shownDraft(state)?.state !== 'running');
  const isOwn = useAppState((state) => state.shownRun === null);
  const lanes = useLaneFacts();
  const hasAny = recommendations.some(({ kind }) => kind === 'pair-count');
  const allSuspect = lanes.length > 0 && lanes.every(({ suspect }) => suspect);
  // A record that came by a link need not carry any.
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
  const { model, layers } = settings;
  const twin = isTwinId(model) ? modelTitle(model, t, layers) : null;
  const place = useCallback(
    (lane: LaneFacts) => {
      const where = placeText(lane, name, adapter, t);
      return twin === null ? where : t('twin.place', { place: where, model: twin });
    },
    [name, adapter, t, twin],
  );
  const sentences = headlines(recommendations);
  const told = lanes.flatMap((lane) => {
    const own = sentences.filter(({ laneId }) => laneId === lane.id);
    const where = t('recommendation.placeIn', { place: place(lane), browser });
    return own.length === 0 ? [] : { id: lane.id, place: where, headlines: own };
  });
  const server = serverChoice(recommendations);
  const serverLane = lanes.find(({ id }) => id === server?.laneId);
  return (
    <>
      <HeadlineList lanes={told} />
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
            place={place}
          />
        ))}
        <ConcurrentCard recommendations={recommendations} lanes={lanes} place={place} />
      </ul>
      <BackendNoteList notes={backendNotes(recommendations)} lanes={lanes} name={name} />
      {server !== null && serverLane !== undefined && (
        <PythonPanel choice={server} place={place(serverLane)} />
      )}
    </>
  );
}
