import type { SetAsideKind, TakeAside } from '../store/set-aside-slice.ts';

/**
 * One text that outlives the visit and is there before anything asynchronous has ended. Storage may be
 * switched off or full: then nothing was kept, and nothing is.
 */
export interface KeptText {
  load(): string | null;
  save(text: string): void;
  remove(): void;
}

/**
 * A text in local storage, which is asked for at each use: where storage is forbidden, reading `localStorage`
 * itself throws.
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
      // As `KeptText` says.
    }
  },
  remove: () => {
    try {
      localStorage.removeItem(key);
    } catch {
      // As above.
    }
  },
});

/**
 * A setting that was stored as text: how it is told, whether a text can be used, and what takes the place of
 * one that cannot.
 */
interface KeptSetting {
  readonly what: SetAsideKind;
  readonly isUsable: (text: string) => boolean;
  readonly fallback: string;
}

/** Sets aside what was stored of a setting where it cannot be used. */
export async function resetUnusable(
  kept: Pick<KeptText, 'load' | 'save'>,
  { what, isUsable, fallback }: KeptSetting,
  takeAside: TakeAside,
): Promise<void> {
  const text = kept.load();
  if (text === null || text === '' || isUsable(text)) return;
  const isSafe = await takeAside(what, text);
  // The visitor may have chosen something meanwhile.
  if (isSafe && kept.load() === text) kept.save(fallback);
}
