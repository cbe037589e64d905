import type { i18n } from 'i18next';
import { texts } from './en/index.ts';
import type { Language } from './languages.ts';
import { translator } from './translator.ts';

/** Makes a translator that has every text in English, and is ready at once. */
export const startTexts = (language: Language = 'en'): i18n => translator(texts, language);

let known: i18n | undefined;

/** The translator of reports in English: always the same object, whose language never changes. */
export function englishTexts(): i18n {
  known ??= startTexts();
  return known;
}
