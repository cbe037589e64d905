import type { AppStore } from '../store/app-state.ts';
import type { Input } from '../store/input-slice.ts';

const chineseCharacter = /\p{Script=Han}/u;

/** Enough to tell what language documents are in. More would take noticeable time with the largest inputs. */
const documentsLookedAt = 200;
const charactersLookedAt = 500;

const isChinese = ({ query, documents }: Input) =>
  chineseCharacter.test(query) ||
  documents
    .slice(0, documentsLookedAt)
    .some(({ text }) => chineseCharacter.test(text.slice(0, charactersLookedAt)));

/**
 * Calls `load` once the query or the documents are in Chinese. Other Chinese characters on a page in English,
 * such as the language's own name, are in the system's font until then.
 *
 * @param load may reject; the characters then stay in the system's font
 */
export function loadFontForChinese(store: AppStore, load: () => Promise<unknown>): void {
  let lookedAt: Input | null = null;
  const look = () => {
    const { input } = store.getState();
    if (input === lookedAt) return;
    lookedAt = input;
    if (!isChinese(input)) return;
    stop();
    load().catch(() => undefined);
  };
  const stop = store.subscribe(look);
  look();
}
