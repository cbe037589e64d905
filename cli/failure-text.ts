import type { i18n } from 'i18next';
import { textsOf } from '../src/core/texts/create-texts.ts';
import { terminal as english } from '../src/core/texts/en/terminal.ts';

type ToldCode = keyof typeof english.terminal.failure;

const isTold = (code: string): code is ToldCode => Object.hasOwn(english.terminal.failure, code);

/**
 * Says what failed and what to do next, for a terminal.
 *
 * @param told the page's own message; it follows in brackets, or stands alone if the code has no sentence
 * here
 */
export function failureText(code: string, told: string, { t }: i18n = textsOf('en')): string {
  const more = told.replace(/\s+/g, ' ').trim();
  if (!isTold(code)) return more === '' ? code : `${code}: ${more}`;
  const sentence = t(`terminal.failure.${code}`);
  return more === '' || more === code ? sentence : `${sentence} (${more})`;
}
