import type { i18n } from 'i18next';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../core/texts/english-texts.ts';
import * as loadTexts from '../../core/texts/load-texts.ts';
import { createAppStore } from '../store/app-state.ts';
import { keepLanguage } from './language.ts';

afterEach(() => vi.restoreAllMocks());

function page(preferred: readonly string[]) {
  const store = createAppStore();
  const texts: i18n = startTexts();
  const shown: string[] = [];
  const first = keepLanguage(store, texts, preferred, (language) => shown.push(language));
  return { store, texts, shown, first };
}

describe('the language of the page', () => {
  it('is English at once for an English visitor, without the texts of others', () => {
    const { texts, shown } = page(['en-GB']);
    expect(shown).toEqual(['en']);
    expect(loadTexts.hasTexts(texts, 'zh-CN')).toBe(false);
  });

  it('is the preferred one once its texts are there', async () => {
    const { texts, shown, first } = page(['zh-CN']);
    expect(shown).toEqual([]);
    await first;
    expect(shown).toEqual(['zh-CN']);
    expect(texts.t('chart.title')).toMatch(/\p{Script=Han}/u);
  });

  it('changes with the setting, and to the one chosen last', async () => {
    const { store, texts, shown, first } = page(['en']);
    await first;
    store.getState().changeSettings({ lang: 'zh-CN' });
    store.getState().changeSettings({ lang: 'en' });
    await vi.waitFor(() => expect(loadTexts.hasTexts(texts, 'zh-CN')).toBe(true));
    expect(shown).toEqual(['en', 'en']);
    expect(texts.language).toBe('en');
    store.getState().changeSettings({ lang: 'zh-CN' });
    expect(shown.at(-1)).toBe('zh-CN');
  });

  it('stays as it is if the texts cannot be loaded, and says so', async () => {
    vi.spyOn(loadTexts, 'addTexts').mockRejectedValue(new TypeError('Failed to fetch'));
    const { store, texts, shown, first } = page(['zh-CN']);
    await first;
    expect(shown).toEqual([]);
    expect(texts.language).toBe('en');
    expect(store.getState().notices).toMatchObject([{ message: { key: 'notice.languageMissing' } }]);
  });
});
