import { useTranslation } from 'react-i18next';
import { dateText } from '../../../core/texts/date-text.ts';
import type { HistoryEntry } from '../../history/history-entry.ts';

/** What a run goes by: the name the visitor gave it, else when it began. */
export function useRunName(): (entry: Pick<HistoryEntry, 'name' | 'startedAt'>) => string {
  const { t, i18n } = useTranslation();
  return ({ name, startedAt }) =>
    name === '' ? t('history.unnamed', { date: dateText(i18n.language, startedAt) }) : name;
}
