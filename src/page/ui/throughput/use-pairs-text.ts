import { useTranslation } from 'react-i18next';
import { useFormat } from '../kit/use-format.ts';

/** "10, 50 and 100 pairs" */
export function usePairsText(): (pairCounts: readonly number[]) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (pairCounts) =>
    t('recommendation.pairs', {
      count: Math.max(...pairCounts),
      list: format.list(pairCounts.map(format.count)),
    });
}
