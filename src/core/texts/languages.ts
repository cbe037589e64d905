import * as translations from './translations.ts';

type Translations = (typeof translations)[keyof typeof translations];

/** A language tag (BCP 47), as in links, flags and records. */
export type Language = Translations['code'];

const all: readonly Translations[] = Object.values(translations);

export const languages: readonly Language[] = all.map(({ code }) => code);

/** Each language's name in that language, so that those who need it can read it. */
export const ownNames = Object.fromEntries(all.map(({ code, ownName }) => [code, ownName])) as Readonly<
  Record<Language, string>
>;

/**
 * The language that was asked for, else the one that matches the reader's first preference (a BCP 47 tag),
 * else English.
 */
export function preferredLanguage(asked: Language | null, preferred: readonly string[]): Language {
  if (asked !== null) return asked;
  const first = primary(preferred[0] ?? '');
  return languages.find((language) => primary(language) === first) ?? 'en';
}

/** "zh" of "zh-Hant-TW". */
const primary = (tag: string) => tag.toLowerCase().split('-', 1)[0];
