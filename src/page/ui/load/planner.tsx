import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CapacityPlanRecord } from '../../../core/document/load-test-record.ts';
import { useFormat } from '../kit/use-format.ts';
import panel from '../throughput/results.module.css';
import classes from './load.module.css';
import { quantileName } from './load-headline.ts';
import { RateTable } from './rate-table.tsx';
import { ReplicaTable } from './replica-table.tsx';
import { TakeBest } from './take-best.tsx';

/** What the planner found by simulation: which setting takes most, and how that grows with machines. */
export function Planner({ capacity }: { readonly capacity: CapacityPlanRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { objective, best, simulatedArrivals } = capacity;
  const title = t('load.planner.grid', {
    tail: quantileName(objective.quantile),
    latency: format.duration(objective.latencyMs),
  });
  return (
    <section className={panel.block} data-testid="planner">
      <div className={panel.chartHead}>
        <Title order={3}>{t('load.planner.title')}</Title>
        <span className={classes.simulated}>{t('load.plan.simulated')}</span>
        <span className={classes.help}>{t('load.planner.basis', { count: simulatedArrivals })}</span>
      </div>
      <p className={classes.tableTitle}>{title}</p>
      <RateTable capacity={capacity} label={title} />
      <p className={panel.chartHelp}>{t('load.planner.gridHelp')}</p>
      {best !== null && <TakeBest best={best} />}
      <ReplicaTable capacity={capacity} />
    </section>
  );
}
