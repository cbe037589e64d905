import { createStore, get, set } from 'idb-keyval';
import type { Input } from '../store/input-slice.ts';

/** What survives a reload. IndexedDB, since local storage ends at 5 MB and blocks. */
export interface KeptThings {
  loadInput(): Promise<Input | undefined>;
  saveInput(input: Input): Promise<void>;
}

export function browserKeptThings(): KeptThings {
  const store = createStore('rerank-bench', 'kept');
  return {
    loadInput: () => get<Input>('input', store),
    saveInput: (input) => set('input', input, store),
  };
}
