import type { i18n } from 'i18next';
import type { Language } from '../../core/settings/settings.ts';
import type { AppStore } from '../store/app-state.ts';

/** The page's language: the one asked for, else Chinese where the browser prefers it, else English. */
export function preferredLanguage(asked: Language | null, preferred: readonly string[]): Language {
  if (asked !== null) return asked;
  return preferred[0]?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** Keeps the translator and the document in the language the settings ask for. */
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
