import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { keyValueTable } from './key-value-database.ts';

/**
 * Opens the database as earlier versions of the page made it: native version 1, one store without a key path.
 */
const openAsBefore = (indexedDB: IDBFactory): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('rerank-bench', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('kept');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });

const valueAsBefore = async (indexedDB: IDBFactory, key: string): Promise<unknown> => {
  const database = await openAsBefore(indexedDB);
  const reading = database.transaction('kept').objectStore('kept').get(key);
  await new Promise((resolve) => {
    reading.onsuccess = resolve;
  });
  database.close();
  return reading.result;
};

it('reads what an earlier version of the page stored', async () => {
  const indexedDB = new IDBFactory();
  const before = await openAsBefore(indexedDB);
  const writing = before.transaction('kept', 'readwrite');
  writing.objectStore('kept').put({ query: 'mine' }, 'input');
  await new Promise((resolve) => {
    writing.oncomplete = resolve;
  });
  before.close();
  expect(await keyValueTable('rerank-bench', { indexedDB, IDBKeyRange }).get('input')).toEqual({
    query: 'mine',
  });
});

it('makes the database that an earlier version of the page can still open', async () => {
  const indexedDB = new IDBFactory();
  const table = keyValueTable('rerank-bench', { indexedDB, IDBKeyRange });
  expect(await table.get('input')).toBeUndefined();
  await table.put({ query: 'mine' }, 'input');
  table.db.close();
  expect(await valueAsBefore(indexedDB, 'input')).toEqual({ query: 'mine' });
});
