import { Button, Progress, Title } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { IconAlertTriangle, IconArrowsSort, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import { isOutOfMemory } from '../../../core/rerank/failure.ts';
import { type StepDown, usualBatchSize } from '../../../core/rerank/memory-shortage.ts';
import { isTwinId } from '../../../core/rerank/twins.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { codeText, type Message } from '../../../core/texts/message.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import {
  isRankingStale,
  isRankUnderWay,
  type Ranking,
  type RankingSlice,
  type RankOffer,
} from '../../store/ranking-slice.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { FileBars, shareLoaded } from '../kit/file-bars.tsx';
import { Fold } from '../kit/fold.tsx';
import { laterPart } from '../kit/later-part.tsx';
import { modelTitle } from '../kit/names.ts';
import { TotalFailure } from '../kit/total-failure.tsx';
import { useFormat, useMessageText, useShortcutNames } from '../kit/use-texts.ts';
import { laterParts } from '../later-parts-in-turn.ts';
import { InputEditor } from '../setup/input-editor.tsx';
import { RankButton } from './rank-button.tsx';
import classes from './ranking.module.css';
import { RankingList } from './ranking-list.tsx';
import { RanksWith } from './ranks-with.tsx';

/** What is ranked beside its order, or above it where there is little room. */
export function RankingPanel() {
  return (
    <div className={classes.room}>
      <RanksWith />
      <div className={classes.columns}>
        <div className={classes.input} data-hidden-while-presenting>
          <InputEditor isOfRank />
          <div className={classes.action}>
            <RankButton />
          </div>
        </div>
        <Order />
      </div>
    </div>
  );
}

function Order() {
  const { t } = useTranslation();
  const ranking = useAppState((state) => state.ranking);
  const hasFailed = useAppState((state) => state.rankJob.state === 'failed');
  const order = ranking !== null && (
    <>
      <RankingHead ranking={ranking} />
      <Rows rows={ranking.rows} />
    </>
  );
  return (
    <div className={classes.content} data-testid="ranking">
      <RankFailure />
      <RankProgress />
      <RankSteps />
      {ranking === null && !hasFailed && <EmptyRanking />}
      {hasFailed && order ? (
        <Fold id="order-before" title={t('ranking.before')}>
          {order}
        </Fold>
      ) : (
        order
      )}
    </div>
  );
}

/** The order. A presentation shows how the documents move, again on request, unless motion is unwanted. */
function Rows({ rows }: Pick<Ranking, 'rows'>) {
  const { t } = useTranslation();
  const [replays, setReplays] = useState(0);
  const isPresenting = useAppState((state) => state.isPresenting);
  const reducedMotion = useReducedMotion();
  return (
    <>
      {isPresenting && !reducedMotion && (
        <Button
          className={classes.replay ?? ''}
          variant="light"
          leftSection={<IconRefresh size="1em" aria-hidden />}
          onClick={() => setReplays(replays + 1)}
        >
          {t('present.replay')}
        </Button>
      )}
      <RankingList rows={rows} replays={replays} />
    </>
  );
}

function EmptyRanking() {
  const { t } = useTranslation();
  const shortcut = useShortcutNames().rank;
  return (
    <div className={classes.empty}>
      <IconArrowsSort size={48} stroke={1.25} aria-hidden />
      <Title order={3}>{t('ranking.emptyTitle')}</Title>
      <p>{t('ranking.emptyText')}</p>
      <p className="about-keys">{t('ranking.emptyShortcut', { shortcut })}</p>
    </div>
  );
}

const RankingQuality = laterPart(async () => (await laterParts()).RankingQuality);

/** What was ranked, how long it took, what it ran on, and whether it is still current. */
function RankingHead({ ranking }: { readonly ranking: Ranking }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { query, rows, latencyMs, modelId, layers, deviceUsed, dtype, file, findings, cut } = ranking;
  const model = modelTitle(modelId, t, layers);
  return (
    <div className={classes.head}>
      <p className={classes.query}>{t('ranking.forQuery', { query })}</p>
      <div className={classes.facts} role="status">
        <strong>{t('ranking.done', { count: rows.length, duration: format.duration(latencyMs) })}</strong>
        <span>{t('ranking.how', { model, device: deviceKinds[deviceUsed].name, dtype: file ?? dtype })}</span>
        {cut !== undefined && (
          <span data-testid="cut-documents">
            {t('ranking.cut', { count: cut.documents, total: rows.length, tokens: cut.tokens })}
          </span>
        )}
        <StaleMark />
      </div>
      {rows.some(({ relevance }) => relevance !== undefined) && <RankingQuality rows={rows} />}
      {findings.map(({ code, message: detail }) => (
        <p
          key={code}
          className={classes.meaningless}
          role="alert"
          data-testid="suspect-ranking"
          data-code={code}
        >
          <IconAlertTriangle size={15} aria-hidden />
          {codeText(i18n, 'scoreFinding', code, detail)}
        </p>
      ))}
      {isTwinId(modelId) && (
        <p className={classes.meaningless} role="status" data-testid="twin-ranking">
          <IconAlertTriangle size={15} aria-hidden />
          {t('twin.ranking', { model })}
        </p>
      )}
    </div>
  );
}

function StaleMark() {
  const { t } = useTranslation();
  const { rank } = useServices();
  const isStale = useAppState(isRankingStale);
  const isBusy = useAppState((state) => isRunUnderWay(state.runState) || isRankUnderWay(state.rankJob));
  if (!isStale) return null;
  return (
    <span className={classes.stale}>
      <IconAlertTriangle size={15} aria-hidden />
      {t('ranking.stale')}
      {!isBusy && (
        <Button size="compact-xs" variant="light" onClick={() => void rank()}>
          {t('ranking.again')}
        </Button>
      )}
    </span>
  );
}

const noFiles = [] as const;

/** The progress of a ranking: first its model's files, then its pairs. */
function RankProgress() {
  const { t } = useTranslation();
  const { cancelRank, measureAnyway } = useServices();
  const job = useAppState((state) => state.rankJob);
  const files = useAppState((state) => (state.model.state === 'loading' ? state.model.files : noFiles));
  if (!isRankUnderWay(job)) return null;
  const isWaiting = job.state === 'waiting-for-tab';
  const isChecking = job.state === 'checking';
  const text =
    job.state === 'scoring'
      ? t('ranking.scoring', { done: job.pairsDone, total: job.pairsTotal })
      : t(isChecking ? 'progress.checking' : isWaiting ? 'ranking.waitingForTab' : 'ranking.loading');
  const share =
    job.state === 'scoring'
      ? job.pairsDone / Math.max(1, job.pairsTotal)
      : isChecking
        ? 1
        : shareLoaded(files);
  return (
    <div className={classes.progress}>
      <div className={classes.progressHead}>
        <span role="status">{text}</span>
        {isWaiting && (
          <Button variant="subtle" color="gray" c="inherit" size="compact-xs" onClick={measureAnyway}>
            {t('ranking.anyway')}
          </Button>
        )}
        <Button variant="subtle" color="gray" c="inherit" size="compact-xs" onClick={cancelRank}>
          {t('progress.cancel')}
        </Button>
      </div>
      <Progress.Root size="md" transitionDuration={150}>
        <Progress.Section value={100 * share} aria-label={text} />
      </Progress.Root>
      {job.state === 'loading' && <FileBars files={files} />}
    </div>
  );
}

/**
 * The steps down of a ranking. The region is rendered even while empty, because screen readers announce only
 * changes in a region that is already there.
 */
function RankSteps() {
  const text = useMessageText();
  const rankJob = useAppState((state) => state.rankJob);
  const rankSteps = useAppState((state) => state.rankSteps);
  const ranking = useAppState((state) => state.ranking);
  const lines = stepMessages({ rankJob, rankSteps, ranking }).map(text);
  return (
    <div
      className={classes.steps}
      role="status"
      data-testid="rank-steps"
      data-folded={rankJob.state === 'failed'}
    >
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

/**
 * Messages about the steps down of what the panel shows: of the current or failed job, else of the ranking.
 * In a ranking only the last step led to batches that were scored. Those before it were tries.
 */
function stepMessages({
  rankJob,
  rankSteps,
  ranking,
}: Pick<RankingSlice, 'rankJob' | 'rankSteps' | 'ranking'>): Message[] {
  if (rankJob.state !== 'idle') return rankSteps.map((step) => stepMessage(step, 'tried'));
  if (ranking === null) return [];
  const { steps, batchSize, rows } = ranking;
  const told = steps.map((step, i) => stepMessage(step, i === steps.length - 1 ? 'scored' : 'tried'));
  const cameDownNow = steps.some(({ reason }) => isOutOfMemory(reason));
  const isSmall = batchSize < Math.min(usualBatchSize, rows.length);
  return cameDownNow || !isSmall
    ? told
    : [...told, { key: 'stepDown.remembered', values: { batch: batchSize } }];
}

const stepMessage = ({ from, to, reason, message }: StepDown, tense: 'tried' | 'scored'): Message => ({
  key: `stepDown.${tense}.${reason}`,
  values: { from, to },
  detail: message,
});

/** Why the ranking failed, with one button for what helps most. */
function RankFailure() {
  const { t } = useTranslation();
  const { rank } = useServices();
  const job = useAppState(({ rankJob }) => (rankJob.state === 'failed' ? rankJob : null));
  const maxLength = useAppState((state) => state.settings.maxLength);
  if (job === null) return null;
  // The offers begin with the least loss. Max length may have been lowered since.
  const offer = job.offers?.find((one) => one.kind !== 'max-length' || one.maxLength < maxLength);
  return (
    <TotalFailure
      title={t('ranking.failed')}
      message={job.message}
      again={rank}
      {...(offer && { step: <OfferButton offer={offer} /> })}
    />
  );
}

function OfferButton({ offer }: { readonly offer: RankOffer }) {
  const { t } = useTranslation();
  const { rank } = useServices();
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  const changeSettings = useAppState((state) => state.changeSettings);
  const name = (): string => {
    switch (offer.kind) {
      case 'max-length':
        return t('stepDown.rankWithMaxLength', { maxLength: offer.maxLength });
      case 'dtype':
        return t('stepDown.rankWithDtype', { dtype: offer.dtype });
      case 'step-down':
        return t('stepDown.rankWithSteps');
      default:
        return offer satisfies never;
    }
  };
  return (
    <Button
      my={6}
      size="sm"
      variant="default"
      disabled={isRunning}
      onClick={() => {
        changeSettings(changeOf(offer));
        void rank();
      }}
    >
      {name()}
    </Button>
  );
}

function changeOf(offer: RankOffer): Partial<Settings> {
  switch (offer.kind) {
    case 'max-length':
      return { maxLength: offer.maxLength };
    case 'dtype':
      return { dtype: [offer.dtype] };
    case 'step-down':
      return { stepDown: true };
    default:
      return offer satisfies never;
  }
}
