import { describe, expect, it } from 'vitest';
import { wordTokenizer } from './testing/fake-scorer.ts';
import { tokenizerWithin } from './token-tables.ts';

const mismatch = (message: string) =>
  expect.objectContaining({ code: 'tokenizer-mismatch', message: expect.stringContaining(message) });

describe('a tokenizer held against the tables of its model', () => {
  it('is left alone where they take all that it gives, or say nothing', () => {
    const own = { ...wordTokenizer, idsEnd: 30 };
    expect(tokenizerWithin(own, { ids: 30, types: 2 })).toBe(own);
    expect(tokenizerWithin(own, { ids: null, types: null })).toBe(own);
  });

  it('is refused if it gives a token type that the model has not', () => {
    expect(() => tokenizerWithin(wordTokenizer, { ids: null, types: 1 })).toThrow(mismatch('token type 1'));
    const { template } = wordTokenizer;
    const types = { prefix: [0], query: 0, middle: [0], document: 0, suffix: [0] };
    const untyped = { ...wordTokenizer, template: { ...template, types } };
    expect(tokenizerWithin(untyped, { ids: null, types: 1 })).toBe(untyped);
    const last = { ...untyped, template: { ...template, types: { ...types, suffix: [2] } } };
    expect(() => tokenizerWithin(last, { ids: null, types: 2 })).toThrow(mismatch('types 0 to 1'));
  });

  it('is refused if a special token or padding is outside the vocabulary', () => {
    expect(() => tokenizerWithin(wordTokenizer, { ids: 2, types: null })).toThrow(mismatch('id 2;'));
    expect(tokenizerWithin(wordTokenizer, { ids: 3, types: null })).toBe(wordTokenizer);
    expect(() => tokenizerWithin({ ...wordTokenizer, paddingId: 9 }, { ids: 9, types: null })).toThrow(
      mismatch('ends at 8'),
    );
  });

  it('refuses only the texts that have an id outside the vocabulary, where some are', () => {
    const held = tokenizerWithin({ ...wordTokenizer, idsEnd: 40 }, { ids: 13, types: null });
    expect(held.encode('a bb')).toEqual([11, 12]);
    expect(() => held.encode('a ccc')).toThrow(mismatch('id 13; the model’s vocabulary ends at 12'));
  });
});
