import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import { FileBars } from '../kit/file-bars.tsx';
import { shareLoaded } from '../kit/share-loaded.ts';
import { isRankUnderWay } from './rank-under-way.ts';
import classes from './ranking.module.css';

const noFiles = [] as const;

/** How far a ranking is: its model's files, then its pairs. */
export function RankProgress() {
  const { t } = useTranslation();
  const { cancelRank } = useServices();
  const job = useAppState((state) => state.rankJob);
  const files = useAppState((state) => (state.model.state === 'loading' ? state.model.files : noFiles));
  if (!isRankUnderWay(job)) return null;
  const text =
    job.state === 'scoring'
      ? t('ranking.scoring', { done: job.pairsDone, total: job.pairsTotal })
      : t('ranking.loading');
  const share = job.state === 'scoring' ? job.pairsDone / Math.max(1, job.pairsTotal) : shareLoaded(files);
  return (
    <div className={classes.progress}>
      <div className={classes.progressHead}>
        <span role="status">{text}</span>
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
