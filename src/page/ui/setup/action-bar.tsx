import { useTranslation } from 'react-i18next';
import classes from './actions.module.css';
import { BriefProgress } from './brief-progress.tsx';
import { RankButton } from './rank-button.tsx';
import { RunButton } from './run-button.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** Run, Stop and Rank: at the foot of the left column, and on small screens at the foot of the screen. */
export function ActionBar() {
  const { t } = useTranslation();
  useShortcuts();
  return (
    <section className={classes.bar} aria-label={t('actions.label')}>
      <BriefProgress />
      <div className={classes.buttons}>
        <RunButton />
        <RankButton />
      </div>
    </section>
  );
}
