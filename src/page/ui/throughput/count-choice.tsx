import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../kit/use-texts.ts';

interface CountChoiceProps {
  readonly pairCounts: readonly number[];
  readonly chosen: number | undefined;
  readonly choose: (pairCount: number) => void;
}

/** Which pair count the chart shows. */
export function CountChoice({ pairCounts, chosen, choose }: CountChoiceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('chartChoice.pairCount')}
      value={String(chosen)}
      onChange={(value) => choose(Number(value))}
      data={pairCounts.map((count) => ({
        value: String(count),
        label: t('chart.pairCount', { amount: format.count(count) }),
      }))}
    />
  );
}
