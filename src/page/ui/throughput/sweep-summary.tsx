import { Title } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { LaneSummary } from './lane-summary.tsx';
import classes from './results.module.css';
import type { ShownDoubt } from './run-doubts.ts';
import { useDoubts } from './use-doubts.ts';
import { useLaneName } from './use-lane-name.ts';

const noDoubts: readonly ShownDoubt[] = [];

/** Each lane of the run on show: what ran, how fast at best, what is doubtful, what happened. */
export function SweepSummary() {
  const { t } = useTranslation();
  const lanes = useAppState((state) => shownDraft(state)?.lanes);
  const laneName = useLaneName();
  const doubts = useDoubts();
  // Grouped once, so that a lane is drawn anew for its own samples only.
  const byLane = useMemo(() => {
    const groups = new Map<string, readonly ShownDoubt[]>();
    for (const doubt of doubts) {
      if (doubt.laneId !== null) groups.set(doubt.laneId, [...(groups.get(doubt.laneId) ?? []), doubt]);
    }
    return groups;
  }, [doubts]);
  const showOrder = new Set(lanes?.map(({ order }) => order)).size > 1;
  return (
    <section className={classes.block} data-testid="summary">
      <Title order={3}>{t('summary.title')}</Title>
      {lanes?.map((lane) => {
        const reference = lanes.find(({ id }) => id === lane.scoreCheck?.agreement?.laneId);
        return (
          <LaneSummary
            key={lane.id}
            lane={lane}
            showOrder={showOrder}
            doubts={byLane.get(lane.id) ?? noDoubts}
            reference={reference === undefined ? null : laneName(reference)}
          />
        );
      })}
    </section>
  );
}
