import { useTranslation } from 'react-i18next';
import { useFormat } from './use-format.ts';

/** What limits the batches of a cell: "8", or "≤ 2,048 tokens". */
export function useBatchText(): (cell: {
  readonly batchSize: number | null;
  readonly tokenBudget: number | null;
}) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ batchSize, tokenBudget }) => {
    if (batchSize !== null) return format.count(batchSize);
    return tokenBudget === null ? '–' : t('batching.upTo', { tokens: format.count(tokenBudget) });
  };
}
