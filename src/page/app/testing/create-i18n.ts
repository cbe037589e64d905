import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { createTexts } from '../../../core/texts/create-texts.ts';
import type { Language } from '../../../core/texts/languages.ts';

/** Creates a page's translator and connects it to React. */
export function createI18n(language: Language): i18n {
  const texts = createTexts(language);
  initReactI18next.init(texts);
  return texts;
}
