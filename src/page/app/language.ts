import type { i18n } from 'i18next';
import { type Language, preferredLanguage } from '../../core/texts/languages.ts';
import type { AppStore } from '../store/app-state.ts';

/** Keeps the translator and the document in the language of the settings. */
export function keepLanguage(
  store: AppStore,
  i18n: i18n,
  preferred: readonly string[],
  show: (language: Language) => void,
): void {
  const apply = () => {
    const language = preferredLanguage(store.getState().settings.lang, preferred);
    show(language);
    if (i18n.language !== language) void i18n.changeLanguage(language);
  };
  store.subscribe(({ settings }, before) => {
    if (settings.lang !== before.settings.lang) apply();
  });
  apply();
}
