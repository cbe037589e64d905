import type { StateCreator } from 'zustand';

/** The kinds of things that can be set aside, in the order in which they are listed. */
export const setAsideKinds = ['input', 'lastInput', 'leftRun', 'host', 'colorScheme', 'other'] as const;
export type SetAsideKind = (typeof setAsideKinds)[number];

/** Something stored that cannot be read. Its content stays in the storage, because it can be large. */
export interface SetAsideThing {
  /** Its key in the storage. */
  readonly id: string;
  readonly what: SetAsideKind;
}

/**
 * Sets something aside; answers whether it is stored for later visits, so that the original can be deleted.
 * Never rejects.
 */
export type TakeAside = (what: SetAsideKind, content: unknown) => Promise<boolean>;

/** What was set aside in this visit and in earlier ones, until the visitor has saved or deleted it. */
export interface SetAsideSlice {
  readonly setAside: {
    readonly things: readonly SetAsideThing[];
    /** The name of the file that all of them were saved to; `null` until then. */
    readonly savedAs: string | null;
  };
  /** Adds things that are not in the list yet. */
  addSetAside(things: readonly SetAsideThing[]): void;
  noteSetAsideSaved(file: string): void;
  clearSetAside(): void;
}

const none: SetAsideSlice['setAside'] = { things: [], savedAs: null };

export const createSetAsideSlice: StateCreator<SetAsideSlice> = (set) => ({
  setAside: none,
  addSetAside: (added) =>
    set(({ setAside }) => {
      const known = new Set(setAside.things.map(({ id }) => id));
      const fresh = added.filter(({ id }) => !known.has(id));
      if (fresh.length === 0) return {};
      return { setAside: { things: [...setAside.things, ...fresh], savedAs: null } };
    }),
  noteSetAsideSaved: (file) => set(({ setAside }) => ({ setAside: { ...setAside, savedAs: file } })),
  clearSetAside: () => set({ setAside: none }),
});
