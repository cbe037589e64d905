import { Title } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { browserWords } from '../../../core/document/browser-words.ts';
import type { RecommendationRecord } from '../../../core/document/recommendation-record.ts';
import { isTwinId } from '../../../core/rerank/twins.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { Fold } from '../kit/fold.tsx';
import { laterPart } from '../kit/later-part.tsx';
import { laneNames, modelTitle } from '../kit/names.ts';
import { laterParts } from '../later-parts-in-turn.ts';
import { BackendNoteList, backendNotes } from './backend-notes.tsx';
import { HeadlineList, headlines } from './headline-list.tsx';
import { PythonPanel, serverChoice } from './python-panel.tsx';
import classes from './recommendation.module.css';
import panel from './results.module.css';
import { hasComparedOrders, type LaneFacts, useLaneFacts, whereText } from './shown-lanes.ts';
import { ConcurrentCard, SituationCard, situationAnswers } from './situation-cards.tsx';

const QualityNotes = laterPart(async () => (await laterParts()).QualityNotes);

const none: readonly RecommendationRecord[] = [];

/** What to set for each use; nothing where the run recommends nothing. */
export function RecommendationSection() {
  const { t } = useTranslation();
  const recommendations = useAppState((state) => shownDraft(state)?.recommendations ?? none);
  const pairCounts = useAppState((state) => (shownDraft(state) ?? state).settings.pairCounts);
  const isCompared = useAppState((state) => hasComparedOrders(shownDraft(state)));
  const { lanes, name, where } = useLanePlaces();
  // What suits a use depends on more than a link carries.
  const isLink = useAppState((state) => state.shownRun?.source === 'link');
  const isSuite = useAppState((state) => shownDraft(state)?.suite !== undefined);
  const isToCome = useAppState((state) => state.shownRun === null && state.draft?.state === 'running');
  if (isSuite) return null;
  if (isToCome && recommendations.length === 0) return <CardsToCome />;
  if (isLink || !recommendations.some(({ kind }) => kind === 'pair-count')) return null;
  return (
    <section className={`${panel.block} ${classes.section}`} data-testid="recommendation">
      <Title order={3}>{t('recommendation.cards')}</Title>
      <ul className={classes.cards} aria-label={t('recommendation.cards')}>
        {situationAnswers(recommendations, pairCounts).map(([situation, answer]) => (
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
      {/* It is loaded late, so above the cards it would move them. */}
      {isCompared && <QualityNotes />}
    </section>
  );
}

/** Keeps the cards' place while the run is under way, so that nothing below moves into it and out again. */
function CardsToCome() {
  const { t } = useTranslation();
  return (
    <section className={`${panel.block} ${classes.section}`}>
      <Title order={3}>{t('recommendation.cards')}</Title>
      <p className={classes.toCome}>{t('recommendation.toCome')}</p>
    </section>
  );
}

/** What to set at every pair count of every lane, in sentences, and how the backends compare. */
export function EveryLane() {
  const { t } = useTranslation();
  const recommendations = useAppState((state) => shownDraft(state)?.recommendations ?? none);
  const browser = useAppState((state) => shownDraft(state)?.environment.browser ?? '');
  const { lanes, name, where } = useLanePlaces();
  const sentences = headlines(recommendations);
  if (sentences.length === 0) return null;
  const told = lanes.flatMap((lane) => {
    const own = sentences.filter(({ laneId }) => laneId === lane.id);
    const inBrowser = t('recommendation.placeIn', { place: where(lane), browser: browserWords(browser) });
    return own.length === 0 ? [] : { id: lane.id, where: inBrowser, headlines: own };
  });
  return (
    <Fold id="why" title={t('fold.why')}>
      <HeadlineList lanes={told} />
      <BackendNoteList notes={backendNotes(recommendations)} lanes={lanes} name={name} />
    </Fold>
  );
}

/** A program that checks the recommendation on a server. */
export function ServerCheck() {
  const recommendations = useAppState((state) => shownDraft(state)?.recommendations ?? none);
  const { lanes, where } = useLanePlaces();
  const isSuite = useAppState((state) => shownDraft(state)?.suite !== undefined);
  const server = isSuite ? null : serverChoice(recommendations);
  const lane = lanes.find(({ id }) => id === server?.laneId);
  return server === null || lane === undefined ? null : <PythonPanel choice={server} where={where(lane)} />;
}

/** The lanes on show, their names, and backend and device of each in words. */
function useLanePlaces() {
  const { t } = useTranslation();
  const lanes = useLaneFacts();
  const adapter = useAppState((state) => shownDraft(state)?.environment.adapter ?? null);
  const model = useAppState((state) => (shownDraft(state) ?? state).settings.model);
  const layers = useAppState((state) => (shownDraft(state) ?? state).settings.layers);
  const name = useMemo(() => laneNames(lanes, t), [lanes, t]);
  // The lanes of a suite are named by their own models.
  const isSuite = useAppState((state) => shownDraft(state)?.suite !== undefined);
  const twin = isTwinId(model) && !isSuite ? modelTitle(model, t, layers) : null;
  const where = useCallback(
    (lane: LaneFacts) => {
      const measured = whereText(lane, name, adapter, t);
      return twin === null ? measured : t('twin.place', { place: measured, model: twin });
    },
    [name, adapter, t, twin],
  );
  return { lanes, name, where };
}
