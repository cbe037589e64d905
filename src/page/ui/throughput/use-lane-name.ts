import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { laneNames, type NamedLane, namedLane } from '../kit/names.ts';

/** Names the lanes of the run on show; the same function while they stay. */
export function useLaneName(): (lane: NamedLane) => string {
  const { t } = useTranslation();
  const lanes = useAppState((state) => JSON.stringify(shownDraft(state)?.lanes.map(namedLane) ?? []));
  return useMemo(() => laneNames(JSON.parse(lanes) as NamedLane[], t), [lanes, t]);
}
