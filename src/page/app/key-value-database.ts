import { Dexie, type Table } from '../history/dexie.ts';
import type { DatabaseFactory } from '../history/kept-database.ts';

/** Values of any type, by key. A value may have been stored by another version of the page. */
export type ValueTable = Table<unknown, string>;

/**
 * Opens a database with one table of values by key. Earlier versions of the page made these databases with
 * another library: native version 1 (0.1 in Dexie's count) with one object store, `kept`, without a key path.
 * This opens the same databases, so nothing that a visitor stored then is lost.
 */
export function keyValueTable(name: string, { indexedDB, IDBKeyRange }: DatabaseFactory): ValueTable {
  const database = new Dexie(name, { indexedDB, IDBKeyRange, cache: 'disabled' });
  database.version(0.1).stores({ kept: '' });
  return database.table('kept');
}
