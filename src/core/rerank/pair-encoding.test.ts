import { describe, expect, it } from 'vitest';
import { Failure } from './failure.ts';
import { pairEncoder, tokenCounter } from './pair-encoding.ts';
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
