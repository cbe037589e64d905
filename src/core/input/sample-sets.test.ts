import { describe, expect, it } from 'vitest';
import { firstSampleIds } from './sample-set-ids.ts';
import { findSampleSet, type SampleSet, sampleSets } from './sample-sets.ts';

const set = (id: SampleSet['id']): SampleSet => {
  const found = findSampleSet(id);
  if (!found) throw new Error(`no sample set ${id}`);
  return found;
};
const wordCount = (text: string): number => text.split(/\s+/).length;
const characterCount = (text: string): number => [...text].length;

/** The units that the built-in model can match: English words and Chinese characters. */
const units = (text: string): Set<string> =>
  new Set(text.toLowerCase().match(/\p{Script=Han}|[\p{Script=Latin}\p{N}]+/gu) ?? []);
const shared = (query: string, document: string): number => {
  const present = units(document);
  return [...units(query)].filter((unit) => present.has(unit)).length;
};

describe.each(sampleSets.map((each) => [each.id, each] as const))('the sample set %s', (_id, each) => {
  it('points at a document of its own as the answer, and not at the first', () => {
    expect(Number.isInteger(each.answer)).toBe(true);
    expect(each.answer).toBeGreaterThan(0);
    expect(each.answer).toBeLessThan(each.documents.length);
  });

  it('says nothing twice', () => {
    expect(new Set(each.documents).size).toBe(each.documents.length);
  });

  it('keeps every text on one trimmed line, so that pasting it as lines gives the same set', () => {
    for (const text of [each.query, ...each.documents]) expect(text).toBe(text.replace(/\s+/g, ' ').trim());
  });

  it('shares more of the query with the answer than with any other document', () => {
    const overlaps = each.documents.map((document) => shared(each.query, document));
    const others = overlaps.toSpliced(each.answer, 1);
    expect(overlaps[each.answer]).toBeGreaterThan(Math.max(...others));
  });
});

describe('sampleSets', () => {
  it('offers four sets, each found by its name', () => {
    expect(sampleSets.map((each) => each.id)).toEqual([
      'capital-of-france',
      'support-search',
      'support-search-zh',
      'chinese',
    ]);
    for (const each of sampleSets) expect(findSampleSet(each.id)).toBe(each);
  });

  it('finds nothing under a name that no set has, or one that every object has', () => {
    expect(findSampleSet('capital-of-spain')).toBeUndefined();
    expect(findSampleSet('toString')).toBeUndefined();
  });

  it('asks for the capital of France among four capitals', () => {
    expect(set('capital-of-france').documents).toHaveLength(4);
    expect(set('capital-of-france').documents[2]).toContain('Paris');
  });

  it('holds about fifty support passages of 5 to 300 words, most of them between 30 and 80', () => {
    const { documents } = set('support-search');
    const counts = documents.map(wordCount);
    expect(documents.length).toBeGreaterThanOrEqual(48);
    expect(documents.length).toBeLessThanOrEqual(52);
    expect(Math.min(...counts)).toBe(5);
    expect(Math.max(...counts)).toBeGreaterThanOrEqual(280);
    expect(Math.max(...counts)).toBeLessThanOrEqual(300);
    expect(counts.filter((count) => count >= 30 && count <= 80).length).toBeGreaterThan(documents.length / 2);
    expect(counts.filter((count) => count >= 200).length).toBeGreaterThanOrEqual(4);
  });

  it('has near misses in the support passages that share some of the rarer words, and one that has all', () => {
    const rare = 'reset password longer access email';
    const counts = set('support-search').documents.map((document) => shared(rare, document));
    expect(counts.filter((count) => count >= 2).length).toBeGreaterThanOrEqual(4);
    expect(counts.filter((count) => count >= 4)).toEqual([5]);
  });

  it('opens in each language with as many passages, written in that language', () => {
    expect(firstSampleIds.en).toBe('support-search');
    for (const [language, id] of Object.entries(firstSampleIds)) {
      expect(set(id).language).toBe(language);
      expect(set(id).documents).toHaveLength(50);
    }
  });

  it('holds Chinese support passages as unequal as the English ones: a character is about a token', () => {
    const { documents, query } = set('support-search-zh');
    const counts = documents.map(characterCount);
    expect(Math.min(...counts)).toBeLessThan(12);
    expect(Math.max(...counts)).toBeGreaterThan(450);
    expect(Math.max(...counts)).toBeLessThan(500);
    expect(counts.filter((count) => count >= 30 && count <= 130).length).toBeGreaterThan(
      documents.length / 2,
    );
    expect(counts.filter((count) => count >= 300).length).toBeGreaterThanOrEqual(4);
    // Traditional forms of characters that the set uses.
    expect([query, ...documents].join('')).not.toMatch(/[為麼會變紙來們時後書長寫記碼郵號載錄開關設]/u);
  });

  it('has near misses in the Chinese support passages, and one that has all of the rarer characters', () => {
    const rare = '注册邮箱忘记密码重置';
    const counts = set('support-search-zh').documents.map((document) => shared(rare, document));
    expect(counts.filter((count) => count >= 3).length).toBeGreaterThanOrEqual(5);
    expect(counts.filter((count) => count > 7)).toEqual([10]);
  });

  it('holds about a dozen Chinese passages of 10 to 150 characters, in Simplified script', () => {
    const { documents, query } = set('chinese');
    const counts = documents.map(characterCount);
    expect(documents).toHaveLength(12);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...counts)).toBeLessThanOrEqual(150);
    // Traditional forms of characters that the set uses.
    expect([query, ...documents].join('')).not.toMatch(/[為麼樹葉會變黃鳥紙銀紅綠來們時氣後書長]/u);
  });
});
