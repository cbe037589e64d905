import { createTexts } from '../../src/core/texts/create-texts.ts';
import { texts as en } from '../../src/core/texts/en/index.ts';
import { messageText } from '../../src/core/texts/message.ts';

/** The page's own words, so that a test names what it looks for and not how it is put. */
export const words = en;

const english = createTexts('en');

/**
 * A message as the page shows it in English, values that are keys themselves translated too.
 *
 * @param key such as `notice.badSetting`
 */
export function sentence(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return messageText(english, { key, values });
}

/** What a failure says, without the particulars in brackets that some end with. */
export function failureSentence(code: keyof typeof en.failure): string {
  return en.failure[code].replace(/ \(\{\{text\}\}\)$/, '');
}
