/**
 * The page's languages, each by its tag (BCP 47) and in its own words, so that those who need it can read it.
 * `translations.ts` has their texts.
 */
export const ownNames = { en: 'English', 'zh-CN': '简体中文' } as const;

/** A language tag, as in links, flags and records. */
export type Language = keyof typeof ownNames;

export const languages = Object.keys(ownNames) as readonly Language[];

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
