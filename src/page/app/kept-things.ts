import { createStore, get, set } from 'idb-keyval';
import type { Input } from '../store/input-slice.ts';

/** What survives a reload. IndexedDB, since local storage ends at 5 MB and blocks. */
export interface KeptThings {
  loadInput(): Promise<Input | undefined>;
  saveInput(input: Input): Promise<void>;
  /** Saves while the page is being left, when nothing asynchronous would still be finished. */
  saveInputAtOnce(input: Input): void;
}

/** Local storage holds what was typed in the last moment before the page was left, until the next save. */
const lastMoment = 'rerank-bench/last-input';

export function browserKeptThings(): KeptThings {
  const store = createStore('rerank-bench', 'kept');
  return {
    loadInput: async () => {
      const text = localStorage.getItem(lastMoment);
      return text === null ? get<Input>('input', store) : (JSON.parse(text) as Input);
    },
    saveInput: async (input) => {
      await set('input', input, store);
      localStorage.removeItem(lastMoment);
    },
    saveInputAtOnce: (input) => {
      try {
        localStorage.setItem(lastMoment, JSON.stringify(input));
      } catch {
        // Larger than local storage takes: what was saved a quarter of a second earlier has to do.
      }
    },
  };
}
