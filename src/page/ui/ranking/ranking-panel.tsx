import { Title } from '@mantine/core';
import { IconArrowsSort } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { Callout } from '../shared/callout.tsx';
import { useShortcutNames } from '../shared/use-shortcut-names.ts';
import { RankProgress } from './rank-progress.tsx';
import classes from './ranking.module.css';
import { RankingHead } from './ranking-head.tsx';
import { RankingList } from './ranking-list.tsx';

export function RankingPanel() {
  const { t } = useTranslation();
  const ranking = useAppState((state) => state.ranking);
  const failure = useAppState(({ rankJob }) => (rankJob.state === 'failed' ? rankJob.message : null));
  return (
    <div className={classes.content} data-testid="ranking">
      {failure !== null && <Callout severity="error" title={t('ranking.failed')} message={failure} />}
      <RankProgress />
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
