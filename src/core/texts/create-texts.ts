import type { i18n } from 'i18next';
import { englishTexts, startTexts } from './english-texts.ts';
import type { Language } from './languages.ts';
import * as translations from './translations.ts';

/**
 * Makes a translator for one report or terminal. It is ready at once, since every language is part of the
 * program. The page begins with less (`firstScreenTexts`).
 */
export function createTexts(language: Language): i18n {
  const instance = startTexts(language);
  for (const { code, texts } of Object.values(translations)) {
    instance.addResourceBundle(code, 'translation', texts);
  }
  return instance;
}

const known = new Map<Language, i18n>([['en', englishTexts()]]);

/** The translator of reports in a language: always the same object, whose language never changes. */
export function textsOf(language: Language): i18n {
  const texts = known.get(language) ?? createTexts(language);
  known.set(language, texts);
  return texts;
}
