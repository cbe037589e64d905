import type { SetAsideKind, TakeAside } from '../store/set-aside-slice.ts';

/**
 * A text that outlives the visit and can be read synchronously. If storage is off or full, `load` gives
 * `null` and `save` does nothing.
 */
export interface KeptText {
  load(): string | null;
  save(text: string): void;
  remove(): void;
}

/**
 * A text in local storage. `localStorage` is looked up on each use, because the lookup itself throws where
 * storage is forbidden.
 */
export const browserKeptText = (key: string): KeptText => ({
  load: () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  save: (text) => {
    try {
      localStorage.setItem(key, text);
    } catch {
      // The storage is off or full, which `KeptText` allows.
    }
  },
  remove: () => {
    try {
      localStorage.removeItem(key);
    } catch {
      // The storage is off.
    }
  },
});

/** A setting stored as text: its kind, the test for a usable text, and what replaces an unusable one. */
interface KeptSetting {
  readonly what: SetAsideKind;
  readonly isUsable: (text: string) => boolean;
  readonly fallback: string;
}

/** Sets a setting's stored text aside if it is unusable, and stores the fallback. */
export async function resetUnusable(
  kept: Pick<KeptText, 'load' | 'save'>,
  { what, isUsable, fallback }: KeptSetting,
  takeAside: TakeAside,
): Promise<void> {
  const text = kept.load();
  if (text === null || text === '' || isUsable(text)) return;
  const isSafe = await takeAside(what, text);
  // The visitor may have changed the setting meanwhile.
  if (isSafe && kept.load() === text) kept.save(fallback);
}
