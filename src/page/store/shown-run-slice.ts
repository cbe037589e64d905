import type { StateCreator } from 'zustand';
import type { RunDraft } from '../../core/document/run-draft.ts';
import type { RunFigures } from '../../core/document/run-figures.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import type { RunSlice } from './run-slice.ts';

/**
 * A run on show that is not the page's own: from a link, from the history, or from the collection of results. It is read-only. Chart, table
 * and summary draw it in place of `draft`, with a banner that says where it comes from. The page's own run is
 * kept meanwhile.
 */
export interface ShownRun {
  readonly source: 'link' | 'history' | 'collection';
  /** The run's id; for a link, the id of the record it was made from. */
  readonly id: string;
  /**
   * The run in the form that chart and table draw. Cells from a link have no samples, only their count, mean
   * and deviation.
   */
  readonly draft: RunDraft;
  /** The whole record, for exports. A link has none. */
  readonly record?: RunRecord;
  /** What the link carried; the comparison uses it. Only a link has it. */
  readonly compact?: RunFigures;
  /** The visitor's name for the run, if it has one. */
  readonly name?: string;
}

export interface ShownRunSlice {
  /** `null` while the page shows its own run. Starting a run closes it. */
  readonly shownRun: ShownRun | null;
  showRun(run: ShownRun): void;
  /** Shows the page's own run again. */
  closeShownRun(): void;
}

export const createShownRunSlice: StateCreator<ShownRunSlice> = (set) => ({
  shownRun: null,
  showRun: (shownRun) => set({ shownRun }),
  closeShownRun: () => set({ shownRun: null }),
});

/** What chart, table and summary draw: the run on show, else the page's own. */
export const shownDraft = ({
  shownRun,
  draft,
}: Pick<ShownRunSlice & RunSlice, 'shownRun' | 'draft'>): RunDraft | null => shownRun?.draft ?? draft;

/** The record that exports write: that of the run on show. `null` if there is none, as for a link. */
export const shownRecord = ({
  shownRun,
  record,
}: Pick<ShownRunSlice & RunSlice, 'shownRun' | 'record'>): RunRecord | null =>
  shownRun === null ? record : (shownRun.record ?? null);
