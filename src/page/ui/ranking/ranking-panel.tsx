import { Title } from '@mantine/core';
import { IconArrowsSort } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { useShortcutNames } from '../kit/use-shortcut-names.ts';
import { RankFailure } from './rank-failure.tsx';
import { RankProgress } from './rank-progress.tsx';
import { RankSteps } from './rank-steps.tsx';
import classes from './ranking.module.css';
import { RankingHead } from './ranking-head.tsx';
import { RankingList } from './ranking-list.tsx';

export function RankingPanel() {
  const ranking = useAppState((state) => state.ranking);
  return (
    <div className={classes.content} data-testid="ranking">
      <RankFailure />
      <RankProgress />
      <RankSteps />
      {ranking === null ? (
        <EmptyRanking />
      ) : (
        <>
          <RankingHead ranking={ranking} />
          <RankingList rows={ranking.rows} />
        </>
      )}
    </div>
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
      <p>{t('ranking.emptyShortcut', { shortcut })}</p>
    </div>
  );
}
