import type { i18n } from 'i18next';
import { type Language, preferredLanguage } from '../../core/texts/languages.ts';
import { addTexts, hasTexts } from '../../core/texts/load-texts.ts';
import type { AppStore } from '../store/app-state.ts';

/**
 * Keeps the translator and the document in the language of the settings. A language's texts are loaded when
 * it is first chosen. If they cannot be loaded, the page keeps its language and says so.
 *
 * @returns when the page has its first language; never rejects
 */
export function keepLanguage(
  store: AppStore,
  i18n: i18n,
  preferred: readonly string[],
  show: (language: Language) => void,
): Promise<void> {
  const wanted = () => preferredLanguage(store.getState().settings.lang, preferred);
  const apply = async () => {
    const language = wanted();
    try {
      if (!hasTexts(i18n, language)) await addTexts(i18n, language);
    } catch (error) {
      store.getState().addNotice('warning', { key: 'notice.languageMissing', detail: String(error) });
      return;
    }
    // Another language may have been chosen meanwhile.
    if (language !== wanted()) return;
    show(language);
    if (i18n.language !== language) void i18n.changeLanguage(language);
  };
  store.subscribe(({ settings }, before) => {
    if (settings.lang !== before.settings.lang) void apply();
  });
  return apply();
}
