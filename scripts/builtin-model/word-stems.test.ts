import { describe, expect, it } from 'vitest';
import { stemOf } from './word-stems.ts';

const counts = new Map(
  Object.entries({
    access: 500,
    address: 500,
    car: 500,
    cars: 300,
    care: 500,
    cares: 40,
    caring: 50,
    cit: 1,
    city: 400,
    cities: 90,
    make: 900,
    makes: 300,
    making: 400,
    morn: 1,
    morning: 900,
    news: 500,
    new: 900,
    run: 500,
    running: 300,
    quick: 90,
    quickly: 80,
  }),
);

const split = (word: string) => {
  const { stem, ending } = stemOf(word, counts);
  return ending === '' ? stem : `${stem}+${ending}`;
};

describe('the stem of a word', () => {
  it('is the same for a word and its regular forms', () => {
    expect(['city', 'cities'].map(split)).toEqual(['cit+y', 'cit+ies']);
    expect(['make', 'makes', 'making'].map(split)).toEqual(['mak+e', 'mak+es', 'mak+ing']);
    expect(['run', 'running'].map(split)).toEqual(['run', 'run+ning']);
    expect(['car', 'cars'].map(split)).toEqual(['car', 'car+s']);
    expect(split('quickly')).toBe('quick+ly');
  });

  it('is never another word that the ending leaves by chance', () => {
    expect(['care', 'cares', 'caring'].map(split)).toEqual(['care', 'care+s', 'caring']);
  });

  it('is the word itself where the ending belongs to it', () => {
    expect(['access', 'address', 'news', 'morning'].map(split)).toEqual([
      'access',
      'address',
      'news',
      'morning',
    ]);
  });
});
