import { describe, expect, it } from 'vitest';
import { failureCodes } from '../rerank/failure.ts';
import { en } from './en.ts';
import { zhCn } from './zh-cn.ts';

type Tree = { readonly [key: string]: string | Tree };

const flat = (tree: Tree, path = ''): [key: string, text: string][] =>
  Object.entries(tree).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return typeof value === 'string' ? [[at, value]] : flat(value, at);
  });

const english = new Map(flat(en));
const chinese = new Map(flat(zhCn));

/** `{{pairs, number}}` and `<strong>` alike: what a text has to mention. */
const parts = (text: string): string[] => (text.match(/\{\{[^}]*\}\}|<\/?\w+>/g) ?? []).sort();

describe('the languages', () => {
  it('have the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('mention the same values in each text', () => {
    const different = [...english].filter(
      ([key, text]) => parts(chinese.get(key) ?? '').join() !== parts(text).join(),
    );
    expect(different).toEqual([]);
  });

  it('have words for every failure, at length and in short', () => {
    for (const code of failureCodes) {
      expect(english.has(`failure.${code}`), `failure.${code}`).toBe(true);
      expect(english.has(`reason.${code}`), `reason.${code}`).toBe(true);
    }
  });

  it('leave nothing empty but a joint', () => {
    const empty = [...english, ...chinese].filter(([key, text]) => text === '' && !key.startsWith('joint.'));
    expect(empty).toEqual([]);
  });
});
