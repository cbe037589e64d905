import type { i18n, TFunction } from 'i18next';
import { createTexts } from '../src/core/texts/create-texts.ts';
import { type Language, languages } from '../src/core/texts/languages.ts';
import * as translations from '../src/core/texts/translations.ts';

/** The words that a command uses on stderr and in `--help`, in the language of `--lang`. */
export interface Words {
  /** Sentences that only the command line uses. */
  readonly say: TFunction<'commandLine'>;
  /** Sentences shared with the page. */
  readonly texts: i18n;
}

type Bundles = Readonly<Record<string, object>>;

const loaded: readonly { readonly code: Language; readonly bundles: Bundles }[] = await Promise.all(
  Object.values(translations).map(async ({ code, texts, commandLine }) => ({
    code,
    bundles: { translation: texts, commandLine: (await commandLine()).commandLine },
  })),
);

/**
 * Replaces typographic quotes by straight ones, so that what a sentence quotes can be pasted into a command.
 */
const straight = (bundle: object): object =>
  JSON.parse(JSON.stringify(bundle).replace(/[“”]/g, '\\"').replace(/’/g, "'"));

function createWords(language: Language): Words {
  const texts = createTexts(language);
  const bundles: Bundles = loaded.find(({ code }) => code === language)?.bundles ?? {};
  for (const [namespace, bundle] of Object.entries(bundles)) {
    texts.addResourceBundle(language, namespace, language === 'en' ? straight(bundle) : bundle);
  }
  // Numbers as flags take them: 4096, not 4,096.
  texts.services.formatter?.add('number', (value) => String(value));
  return { say: texts.getFixedT(language, 'commandLine'), texts };
}

const known = new Map(languages.map((language) => [language, createWords(language)]));

/** The words of a language. Each language has one shared instance. */
export const wordsOf = (language: Language): Words => known.get(language) ?? createWords(language);

/** A sentence in any language. It is put into words where it is shown. */
export type Sentence = (words: Words) => string;

/**
 * The language of `--lang`, read before the other flags so that errors in them are told in it. English if
 * there is no `--lang` or an unknown one.
 */
export function languageOfFlags(args: readonly string[]): Language {
  const end = args.indexOf('--');
  const flags = end < 0 ? args : args.slice(0, end);
  const asked = flags.flatMap((flag, place) => {
    if (flag === '--lang') return [flags[place + 1] ?? ''];
    return flag.startsWith('--lang=') ? [flag.slice('--lang='.length)] : [];
  });
  const found = asked.map((text) => languages.find((language) => language === text));
  return found.includes(undefined) ? 'en' : (found.at(-1) ?? 'en');
}
