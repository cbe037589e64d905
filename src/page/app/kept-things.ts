import type { Kept } from '../history/kept-database.ts';
import type { Input } from '../store/input-slice.ts';
import type { TakeAside } from '../store/set-aside-slice.ts';
import type { KeptText } from './kept-text.ts';
import type { ValueTable } from './key-value-database.ts';

/**
 * The input, which survives a reload. It is in IndexedDB, because local storage blocks and holds only 5 MB.
 */
export interface KeptThings {
  /**
   * What the visitor had last time, or `undefined`. What does not match the schema is set aside. Rejects if
   * the storage does.
   */
  loadInput(takeAside: TakeAside): Promise<Input | undefined>;
  saveInput(input: Input): Promise<void>;
  /** Saves synchronously while the page is being left, when nothing asynchronous would finish. */
  saveInputAtOnce(input: Input): void;
}

/** Only what was stored needs checking. A first visitor has nothing. */
const readInput = async (stored: unknown): Promise<Input | null> =>
  (await import('./kept-input.ts')).parseInput(stored);

/**
 * Keeps the input in a database table.
 *
 * @param lastMoment holds the input that was unsaved when the page was left, or could not be saved, until the next
 *   save. It cannot hold an input too large for local storage. What was saved a quarter of a second earlier must then
 *   suffice.
 */
export function browserKeptThings(table: Kept<ValueTable>, lastMoment: KeptText): KeptThings {
  /** What was unsaved when the page was left; `null` if there is nothing usable. */
  const lastInput = async (takeAside: TakeAside): Promise<Input | null> => {
    const text = lastMoment.load();
    if (text === null) return null;
    const input = await readInput(parsedJson(text));
    if (input === null && (await takeAside('lastInput', text))) lastMoment.remove();
    return input;
  };

  return {
    loadInput: async (takeAside) => {
      const last = await lastInput(takeAside);
      if (last !== null) return last;
      const things = await table.ifAny();
      const stored = await things?.get('input');
      if (stored === undefined) return undefined;
      const input = await readInput(stored);
      if (input !== null) return input;
      if (await takeAside('input', stored)) await things?.delete('input');
      return undefined;
    },
    saveInput: async (input) => {
      let things: ValueTable;
      try {
        things = await table.open();
      } catch {
        // Its script is missing, of which the page tells.
        lastMoment.save(JSON.stringify(input));
        return;
      }
      await things.put(input, 'input');
      lastMoment.remove();
    },
    saveInputAtOnce: (input) => lastMoment.save(JSON.stringify(input)),
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
