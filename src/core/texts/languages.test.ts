import { describe, expect, it } from 'vitest';
import { failureCodes } from '../rerank/failure.ts';
import { createTexts } from './create-texts.ts';
import { about as englishAbout } from './en/about.ts';
import { devices as englishDevices } from './en/devices.ts';
import { qualityChart as englishChart } from './en/quality-chart.ts';
import { type Language, languages, ownNames, preferredLanguage } from './languages.ts';
import * as translations from './translations.ts';
import { about as chineseAbout } from './zh-cn/about.ts';
import { devices as chineseDevices } from './zh-cn/devices.ts';
import { qualityChart as chineseChart } from './zh-cn/quality-chart.ts';

/** The texts that come with parts of the page. */
const lateTexts = {
  en: { about: englishAbout, devices: englishDevices, qualityChart: englishChart },
  'zh-CN': { about: chineseAbout, devices: chineseDevices, qualityChart: chineseChart },
};

type Tree = { readonly [key: string]: string | Tree };

const flat = (tree: Tree, path = ''): [key: string, text: string][] =>
  Object.entries(tree).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return typeof value === 'string' ? [[at, value]] : flat(value, at);
  });

const textsOf = new Map<Language, ReadonlyMap<string, string>>(
  await Promise.all(
    Object.values(translations).map(async ({ code, texts, commandLine }) => {
      const all = { ...texts, ...(await commandLine()).commandLine, ...lateTexts[code] };
      return [code, new Map(flat(all))] as const;
    }),
  ),
);
const english = textsOf.get('en') ?? new Map<string, string>();

/** What every translation has to contain, such as `{{pairs, number}}` and `<strong>`. */
const parts = (text: string): string[] => (text.match(/\{\{[^}]*\}\}|<\/?\w+>/g) ?? []).sort();

describe.each(languages)('%s', (language) => {
  const texts = textsOf.get(language) ?? new Map<string, string>();

  it('has the same keys as English', () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('mentions the same values in each text as English', () => {
    const different = [...english].filter(
      ([key, text]) => parts(texts.get(key) ?? '').join() !== parts(text).join(),
    );
    expect(different).toEqual([]);
  });

  it('has words for every failure, at length and in short', () => {
    for (const code of failureCodes) {
      expect(texts.has(`failure.${code}`), `failure.${code}`).toBe(true);
      expect(texts.has(`reason.${code}`), `reason.${code}`).toBe(true);
    }
  });

  it('leaves nothing empty but a joint', () => {
    const empty = [...texts].filter(([key, text]) => text === '' && !key.startsWith('joint.'));
    expect(empty).toEqual([]);
  });

  it('is what its translator speaks', () => {
    expect(createTexts(language).t('reason.stopped')).toBe(texts.get('reason.stopped'));
  });
});

describe('the list of languages', () => {
  it('names each by its tag and in its own words', () => {
    expect(languages).toEqual(expect.arrayContaining(['en', 'zh-CN']));
    expect(ownNames).toMatchObject({ en: 'English', 'zh-CN': '简体中文' });
    expect(Object.keys(ownNames)).toEqual(languages);
  });

  it('takes the language asked for, then the first that a reader prefers, then English', () => {
    expect(preferredLanguage('en', ['zh-TW'])).toBe('en');
    expect(preferredLanguage(null, ['zh-Hans-CN', 'en'])).toBe('zh-CN');
    expect(preferredLanguage(null, ['ZH'])).toBe('zh-CN');
    expect(preferredLanguage(null, ['fr-FR', 'zh-CN'])).toBe('en');
    expect(preferredLanguage(null, [])).toBe('en');
  });
});
