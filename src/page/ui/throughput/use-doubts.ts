import { useMemo } from 'react';
import type { Issue } from '../../../core/document/run-record.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { runDoubts, type ShownDoubt } from './run-doubts.ts';

const none: readonly Issue[] = [];

/** The warnings of the run on show; the same objects until there are others. */
export function useDoubts(): readonly ShownDoubt[] {
  const warnings = useAppState((state) => shownDraft(state)?.warnings ?? none);
  const laneIds = useAppState((state) => JSON.stringify(shownDraft(state)?.lanes.map(({ id }) => id) ?? []));
  return useMemo(() => runDoubts(warnings, JSON.parse(laneIds) as string[]), [warnings, laneIds]);
}
