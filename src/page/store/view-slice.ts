import type { StateCreator } from 'zustand';

/** The set-up is a view of its own on a phone. Elsewhere it stands beside the results. */
const shownResults = ['setup', 'throughput', 'load', 'ranking', 'devices', 'history', 'compare'] as const;
export type ShownResult = (typeof shownResults)[number];

export const isShownResult = (value: string | null): value is ShownResult =>
  shownResults.some((one) => one === value);

/** A part of the input that has a field of its own. */
export type InputPart = 'query' | 'documents';

/** What is in front on the screen. */
export interface ViewSlice {
  /** The chosen view; `setup` until there is a result to show. */
  readonly shownResult: ShownResult;
  /**
   * The part of the input that the visitor has asked to edit. The editor of the Rank tab focuses it and sets
   * `null`. While another tab is shown, a drawer with the editor is open until this is `null` again.
   */
  readonly editedInput: InputPart | null;
  /** Whether a result fills the screen, in large type. */
  readonly isPresenting: boolean;
  showResult(result: ShownResult): void;
  editInput(part: InputPart): void;
  endInputEdit(): void;
  present(on: boolean): void;
}

export const createViewSlice: StateCreator<ViewSlice> = (set) => ({
  shownResult: 'setup',
  editedInput: null,
  isPresenting: false,
  showResult: (shownResult) => set({ shownResult }),
  editInput: (editedInput) => set({ editedInput }),
  endInputEdit: () => set({ editedInput: null }),
  // The set-up cannot be presented.
  present: (isPresenting) =>
    set(({ shownResult }) => ({
      isPresenting,
      ...(isPresenting && shownResult === 'setup' && { shownResult: 'throughput' as const }),
    })),
});
