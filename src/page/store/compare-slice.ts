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

/** What is known of a brought run in either form. */
export const contentOf = (content: BroughtRun['content']) =>
  content.kind === 'record' ? content.record : content.run;

export interface CompareSlice {
  readonly broughtRuns: readonly BroughtRun[];
  /** Adds runs. A run with the id of an earlier one replaces it. */
  bringRuns(runs: readonly BroughtRun[]): void;
  /** Puts a brought run on a side; `null` takes it out of the comparison. */
  setBroughtSide(id: string, side: CompareSide | null): void;
  clearBroughtRuns(): void;
  /**
   * Takes a run of the history into the comparison or out of it. Of two runs the earlier is the base and the
   * later the head; further ones are added to the head.
   */
  tickRun(id: string, on: boolean): void;
}

export const createCompareSlice: StateCreator<CompareSlice & HistorySlice, [], [], CompareSlice> = (set) => ({
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
  tickRun: (id, on) => set((state) => ({ compareSides: on ? withRun(state, id) : withoutRun(state, id) })),
});

function withoutRun({ compareSides }: Pick<HistorySlice, 'compareSides'>, id: string) {
  const { [id]: _, ...others } = compareSides;
  return others;
}

function withRun(
  state: Pick<CompareSlice & HistorySlice, 'broughtRuns' | 'compareSides' | 'history'>,
  id: string,
): HistorySlice['compareSides'] {
  const others = withoutRun(state, id);
  const [other, ...more] = Object.keys(others);
  if (other === undefined || more.length > 0 || state.broughtRuns.length > 0) {
    return { ...others, [id]: nextSide({ ...state, compareSides: others }) };
  }
  const startOf = (one: string) =>
    Date.parse(state.history.entries.find((entry) => entry.id === one)?.startedAt ?? '');
  return startOf(id) < startOf(other) ? { [id]: 'base', [other]: 'head' } : { [other]: 'base', [id]: 'head' };
}

/** How many runs are chosen, those brought from elsewhere included. */
export const comparedCount = ({
  broughtRuns,
  compareSides,
}: Pick<CompareSlice & HistorySlice, 'broughtRuns' | 'compareSides'>): number =>
  new Set([...Object.keys(compareSides), ...broughtRuns.map(({ id }) => id)]).size;

/** The side to add the next run to: `base` if that has no run yet, else `head`. */
export function nextSide({
  broughtRuns,
  compareSides,
}: Pick<CompareSlice & HistorySlice, 'broughtRuns' | 'compareSides'>): CompareSide {
  const sides = [...Object.values(compareSides), ...broughtRuns.map(({ side }) => side)];
  return sides.includes('base') ? 'head' : 'base';
}
