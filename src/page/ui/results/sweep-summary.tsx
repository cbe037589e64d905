import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { LaneSummary } from './lane-summary.tsx';
import classes from './results.module.css';

/** The best batch size of each lane and pair count, and what it holds for. */
export function SweepSummary() {
  const { t } = useTranslation();
  const lanes = useAppState((state) => state.draft?.lanes);
  return (
    <section className={classes.block} data-testid="summary">
      <Title order={3}>{t('summary.title')}</Title>
      {lanes?.map((lane) => (
        <LaneSummary key={lane.id} lane={lane} />
      ))}
    </section>
  );
}
