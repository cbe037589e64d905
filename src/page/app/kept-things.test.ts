import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import type { Input } from '../store/input-slice.ts';
import { keptTable } from './kept-table.ts';
import { browserKeptThings } from './kept-things.ts';
import { keyValueTable } from './key-value-database.ts';

const typed: Input = {
  query: 'mine',
  documents: [
    { id: 'd1', text: 'my text' },
    { id: 'd2', text: 'judged', query: 'its own', ownId: 'doc-7', queryId: 'q1', relevance: 2 },
  ],
  source: { kind: 'own' },
};

/** A visit to a page whose browser has stored these things. */
async function visit({ input, last }: { readonly input?: unknown; readonly last?: string }) {
  const factory = { indexedDB: new IDBFactory(), IDBKeyRange };
  const table = keyValueTable('rerank-bench', factory);
  if (input !== undefined) await table.put(input, 'input');
  const local = new Map(last === undefined ? [] : [['rerank-bench/last-input', last]]);
  const lastMoment = {
    load: () => local.get('rerank-bench/last-input') ?? null,
    save: (text: string) => void local.set('rerank-bench/last-input', text),
    remove: () => void local.delete('rerank-bench/last-input'),
  };
  const kept = browserKeptThings(keptTable('rerank-bench', factory), lastMoment);
  const aside: { what: string; content: unknown }[] = [];
  const load = (isSafe = true) =>
    kept.loadInput(async (what, content) => {
      aside.push({ what, content });
      return isSafe;
    });
  return { load, aside, kept, table, local, lastMoment };
}

describe('what was stored of the input', () => {
  it('comes back, the last moment first', async () => {
    const last = { ...typed, query: 'typed in the last moment' };
    expect(await (await visit({ input: typed })).load()).toEqual(typed);
    expect(await (await visit({ input: typed, last: JSON.stringify(last) })).load()).toEqual(last);
    expect(await (await visit({})).load()).toBeUndefined();
  });

  it('comes back where the script that saves it was missing', async () => {
    const { load, kept, lastMoment, local } = await visit({});
    const missing = async () => {
      throw new TypeError('Failed to fetch');
    };
    await browserKeptThings({ ifAny: async () => null, open: missing }, lastMoment).saveInput(typed);
    expect(await load()).toEqual(typed);
    await kept.saveInput(typed);
    expect(local.size).toBe(0);
  });

  it('is set aside with its content where it is no input, and does not come back', async () => {
    const broken = { query: 'mine', documents: [{ id: 'd1' }], source: { kind: 'own' } };
    const { load, aside, table } = await visit({ input: broken });
    expect(await load()).toBeUndefined();
    expect(aside).toEqual([{ what: 'input', content: broken }]);
    expect(await table.get('input')).toBeUndefined();
    expect(await load()).toBeUndefined();
    expect(aside).toHaveLength(1);
  });

  it('stays where it is while it cannot be set aside', async () => {
    const { load, table, local } = await visit({ input: null, last: '{' });
    expect(await load(false)).toBeUndefined();
    expect(await table.get('input')).toBeNull();
    expect(local.size).toBe(1);
  });

  it.each(['{"query":', '{"query":7,"documents":[],"source":{"kind":"own"}}'])(
    'gives way to what was stored before where the last moment reads %s',
    async (last) => {
      const { load, aside, local } = await visit({ input: typed, last });
      expect(await load()).toEqual(typed);
      expect(aside).toEqual([{ what: 'lastInput', content: last }]);
      expect(local.size).toBe(0);
    },
  );
});
