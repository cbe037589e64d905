import type { i18n } from 'i18next';
import { firstScreen } from './en/first-screen.ts';
import { translator } from './translator.ts';

/**
 * Makes the page's translator, which at first has the English texts of the first screen alone. The page loads
 * the rest (`addLaterTexts`) and other languages (`addTexts`).
 */
export const firstScreenTexts = (): i18n => translator(firstScreen);

/** Loads the English texts of all that comes after the first screen. Rejects if they cannot be loaded. */
export async function addLaterTexts(texts: i18n): Promise<void> {
  texts.addResourceBundle('en', 'translation', (await import('./en/later.ts')).later);
}
