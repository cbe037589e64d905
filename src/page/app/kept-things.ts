import { z } from '../../core/schema/zod.ts';
import type { DatabaseFactory } from '../history/run-store.ts';
import type { AppStore } from '../store/app-state.ts';
import type { Input } from '../store/input-slice.ts';
import { keyValueTable } from './key-value-database.ts';

/** Something that was stored and cannot be used: by what it was, and its raw content. */
export interface SetAside {
  readonly what: 'input' | 'lastInput' | 'host';
  readonly content: string;
}

/**
 * Says what was stored and cannot be used, with its content to be saved: nothing stored may keep the page
 * from opening.
 */
export function tellSetAside(store: AppStore, { what, content }: SetAside): void {
  const name = `rerank-bench-${what}.txt`;
  store.getState().addNotice('warning', { key: `notice.setAside.${what}` }, { name, content });
}

/** What survives a reload. IndexedDB, since local storage ends at 5 MB and blocks. */
export interface KeptThings {
  /**
   * What the visitor had last time. What does not hold to its schema is moved out of the way and told to
   * `setAside`.
   */
  loadInput(setAside: (thing: SetAside) => void): Promise<Input | undefined>;
  saveInput(input: Input): Promise<void>;
  /** Saves while the page is being left, when nothing asynchronous would still be finished. */
  saveInputAtOnce(input: Input): void;
}

const inputSchema = z.object({
  query: z.string(),
  documents: z.array(z.object({ id: z.string(), text: z.string(), query: z.string().optional() })),
  source: z.union([
    z.object({ kind: z.literal('sample'), id: z.string() }),
    z.object({ kind: z.literal('own') }),
  ]),
});

/** An input out of whatever was stored; `null` where it is none. */
function parseInput(stored: unknown): Input | null {
  const parsed = inputSchema.safeParse(stored);
  if (!parsed.success) return null;
  const { documents, ...rest } = parsed.data;
  return {
    ...rest,
    documents: documents.map(({ id, text, query }) => ({ id, text, ...(query !== undefined && { query }) })),
  };
}

/** Local storage holds what was typed in the last moment before the page was left, until the next save. */
const lastMoment = 'rerank-bench/last-input';

export function browserKeptThings(
  factory: DatabaseFactory,
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): KeptThings {
  const table = keyValueTable('rerank-bench', factory);

  /** What was typed in the last moment; `null` where there is none that can be used. */
  const lastInput = (setAside: (thing: SetAside) => void): Input | null => {
    let text: string | null = null;
    try {
      text = storage.getItem(lastMoment);
    } catch {
      // Local storage is switched off: nothing was kept there, and the database may still answer.
    }
    if (text === null) return null;
    const input = parseInput(parsedJson(text));
    if (input === null) {
      setAside({ what: 'lastInput', content: text });
      storage.removeItem(lastMoment);
    }
    return input;
  };

  return {
    loadInput: async (setAside) => {
      const last = lastInput(setAside);
      if (last !== null) return last;
      const stored = await table.get('input');
      if (stored === undefined) return undefined;
      const input = parseInput(stored);
      if (input !== null) return input;
      await table.put(stored, 'set-aside/input');
      await table.delete('input');
      setAside({ what: 'input', content: JSON.stringify(stored, null, 2) ?? String(stored) });
      return undefined;
    },
    saveInput: async (input) => {
      await table.put(input, 'input');
      try {
        storage.removeItem(lastMoment);
      } catch {
        // As above.
      }
    },
    saveInputAtOnce: (input) => {
      try {
        storage.setItem(lastMoment, JSON.stringify(input));
      } catch {
        // Larger than local storage takes: what was saved a quarter of a second earlier has to do.
      }
    },
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
