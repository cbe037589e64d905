import { useTranslation } from 'react-i18next';
import { formatOf } from '../../../core/texts/format.ts';
import type { HistoryEntry } from '../../history/history-entry.ts';

/** A run's title: the visitor's name for it, else when it began. */
export function useRunName(): (entry: Pick<HistoryEntry, 'name' | 'startedAt'>) => string {
  const { t, i18n } = useTranslation();
  return ({ name, startedAt }) =>
    name === '' ? t('history.unnamed', { date: formatOf(i18n.language).date(startedAt) }) : name;
}
