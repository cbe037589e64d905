/** Where IndexedDB comes from: the browser's, or one in memory. */
export interface DatabaseFactory {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/** The name of the history's database. */
export const historyDatabase = 'rerank-bench-history';

/**
 * What is kept in a database of this browser. The scripts that read it, with Dexie and the schemas, are loaded
 * when they are first needed, so that a visitor who has kept nothing opens the page without them.
 */
export interface Kept<Things> {
  /** What reads and writes them; `null` where their database has not been made, so that there are none. */
  ifAny(): Promise<Things | null>;
  /** What reads and writes them. Their database is made with the first use. */
  open(): Promise<Things>;
}

/**
 * What is kept in the database of this name.
 *
 * @param load loads what reads and writes it. Where that fails, the next call tries again.
 */
export function keptIn<Things>(
  name: string,
  { indexedDB }: Pick<DatabaseFactory, 'indexedDB'>,
  load: () => Promise<Things>,
): Kept<Things> {
  let loaded: Promise<Things> | null = null;
  const open = (): Promise<Things> => {
    loaded ??= load().catch((error: unknown) => {
      loaded = null;
      throw error;
    });
    return loaded;
  };
  return {
    open,
    ifAny: async () => (loaded !== null || (await mayExist(name, indexedDB)) ? open() : null),
  };
}

/**
 * Asks for the names of the databases, since opening one would make it. Where the browser does not tell (Firefox
 * before 126, storage that is switched off), it may exist, and opening it shows what is wrong.
 */
async function mayExist(name: string, indexedDB: IDBFactory): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some((one) => one.name === name);
  } catch {
    return true;
  }
}
