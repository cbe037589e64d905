import type { i18n } from 'i18next';
import type { Message } from './message.ts';

/** What `t` is when its key is only known at run time, as a message's is. */
type LooseTranslate = (key: string, values: Readonly<Record<string, unknown>>) => string;

/**
 * A message in the page's language. A value that is itself a key (`problem: 'settingProblem.out-of-range'`) is translated
 * first, with the same values, so that messages made of messages follow a change of language.
 */
export function messageText(i18n: i18n, { key, values = {}, detail }: Message): string {
  const translate = i18n.t as unknown as LooseTranslate;
  // With its values, since a text that counts has one key for one and another for many.
  const known = (candidate: string) => candidate.includes('.') && i18n.exists(candidate, { ...values });
  if (!known(key)) return detail ?? key;
  const filled = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && known(value) ? translate(value, values) : value,
    ]),
  );
  return translate(key, filled);
}
