import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from './failure.ts';
import { longestFirst, PairEncoder, pairEncoder, tokenCounter } from './pair-encoding.ts';
import { wordTokenizer } from './testing/fake-scorer.ts';

const pair = { query: 'a bb', document: 'ccc dddd eeeee' };

describe('encoding a pair', () => {
  it('puts the special tokens where the model expects them', () => {
    expect(pairEncoder(wordTokenizer, 8)(pair)).toEqual({
      ids: [1, 11, 12, 2, 13, 14, 15, 2],
      typeRuns: [{ type: 1, start: 4, end: 8 }],
      cutTokens: 0,
    });
  });

  it('cuts the document, never the query or the closing separator', () => {
    expect(pairEncoder(wordTokenizer, 7)(pair)).toEqual({
      ids: [1, 11, 12, 2, 13, 14, 2],
      typeRuns: [{ type: 1, start: 4, end: 7 }],
      cutTokens: 1,
    });
  });

  it('keeps one token of the document at the least', () => {
    expect(pairEncoder(wordTokenizer, 6)(pair).ids).toEqual([1, 11, 12, 2, 13, 2]);
    expect(() => pairEncoder(wordTokenizer, 5)(pair)).toThrow(Failure);
  });

  it('takes an empty document where there is room for none', () => {
    expect(pairEncoder(wordTokenizer, 5)({ query: 'a bb', document: '' }).ids).toEqual([1, 11, 12, 2, 2]);
    expect(() => pairEncoder(wordTokenizer, 4)({ query: 'a bb', document: '' })).toThrow(Failure);
  });

  it('names the max length that a long query would need', () => {
    try {
      pairEncoder(wordTokenizer, 5)(pair);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'query-too-long', detail: '6' });
    }
  });

  it('tokenises a query once, however many documents it stands with', () => {
    const asked: string[] = [];
    const encode = pairEncoder(
      {
        ...wordTokenizer,
        encode: (text) => {
          asked.push(text);
          return wordTokenizer.encode(text);
        },
      },
      20,
    );
    for (const document of ['x', 'y', 'x']) encode({ query: 'q', document });
    expect(asked).toEqual(['q', 'x', 'y', 'x']);
  });
});

describe('counting tokens', () => {
  it('counts what would be cut without refusing anything', () => {
    expect(tokenCounter(wordTokenizer, 8)(pair)).toEqual({ tokens: 8, cutTokens: 0 });
    expect(tokenCounter(wordTokenizer, 7)(pair)).toEqual({ tokens: 8, cutTokens: 1 });
    expect(tokenCounter(wordTokenizer, 2)(pair)).toEqual({ tokens: 8, cutTokens: 3 });
  });
});

/**
 * Takes one token after another off the longer text; of equals, off the one that was shorter, or the first.
 */
function oneByOne(first: number, second: number, room: number): [number, number] {
  const kept: [number, number] = [first, second];
  while (kept[0] + kept[1] > room) {
    const isFirstLonger = kept[0] === kept[1] ? first <= second : kept[0] > kept[1];
    kept[isFirstLonger ? 0 : 1]--;
  }
  return kept;
}

describe('cutting the longer text first', () => {
  // As `truncate_encodings` of the tokenizers library answers.
  it.each([
    [3, 4, 7, [3, 4]],
    [3, 20, 10, [3, 7]],
    [20, 3, 10, [7, 3]],
    [20, 30, 10, [5, 5]],
    [20, 30, 11, [5, 6]],
    [30, 20, 11, [6, 5]],
    [20, 20, 11, [5, 6]],
    [5, 6, 10, [5, 5]],
    [2, 10, 3, [1, 2]],
    [0, 10, 4, [0, 4]],
  ])('leaves of %i and %i tokens in room for %i as many as %j', (first, second, room, kept) => {
    expect(longestFirst(first, second, room)).toEqual(kept);
    expect(oneByOne(first, second, room)).toEqual(kept);
  });

  it('is the same as taking one token after another', () => {
    const tokens = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(tokens, tokens, tokens, (first, second, room) => {
        expect(longestFirst(first, second, room)).toEqual(oneByOne(first, second, room));
      }),
    );
  });

  const tokenizer = { ...wordTokenizer, truncation: 'longest-first' } as const;

  it('cuts the ends of both texts and keeps the special tokens', () => {
    const long = { query: 'a bb ccc dddd', document: 'a bb ccc dddd eeeee' };
    expect(pairEncoder(tokenizer, 8)(long)).toEqual({
      ids: [1, 11, 12, 2, 11, 12, 13, 2],
      typeRuns: [{ type: 1, start: 4, end: 8 }],
      cutTokens: 4,
    });
    expect(tokenCounter(tokenizer, 8)(long)).toEqual({ tokens: 12, cutTokens: 4 });
  });

  it('refuses no query that leaves room for one token of each', () => {
    const encoder = new PairEncoder(tokenizer, 5);
    encoder.refuseLongQueries([pair]);
    expect(encoder.encode(pair).ids).toEqual([1, 11, 2, 13, 2]);
    expect(() => new PairEncoder(tokenizer, 4).encode(pair)).toThrow(Failure);
    expect(() => new PairEncoder(tokenizer, 3).refuseLongQueries([pair])).toThrow(Failure);
  });
});
