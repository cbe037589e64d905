import type { StateCreator } from 'zustand';
import type { RunFigures } from '../../core/document/run-figures.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import type { CompareSide, HistorySlice } from './history-slice.ts';

/** A run in the comparison that does not come from the history. It is compared, and never stored. */
export interface BroughtRun {
  /** The run's id. */
  readonly id: string;
  /** The run's name or that of its file; empty if it has none. */
  readonly name: string;
  readonly origin: 'file' | 'link' | 'page';
  readonly side: CompareSide;
  readonly content:
    | { readonly kind: 'record'; readonly record: RunRecord }
    | { readonly kind: 'compact'; readonly run: RunFigures };
}

export interface CompareSlice {
  readonly broughtRuns: readonly BroughtRun[];
  /** Adds runs. A run with the id of an earlier one replaces it. */
  bringRuns(runs: readonly BroughtRun[]): void;
  /** Puts a brought run on a side; `null` takes it out of the comparison. */
  setBroughtSide(id: string, side: CompareSide | null): void;
  clearBroughtRuns(): void;
}

export const createCompareSlice: StateCreator<CompareSlice> = (set) => ({
  broughtRuns: [],
  bringRuns: (runs) =>
    set(({ broughtRuns }) => ({
      broughtRuns: [...new Map([...broughtRuns, ...runs].map((run) => [run.id, run])).values()],
    })),
  setBroughtSide: (id, side) =>
    set(({ broughtRuns }) => ({
      broughtRuns:
        side === null
          ? broughtRuns.filter((run) => run.id !== id)
          : broughtRuns.map((run) => (run.id === id ? { ...run, side } : run)),
    })),
  clearBroughtRuns: () => set({ broughtRuns: [] }),
});

/** The side to add the next run to: `base` if that has no run yet, else `head`. */
export function nextSide({
  broughtRuns,
  compareSides,
}: Pick<CompareSlice & HistorySlice, 'broughtRuns' | 'compareSides'>): CompareSide {
  const sides = [...Object.values(compareSides), ...broughtRuns.map(({ side }) => side)];
  return sides.includes('base') ? 'head' : 'base';
}
