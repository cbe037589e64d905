import { createInstance, type i18n } from 'i18next';
import type { commandLine as englishCommandLine } from './en/command-line.ts';
import type { texts as english } from './en/index.ts';
import type { qualityChart as englishQualityChart } from './en/quality-chart.ts';
import type { Language } from './languages.ts';
import * as translations from './translations.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: {
      translation: typeof english;
      commandLine: typeof englishCommandLine;
      qualityChart: typeof englishQualityChart;
    };
    /** A text with `{{name}}` in it cannot be had without a `name`. */
    strictInterpolationChecks: true;
  }
}

/**
 * Makes a translator for one page, report or terminal. It is ready at once, since every language is part of
 * the program.
 */
export function createTexts(language: Language): i18n {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: Object.fromEntries(
      Object.values(translations).map(({ code, texts }) => [code, { translation: texts }]),
    ),
    initAsync: false,
    // Whoever shows a text escapes it for its medium: React, a Markdown table, a terminal.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}

const known = new Map<Language, i18n>();

/** The translator of reports in a language: always the same object, whose language never changes. */
export function textsOf(language: Language): i18n {
  const texts = known.get(language) ?? createTexts(language);
  known.set(language, texts);
  return texts;
}
