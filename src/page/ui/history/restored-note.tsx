import { useTranslation } from 'react-i18next';
import { formatOf } from '../../../core/texts/format.ts';
import { useAppState } from '../../store/app-context.ts';
import classes from './history.module.css';

/** Says that the run on show is from an earlier visit, and when it was measured. */
export function RestoredNote() {
  const { t, i18n } = useTranslation();
  const startedAt = useAppState(({ restoredRunId, shownRun, draft }) =>
    shownRun === null && draft !== null && draft.id === restoredRunId ? draft.startedAt : null,
  );
  if (startedAt === null) return null;
  return (
    <span className={classes.restored} title={t('history.restoredHelp')} data-testid="restored">
      {t('history.restored', { date: formatOf(i18n.language).date(startedAt) })}
    </span>
  );
}
