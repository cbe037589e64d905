import { describe, expect, it } from 'vitest';
import { factLines } from './picture-words.ts';

const letters = (text: string) => text.length;

describe('factLines', () => {
  it('joins facts as long as they fit', () => {
    expect(factLines(['GPU', 'Chrome', 'Linux'], 20, letters)).toEqual(['GPU · Chrome · Linux']);
    expect(factLines(['GPU', 'Chrome', 'Linux'], 19, letters)).toEqual(['GPU · Chrome', 'Linux']);
  });

  it('gives a fact that is too long by itself a line of its own', () => {
    expect(factLines(['a very long name', 'Linux'], 8, letters)).toEqual(['a very long name', 'Linux']);
    expect(factLines([], 8, letters)).toEqual([]);
  });
});
