import { describe, expect, it, vi } from 'vitest';
import { createAppStore } from '../store/app-state.ts';
import { loadFontForChinese } from './chinese-font.ts';

function watched() {
  const store = createAppStore();
  const load = vi.fn(async () => undefined);
  loadFontForChinese(store, load);
  return { store, load };
}

describe('the font for Chinese', () => {
  it('is not loaded for English, however often the input changes', () => {
    const { store, load } = watched();
    store.getState().setQuery('how to reset a password');
    store.getState().addDocuments([{ text: 'Café, naïve: Ωμέγα' }]);
    expect(load).not.toHaveBeenCalled();
  });

  it('is loaded once for a Chinese query', () => {
    const { store, load } = watched();
    store.getState().setQuery('秋天');
    store.getState().setQuery('秋天的');
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('is loaded for a Chinese document among English ones', () => {
    const { store, load } = watched();
    store.getState().addDocuments([{ text: 'English' }, { text: 'in part 中文' }]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('may be missing', async () => {
    const store = createAppStore();
    loadFontForChinese(store, async () => {
      throw new TypeError('Failed to fetch');
    });
    expect(() => store.getState().setQuery('秋天')).not.toThrow();
  });
});
