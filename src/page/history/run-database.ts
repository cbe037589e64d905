import { Dexie, type Table } from 'dexie';

/** Where IndexedDB comes from: the browser's, or one in memory. */
export interface DatabaseFactory {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/** What was stored is checked when it is read, whoever wrote it: an older page, a newer one, or a damaged disk. */
type Stored = { readonly id: string } & Readonly<Record<string, unknown>>;

export interface RunDatabase extends Dexie {
  /** A `HistoryEntry` a run. Apart from the records, so that the list reads no samples. */
  readonly entries: Table<Stored, string>;
  /** `{id, record}`: the run record of each entry. */
  readonly records: Table<Stored, string>;
}

export const runDatabaseName = 'rerank-bench-history';

/** The history's database; it is opened with the first use of it. */
export function runDatabase({ indexedDB, IDBKeyRange }: DatabaseFactory): RunDatabase {
  const database = new Dexie(runDatabaseName, { indexedDB, IDBKeyRange, cache: 'disabled' });
  database.version(1).stores({ entries: 'id', records: 'id' });
  return database as RunDatabase;
}
