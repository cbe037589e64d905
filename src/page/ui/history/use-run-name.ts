import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../history/history-entry.ts';
import { dateText } from '../../i18n/date-text.ts';

/** What a run goes by: the name the visitor gave it, else when it began. */
export function useRunName(): (entry: Pick<HistoryEntry, 'name' | 'startedAt'>) => string {
  const { t, i18n } = useTranslation();
  return ({ name, startedAt }) =>
    name === '' ? t('history.unnamed', { date: dateText(i18n.language, startedAt) }) : name;
}
