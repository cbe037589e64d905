import { expect, it } from 'vitest';
import type { CachedFile } from '../../core/model-files/cached-models.ts';
import { createAppStore } from '../store/app-state.ts';
import { type KeptModelFiles, ModelCache } from './model-cache.ts';

const base = 'https://hub.test/org/';

function setUp(more: Partial<KeptModelFiles> = {}) {
  let kept: CachedFile[] = [
    { address: `${base}small/resolve/main/config.json`, bytes: 1 },
    { address: `${base}large/resolve/main/config.json`, bytes: 1 },
    { address: `${base}large/resolve/main/onnx/model.onnx`, bytes: 100 },
  ];
  const store = createAppStore();
  const cache = new ModelCache({
    store,
    files: {
      list: async () => kept,
      deleteUnder: async (prefix) => {
        kept = kept.filter(({ address }) => !address.startsWith(prefix));
      },
      deleteAll: async () => {
        kept = [];
      },
      ...more,
    },
    storage: { usage: async () => Promise.reject(new Error('not told')) },
  });
  const names = () => {
    const { modelCache } = store.getState();
    return modelCache.state === 'read' ? modelCache.models.map(({ name }) => name) : modelCache.state;
  };
  return { store, cache, names };
}

it('lists models with their sizes, whether or not the browser tells how much room there is', async () => {
  const { store, cache, names } = setUp();
  await cache.refresh();
  expect(names()).toEqual(['org/large', 'org/small']);
  expect(store.getState().modelCache).toMatchObject({ models: [{ bytes: 101 }, { bytes: 1 }], usage: null });
});

it('deletes one model, or all', async () => {
  const { cache, names } = setUp();
  await cache.delete(`${base}large/resolve/`);
  expect(names()).toEqual(['org/small']);
  await cache.deleteAll();
  expect(names()).toEqual([]);
});

it('reads nothing for a change as long as nobody looks', () => {
  const { cache, names } = setUp();
  cache.noteChange();
  expect(names()).toBe('unread');
});

it('says so when the browser does not delete, and when it does not tell', async () => {
  const refuse = async () => Promise.reject(new Error('no'));
  const stubborn = setUp({ deleteAll: refuse });
  await stubborn.cache.deleteAll();
  expect(stubborn.store.getState().modelCache).toMatchObject({
    state: 'read',
    problem: { key: 'modelCache.notDeleted' },
  });
  const silent = setUp({ list: refuse });
  await silent.cache.refresh();
  expect(silent.names()).toBe('failed');
});
