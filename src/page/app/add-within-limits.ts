import { countCharacters, maxDocuments, maxTotalCharacters } from '../../core/input/input-limits.ts';
import { type DocumentEntry, sharedQuery } from '../../core/input/pairs.ts';
import { splitPastedDocuments } from '../../core/input/text-lines.ts';
import { pasteTooLargeMessage } from '../../core/texts/message.ts';
import type { AppStore } from '../store/app-state.ts';

/**
 * Puts documents into the editor. An empty editor takes the query that all of them share.
 *
 * @returns the new rows' ids; `null` if they would go over the limits
 */
export function addWithinLimits(
  store: AppStore,
  entries: readonly DocumentEntry[],
  replacing?: ReadonlySet<string>,
): ReadonlySet<string> | null {
  const { input, addNotice, addDocuments, replaceDocuments, replaceInput } = store.getState();
  const others = input.documents.filter(({ id }) => !replacing?.has(id));
  const characters = countCharacters(others) + countCharacters(entries);
  if (characters > maxTotalCharacters) {
    addNotice('error', pasteTooLargeMessage(characters, maxTotalCharacters));
    return null;
  }
  const count = others.length + entries.length;
  if (count > maxDocuments) {
    addNotice('error', { key: 'notice.tooManyDocuments', values: { count, limit: maxDocuments } });
    return null;
  }
  if (entries.length === 0) return new Set();
  const query = sharedQuery(entries);
  const isFree = input.query.trim() === '' || input.query === query;
  if (others.length === 0 && query !== undefined && isFree) {
    const documents = entries.map(({ query: _, ...entry }) => entry);
    replaceInput({ query, documents, source: { kind: 'own' } });
  } else if (replacing === undefined) {
    addDocuments(entries);
  } else {
    replaceDocuments(replacing, entries);
  }
  const kept = new Set(others.map(({ id }) => id));
  const rows = store.getState().input.documents.map(({ id }) => id);
  return new Set(rows.filter((id) => !kept.has(id)));
}

/** The documents in plain text, one for each line. */
export const plainDocuments = (text: string): DocumentEntry[] =>
  splitPastedDocuments(text).map((line) => ({ text: line }));
