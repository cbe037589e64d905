import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../history/history-entry.ts';
import { useAppState } from '../../store/app-context.ts';
import classes from './history.module.css';

/** How a run ended and what else sets it apart, beside its name. */
export function RunMarks({ entry }: { readonly entry: HistoryEntry }) {
  const { t } = useTranslation();
  const isOnShow = useAppState(({ shownRun }) => shownRun?.source === 'history' && shownRun.id === entry.id);
  return (
    <span className={classes.marks}>
      <span className={classes.mark} data-state={entry.state}>
        {t(`history.state.${entry.state}`)}
      </span>
      {entry.isSuspect && (
        <span className={classes.mark} data-state="failed">
          {t('history.suspect')}
        </span>
      )}
      {entry.origin === 'imported' && <span className={classes.mark}>{t('history.imported')}</span>}
      {isOnShow && (
        <span className={classes.mark} data-state="shown">
          {t('history.onShow')}
        </span>
      )}
    </span>
  );
}
