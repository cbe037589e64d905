import type { StateCreator } from 'zustand';
import type { RunDraft } from '../../core/document/run-draft.ts';
import type { RunFigures } from '../../core/document/run-figures.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import type { RunSlice } from './run-slice.ts';

/**
 * A run on show that is not the page's own last one: from a link, or from the history. It is read-only:
 * chart, table and summary draw it in place of `draft`, with a banner that says whence it is. The run of
 * one's own stays beneath it.
 */
export interface ShownRun {
  readonly source: 'link' | 'history';
  /** The run's id; for a link, that of the record it was made from. */
  readonly id: string;
  /**
   * In the form that chart and table draw. Cells from a link have no samples, only their n, mean and
   * deviation.
   */
  readonly draft: RunDraft;
  /** The whole record, to be exported, where there is one: a link has none. */
  readonly record?: RunRecord;
  /** What the link carried, where the run came by one: comparing works from it. */
  readonly compact?: RunFigures;
  /** What the visitor calls it in the history, where they gave it a name. */
  readonly name?: string;
}

export interface ShownRunSlice {
  /** `null` while the page shows its own run. A sweep that starts takes it away. */
  readonly shownRun: ShownRun | null;
  showRun(run: ShownRun): void;
  /** Back to the page's own run. */
  closeShownRun(): void;
}

export const createShownRunSlice: StateCreator<ShownRunSlice> = (set) => ({
  shownRun: null,
  showRun: (shownRun) => set({ shownRun }),
  closeShownRun: () => set({ shownRun: null }),
});

/** What chart, table and summary draw: the run on show, else the run under way or the last one. */
export const shownDraft = ({
  shownRun,
  draft,
}: Pick<ShownRunSlice & RunSlice, 'shownRun' | 'draft'>): RunDraft | null => shownRun?.draft ?? draft;

/** The record that exports write: that of the run on show. `null` while there is none, as for a link. */
export const shownRecord = ({
  shownRun,
  record,
}: Pick<ShownRunSlice & RunSlice, 'shownRun' | 'record'>): RunRecord | null =>
  shownRun === null ? record : (shownRun.record ?? null);
