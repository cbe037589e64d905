import { describe, expect, it } from 'vitest';
import { firstSampleId, firstSampleIds } from '../../core/input/sample-set-ids.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Language } from '../../core/texts/languages.ts';
import { type AppState, createAppStore } from '../store/app-state.ts';
import type { Input } from '../store/input-slice.ts';
import { fillEditor, followLanguage, keepInput } from './first-input.ts';
import type { KeptThings } from './kept-things.ts';

const typed: Input = { query: 'mine', documents: [{ id: 'd1', text: 'my text' }], source: { kind: 'own' } };

async function filled(
  stored: Input | undefined | Error,
  settings: Partial<Settings> = {},
  language: Language = 'en',
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
    () => language,
  );
  return store;
}

describe('what the editor holds at first', () => {
  it('is a sample set for a newcomer', async () => {
    const { input, undoableInput } = (await filled(undefined)).getState();
    expect(input.source).toEqual({ kind: 'sample', id: firstSampleId, isDefault: true });
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

describe('the language of the first sample set', () => {
  const shown = (store: Awaited<ReturnType<typeof filled>>) => store.getState().input.source;
  const chineseFirst = { kind: 'sample', id: firstSampleIds['zh-CN'], isDefault: true };

  it('is the page’s, and the address says which set that is', async () => {
    const store = await filled(undefined, {}, 'zh-CN');
    expect(shown(store)).toEqual(chineseFirst);
    expect(store.getState().settings.sample).toBe(firstSampleIds['zh-CN']);
    expect((await filled(undefined)).getState().settings.sample).toBeNull();
  });

  it('is no matter where the visitor has text, or a link asks for something', async () => {
    expect(shown(await filled(typed, {}, 'zh-CN'))).toEqual({ kind: 'own' });
    for (const asked of [{ batchSizes: [1, 2] }, { autorun: true }, { sample: firstSampleId }]) {
      expect(shown(await filled(undefined, asked, 'zh-CN'))).toEqual({ kind: 'sample', id: firstSampleId });
    }
    for (const own of [{ lang: 'zh-CN' as const }, { host: 'https://mirror.test' }]) {
      expect(shown(await filled(undefined, own, 'zh-CN'))).toEqual(chineseFirst);
    }
  });

  /** A store after its page was opened in English, and a switch of its language. */
  const opened = async (stored?: Input, settings: Partial<Settings> = {}) => {
    const store = await filled(stored, settings);
    const saved: Input[] = [];
    const kept = { ...nothingKept, saveInput: async (input: Input) => void saved.push(input) };
    keepInput(store, kept, (_, callback) => {
      callback();
      return () => {};
    });
    const language = () => store.getState().settings.lang ?? 'en';
    followLanguage(store, language);
    return { store, saved, choose: (lang: Language) => store.getState().changeSettings({ lang }) };
  };

  it('follows the page’s there and back, without being kept as the visitor’s own', async () => {
    const { store, saved, choose } = await opened();
    choose('zh-CN');
    expect(shown(store)).toEqual(chineseFirst);
    expect(store.getState()).toMatchObject({
      undoableInput: null,
      settings: { sample: firstSampleIds['zh-CN'] },
    });
    choose('en');
    expect(shown(store)).toMatchObject({ id: firstSampleId, isDefault: true });
    expect(saved).toEqual([]);
  });

  it('follows it after a reload too, when the address names what the page opened with', async () => {
    const { store, choose } = await opened(undefined, { sample: firstSampleId });
    choose('zh-CN');
    expect(shown(store)).toEqual(chineseFirst);
  });

  it('stays once the visitor has edited, ranked or measured it, or has chosen it', async () => {
    const ranking = { query: '', results: [] } as unknown as AppState['ranking'];
    const touches: ((state: AppState) => void)[] = [
      ({ setQuery }) => setQuery('mine'),
      ({ setRanking }) => setRanking(ranking),
      ({ setRun }) => setRun({ runState: 'running' }),
      ({ setRankJob }) => setRankJob({ state: 'scoring', pairsDone: 0, pairsTotal: 1 }),
      ({ replaceInput }) =>
        replaceInput({ query: '', documents: [], source: { kind: 'sample', id: firstSampleId } }),
    ];
    for (const touch of touches) {
      const { store, choose } = await opened();
      touch(store.getState());
      const { documents } = store.getState().input;
      choose('zh-CN');
      expect(store.getState().input.documents, String(touch)).toBe(documents);
    }
  });

  it('stays where a link or the visitor’s last input gave it', async () => {
    const linked = { sample: firstSampleId, batchSizes: [1, 2] };
    const last: Input = { ...typed, source: { kind: 'sample', id: firstSampleId } };
    for (const [stored, settings] of [[undefined, linked], [last]] as const) {
      const { store, choose } = await opened(stored, settings);
      const { source } = store.getState().input;
      choose('zh-CN');
      expect(shown(store)).toBe(source);
    }
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
