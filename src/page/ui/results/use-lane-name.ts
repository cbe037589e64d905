import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchOrder } from '../../../core/rerank/devices.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { laneNames, type NamedLane } from '../shared/names.ts';

/** Names the lanes of the run on show; the same function while they stay. */
export function useLaneName(): (lane: NamedLane) => string {
  const { t } = useTranslation();
  const orders = useAppState((state) =>
    JSON.stringify(shownDraft(state)?.lanes.map(({ order }) => order) ?? []),
  );
  return useMemo(() => {
    const lanes = (JSON.parse(orders) as BatchOrder[]).map((order) => ({ order }));
    return laneNames(lanes, t);
  }, [orders, t]);
}
