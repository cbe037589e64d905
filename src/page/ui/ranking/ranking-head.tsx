import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import { isTwinId } from '../../../core/rerank/twin-model-id.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRankingStale, type Ranking } from '../../store/ranking-slice.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { modelTitle } from '../kit/names.ts';
import { useFormat } from '../kit/use-format.ts';
import { isRankUnderWay } from './rank-under-way.ts';
import classes from './ranking.module.css';

/** What was ranked, how long it took, on what it ran, and whether it still holds. */
export function RankingHead({ ranking }: { readonly ranking: Ranking }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { query, rows, latencyMs, modelId, layers, deviceUsed, dtype } = ranking;
  const model = modelTitle(modelId, t, layers);
  return (
    <div className={classes.head}>
      <p className={classes.query}>{t('ranking.forQuery', { query })}</p>
      <div className={classes.facts} role="status">
        <strong>{t('ranking.done', { count: rows.length, duration: format.duration(latencyMs) })}</strong>
        <span>{t('ranking.how', { model, device: deviceKinds[deviceUsed].name, dtype })}</span>
        <StaleMark />
      </div>
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
