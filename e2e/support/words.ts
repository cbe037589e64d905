import { createTexts } from '../../src/core/texts/create-texts.ts';
import { texts as en } from '../../src/core/texts/en/index.ts';
import { messageText } from '../../src/core/texts/message.ts';

/** The page's own texts, so that tests refer to a text by key and not by its wording. */
export const words = en;

const english = createTexts('en');

/**
 * A message as the page shows it in English. Values that are keys themselves are translated too.
 *
 * @param key such as `notice.badSetting`
 */
export function sentence(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return messageText(english, { key, values });
}

/** A failure's sentence, without the details in brackets at the end of some. */
export function failureSentence(code: keyof typeof en.failure): string {
  return en.failure[code].replace(/ \(\{\{text\}\}\)$/, '');
}
