import { describe, expect, it } from 'vitest';
import { firstSampleId } from '../../core/input/sample-sets.ts';
import { createAppStore } from '../store/app-state.ts';
import type { Input } from '../store/input-slice.ts';
import { fillEditor, keepInput } from './first-input.ts';
import type { KeptThings } from './kept-things.ts';

const typed: Input = { query: 'mine', documents: [{ id: 'd1', text: 'my text' }], source: { kind: 'own' } };

async function filled(
  stored: Input | undefined | Error,
  settings: { sample?: string; autorun?: boolean } = {},
) {
  const store = createAppStore();
  store.getState().changeSettings(settings);
  await fillEditor(
    store,
    {
      loadInput: async () => {
        if (stored instanceof Error) throw stored;
        return stored;
      },
      saveInput: async () => {},
      saveInputAtOnce: () => {},
    },
    async () => true,
  );
  return store;
}

describe('what the editor holds at first', () => {
  it('is a sample set for a newcomer', async () => {
    const { input, undoableInput } = (await filled(undefined)).getState();
    expect(input.source).toEqual({ kind: 'sample', id: firstSampleId });
    expect(input.documents.length).toBeGreaterThan(10);
    expect(undoableInput).toBeNull();
  });

  it('is what the visitor typed last time', async () => {
    expect((await filled(typed)).getState().input).toMatchObject({ query: 'mine', source: { kind: 'own' } });
  });

  it('is the sample set that the address names, with the stored text one undo away', async () => {
    const store = await filled(typed, { sample: 'chinese' });
    expect(store.getState().input.source).toEqual({ kind: 'sample', id: 'chinese' });
    store.getState().undoInput();
    expect(store.getState().input.query).toBe('mine');
  });

  it('is the same everywhere for a link that runs by itself', async () => {
    const { input } = (await filled(typed, { autorun: true })).getState();
    expect(input.source).toEqual({ kind: 'sample', id: firstSampleId });
  });

  it('is a sample set where the storage fails, and the page says so', async () => {
    const { input, notices } = (await filled(new Error('no storage'))).getState();
    expect(input.documents.length).toBeGreaterThan(0);
    expect(notices[0]?.message.key).toBe('notice.storageFailed');
  });

  it('names a sample set it does not know', async () => {
    const { notices, settings } = (await filled(undefined, { sample: 'nonsense' })).getState();
    expect(notices[0]?.message).toMatchObject({ key: 'notice.unknownSample', values: { name: 'nonsense' } });
    expect(settings.sample).toBeNull();
  });
});

const nothingKept: KeptThings = {
  loadInput: async () => undefined,
  saveInput: async () => {},
  saveInputAtOnce: () => {},
};

describe('keeping what is typed', () => {
  it('stores what still waits when the page is left, and nothing when nothing does', async () => {
    const store = await filled(undefined);
    const saved: string[] = [];
    const kept = { ...nothingKept, saveInputAtOnce: ({ query }: Input) => void saved.push(query) };
    const leave = keepInput(store, kept, () => () => {});
    leave();
    store.getState().setQuery('the last key');
    leave();
    expect(saved).toEqual(['the last key']);
  });

  it('stores several changes in a row once, after the last', async () => {
    const store = await filled(undefined);
    const saved: Input[] = [];
    const timers: (() => void)[] = [];
    keepInput(
      store,
      { ...nothingKept, saveInput: async (input) => void saved.push(input) },
      (_, callback) => {
        timers.push(callback);
        return () => void timers.splice(timers.indexOf(callback), 1);
      },
    );
    store.getState().setQuery('a');
    store.getState().setQuery('ab');
    for (const fire of [...timers]) fire();
    expect(saved.map(({ query }) => query)).toEqual(['ab']);
  });

  it('names in the address the sample set that was chosen', async () => {
    const store = await filled(undefined);
    keepInput(store, nothingKept, () => () => {});
    for (const id of ['chinese', firstSampleId]) {
      store.getState().replaceInput({ query: 'q', documents: [], source: { kind: 'sample', id } });
      expect(store.getState().settings.sample).toBe(id);
    }
  });

  it('takes the sample set out of the address once the text is the visitor’s own', async () => {
    const store = await filled(undefined, { sample: 'chinese' });
    keepInput(store, nothingKept, () => () => {});
    store.getState().setQuery('mine');
    expect(store.getState().settings.sample).toBeNull();
  });
});
