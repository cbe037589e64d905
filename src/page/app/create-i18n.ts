import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../core/settings/settings.ts';
import { en } from '../../core/texts/en.ts';
import { zhCn } from '../../core/texts/zh-cn.ts';

/** The translator of one page, ready at once: both languages are part of the page, so nothing is fetched. */
export function createI18n(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCn } },
    initAsync: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}
