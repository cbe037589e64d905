import { useMemo } from 'react';
import type { RunRecord } from '../../../core/document/run-record.ts';
import { type CollectedRun, collectedRun } from '../../../core/results/collected-run.ts';
import { useAppState } from '../../store/app-context.ts';

/** The visitor's own run among others'. */
export type OwnRun =
  /** There is none, or nothing was measured. */
  | { readonly state: 'none' }
  /** It is of no suite. */
  | { readonly state: 'ordinary' }
  /** It is of a suite, but departs from it in all that it measured. */
  | { readonly state: 'departed' }
  | { readonly state: 'comparable'; readonly run: CollectedRun };

/** The last run of this page, or the one from the history that is on show. */
export function useOwnRun(): OwnRun {
  const record = useAppState(({ record: own, shownRun }) =>
    shownRun?.source === 'history' ? (shownRun.record ?? own) : own,
  );
  return useMemo(() => ownRunOf(record), [record]);
}

export function ownRunOf(record: RunRecord | null): OwnRun {
  if (
    record === null ||
    record.lanes.every(({ cells }) => cells.every(({ state }) => state !== 'measured'))
  ) {
    return { state: 'none' };
  }
  if (record.suite === undefined) return { state: 'ordinary' };
  const run = collectedRun(record, '');
  return run.figures.length === 0 ? { state: 'departed' } : { state: 'comparable', run };
}
