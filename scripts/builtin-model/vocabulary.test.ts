import { describe, expect, it } from 'vitest';
import { makeVocabulary, specialTokens } from './vocabulary.ts';
import { readWordCounts } from './word-frequencies.ts';
import { wordPieces } from './word-piece.ts';

const vocabulary = makeVocabulary(readWordCounts());
const levels = new Map(vocabulary.map(({ text, rarityLevel }) => [text, rarityLevel]));
const texts = new Set(levels.keys());
const level = (text: string) => levels.get(text) ?? Number.NaN;

describe('the built-in vocabulary', () => {
  it('has at most 12,000 tokens, each once, the special ones first', () => {
    expect(vocabulary.length).toBeLessThanOrEqual(12_000);
    expect(texts.size).toBe(vocabulary.length);
    expect(vocabulary.slice(0, specialTokens.length).map(({ text }) => text)).toEqual([...specialTokens]);
  });

  it('has pieces for every word of English letters and digits', () => {
    for (const word of ['zyxwvutsrqponmlkjihgfedcba', 'x86', '2026', 'bge', 'kubernetes']) {
      expect(wordPieces(word, texts)).toBeDefined();
    }
  });

  it('splits regular forms after a common stem, so that they match', () => {
    expect(wordPieces('passwords', texts)).toEqual(['password', '##s']);
    const stems = ['make', 'makes', 'making'].map((word) => wordPieces(word, texts)?.[0]);
    expect(stems).toEqual(['mak', 'mak', 'mak']);
  });

  it('counts words the more the rarer they are in general English', () => {
    expect(level('the')).toBeLessThan(level('what'));
    expect(level('what')).toBeLessThan(level('water'));
    expect(level('water')).toBeLessThan(level('capital'));
  });

  it('counts Chinese function characters little, and marks and endings next to nothing', () => {
    expect(level('的')).toBeLessThan(level('秋'));
    expect(level('吗')).toBeLessThan(level('黄'));
    expect([',', '？', '##ing', '##s'].map(level)).toEqual([0, 0, 0, 0]);
  });
});
