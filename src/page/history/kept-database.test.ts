import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { keptIn } from './kept-database.ts';

const make = (indexedDB: IDBFactory, name: string) =>
  new Promise<void>((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });

describe('what is kept in a database', () => {
  it('is not asked for, and its database not made, where there is none', async () => {
    const indexedDB = new IDBFactory();
    const load = vi.fn(async () => 'things');
    expect(await keptIn('mine', { indexedDB }, load).ifAny()).toBeNull();
    expect(load).not.toHaveBeenCalled();
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('is found once there is a database, as of another tab', async () => {
    const indexedDB = new IDBFactory();
    const kept = keptIn('mine', { indexedDB }, async () => 'things');
    await make(indexedDB, 'other');
    expect(await kept.ifAny()).toBeNull();
    await make(indexedDB, 'mine');
    expect(await kept.ifAny()).toBe('things');
  });

  it('is looked for where the browser does not tell its databases', async () => {
    const refuses = { databases: () => Promise.reject(new Error('storage is off')) } as unknown as IDBFactory;
    const cannot = {} as IDBFactory;
    for (const indexedDB of [refuses, cannot]) {
      expect(await keptIn('mine', { indexedDB }, async () => 'things').ifAny()).toBe('things');
    }
  });

  it('is loaded once, and again where that failed', async () => {
    const load = vi.fn(async () => 'things').mockRejectedValueOnce(new TypeError('Failed to fetch'));
    const kept = keptIn('mine', { indexedDB: new IDBFactory() }, load);
    await expect(kept.open()).rejects.toThrow('Failed to fetch');
    expect(await kept.open()).toBe('things');
    expect(await kept.ifAny()).toBe('things');
    expect(load).toHaveBeenCalledTimes(2);
  });
});
