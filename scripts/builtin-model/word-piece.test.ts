import { describe, expect, it } from 'vitest';
import { wordPieces } from './word-piece.ts';

const vocabulary = new Set(['run', 'r', '##ning', '##n', '##ing']);

describe('WordPiece', () => {
  it('takes the longest piece first, then the longest that goes on', () => {
    expect(wordPieces('running', vocabulary)).toEqual(['run', '##ning']);
    expect(wordPieces('ring', vocabulary)).toEqual(['r', '##ing']);
  });

  it('gives up on a word with a letter that no piece has', () => {
    expect(wordPieces('runny', vocabulary)).toBeUndefined();
  });
});
