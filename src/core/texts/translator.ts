import { createInstance, type i18n } from 'i18next';
import type { about as englishAbout } from './en/about.ts';
import type { commandLine as englishCommandLine } from './en/command-line.ts';
import type { devices as englishDevices } from './en/devices.ts';
import type { texts } from './en/index.ts';
import type { qualityChart as englishQualityChart } from './en/quality-chart.ts';
import { upToThreeDecimals } from './format.ts';
import type { Language } from './languages.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: {
      translation: typeof texts;
      about: typeof englishAbout;
      commandLine: typeof englishCommandLine;
      devices: typeof englishDevices;
      qualityChart: typeof englishQualityChart;
    };
    /** A text with `{{name}}` in it cannot be had without a `name`. */
    strictInterpolationChecks: true;
  }
}

/**
 * Makes a translator that is ready at once and speaks English. It speaks another language once that
 * language's texts are added.
 *
 * @param english the English texts that it has at once
 * @param language the language to speak
 */
export function translator(english: Partial<typeof texts>, language: Language = 'en'): i18n {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: english } },
    initAsync: false,
    // Whoever shows a text escapes it for its medium: React, a Markdown table, a terminal.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  // For `{{count, number}}` i18next would make a new format for each number.
  instance.services.formatter?.add('number', upToThreeDecimals);
  return instance;
}
