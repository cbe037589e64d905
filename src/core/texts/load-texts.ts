import type { i18n } from 'i18next';
import type { Texts } from './en/index.ts';
import type { Language } from './languages.ts';

const loaders: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Texts>>> = {
  'zh-CN': async () => (await import('./zh-cn/index.ts')).zhCn.texts,
};

/** Whether a translator speaks a language already. */
export const hasTexts = (texts: i18n, language: Language): boolean =>
  texts.hasResourceBundle(language, 'translation');

/** Loads a language's texts, unless a translator has them. Rejects if they cannot be loaded. */
export async function addTexts(texts: i18n, language: Language): Promise<void> {
  if (language === 'en' || hasTexts(texts, language)) return;
  texts.addResourceBundle(language, 'translation', await loaders[language]());
}
