import * as z from '../../core/schema/zod.ts';
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

const inputSchema = z.object({
  query: z.string(),
  documents: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      query: z.string().optional(),
      ownId: z.string().optional(),
      queryId: z.string().optional(),
      relevance: z.number().optional(),
    }),
  ),
  source: z.union([
    z.object({ kind: z.literal('sample'), id: z.string() }),
    z.object({ kind: z.literal('own') }),
  ]),
});

/** Reads a stored input; `null` if it does not match the schema. */
function parseInput(stored: unknown): Input | null {
  const parsed = inputSchema.safeParse(stored);
  if (!parsed.success) return null;
  const { documents, ...rest } = parsed.data;
  return {
    ...rest,
    documents: documents.map(({ id, text, query, ownId, queryId, relevance }) => ({
      id,
      text,
      ...(query !== undefined && { query }),
      ...(ownId !== undefined && { ownId }),
      ...(queryId !== undefined && { queryId }),
      ...(relevance !== undefined && { relevance }),
    })),
  };
}

/**
 * Keeps the input in a database table.
 *
 * @param lastMoment holds the input that was unsaved when the page was left, until the next save. It cannot
 *   hold an input too large for local storage. What was saved a quarter of a second earlier must then
 *   suffice.
 */
export function browserKeptThings(table: ValueTable, lastMoment: KeptText): KeptThings {
  /** What was unsaved when the page was left; `null` if there is nothing usable. */
  const lastInput = async (takeAside: TakeAside): Promise<Input | null> => {
    const text = lastMoment.load();
    if (text === null) return null;
    const input = parseInput(parsedJson(text));
    if (input === null && (await takeAside('lastInput', text))) lastMoment.remove();
    return input;
  };

  return {
    loadInput: async (takeAside) => {
      const last = await lastInput(takeAside);
      if (last !== null) return last;
      const stored = await table.get('input');
      if (stored === undefined) return undefined;
      const input = parseInput(stored);
      if (input !== null) return input;
      if (await takeAside('input', stored)) await table.delete('input');
      return undefined;
    },
    saveInput: async (input) => {
      await table.put(input, 'input');
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
