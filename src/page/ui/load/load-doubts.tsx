import { useMemo } from 'react';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { DoubtList, type ShownDoubt, useDoubts } from '../throughput/doubt-list.tsx';

/** About the pairs of a sweep's requests; a load test draws its documents. */
const ofSweeps: ReadonlySet<string> = new Set(['repeated-pairs', 'too-few-pairs']);

/**
 * The doubts that concern a load test: those of the whole run, and those of its lane. Of a lane that also has a sweep, only what
 * happened to the page; the rest is about the sweep's cells.
 */
export function loadDoubts(
  doubts: readonly ShownDoubt[],
  laneId: string,
  hasCells: boolean,
): readonly ShownDoubt[] {
  return doubts.filter(
    ({ code, laneId: about }) =>
      !ofSweeps.has(code) && (about === null || (about === laneId && (!hasCells || code === 'hidden-tab'))),
  );
}

/** What makes a load test's numbers doubtful, beside them. */
export function LoadDoubts({ laneId }: { readonly laneId: string }) {
  const doubts = useDoubts();
  const hasCells = useAppState(
    (state) => shownDraft(state)?.lanes.some((lane) => lane.id === laneId && lane.cells.length > 0) ?? false,
  );
  const shown = useMemo(() => loadDoubts(doubts, laneId, hasCells), [doubts, laneId, hasCells]);
  return shown.length === 0 ? null : <DoubtList doubts={shown} />;
}
