import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchSource } from './batch-source.ts';
import { type BatchingOptions, planBatches } from './batching.ts';
import { batchOrders } from './devices.ts';
import type { Pair } from './pair.ts';
import { pairEncoder, type TextTokenizer } from './pair-encoding.ts';
import { batchesOf, budgetOf } from './testing/batches.ts';
import { FakeClock, wordTokenizer } from './testing/fake-scorer.ts';

function batchesOfSource(
  pairs: readonly Pair[],
  options: BatchingOptions,
  readsAhead: boolean,
  tokenizer: TextTokenizer = wordTokenizer,
) {
  const source = new BatchSource(pairs, tokenizer, options, readsAhead, new FakeClock());
  const batches = [];
  for (let next = source.next(); next !== null; next = source.next()) batches.push(next);
  return { source, batches, places: batches.map(({ places }) => places) };
}

const anyTexts = fc.array(fc.string({ unit: fc.constantFrom('a', 'bb ', ' ', '字'), maxLength: 40 }), {
  maxLength: 40,
});
const toPairs = (documents: readonly string[]): Pair[] =>
  documents.map((document) => ({ query: 'q', document }));
const anyOptions = fc
  .tuple(fc.boolean(), fc.integer({ min: 1, max: 50 }), fc.constantFrom(...batchOrders))
  .map(([isSize, most, order]) => (isSize ? batchesOf(most, 24, order) : budgetOf(most * 4, order, 24)));

describe('batches made one after another', () => {
  it('are those of the whole plan where everything is tokenised first', () => {
    fc.assert(
      fc.property(anyTexts, anyOptions, (documents, options) => {
        const pairs = toPairs(documents);
        const lengths = pairs.map(pairEncoder(wordTokenizer, 24)).map(({ ids }) => ids.length);
        expect(batchesOfSource(pairs, options, false).places).toEqual(planBatches(lengths, options));
      }),
    );
  });

  it('are those of the whole plan in the input’s order, tokenised ahead or not', () => {
    fc.assert(
      fc.property(anyTexts, anyOptions, (documents, any) => {
        const options = { ...any, order: 'input' as const };
        const whole = batchesOfSource(toPairs(documents), options, false).places;
        expect(batchesOfSource(toPairs(documents), options, true).places).toEqual(whole);
      }),
    );
  });

  it('hold every pair exactly once, and a budget is exceeded by single pairs alone', () => {
    fc.assert(
      fc.property(anyTexts, anyOptions, (documents, options) => {
        const { source, batches, places } = batchesOfSource(toPairs(documents), options, true);
        expect(places.flat().sort((a, b) => a - b)).toEqual(documents.map((_, place) => place));
        for (const { batch } of batches) {
          if (options.batchSize !== null) expect(batch.pairs).toBeLessThanOrEqual(options.batchSize);
          else if (batch.pairs > 1) {
            expect(batch.pairs * batch.length).toBeLessThanOrEqual(options.tokenBudget ?? 0);
          }
        }
        const tokens = batches.flatMap(({ batch }) => [...batch.attentionMask]).map(Number);
        expect(source.tokens).toBe(tokens.reduce((sum, one) => sum + one, 0));
      }),
    );
  });

  it('are tokenised two batches ahead, longest texts first, and no further', () => {
    const read: string[] = [];
    const tokenizer = {
      ...wordTokenizer,
      encode: (text: string) => {
        read.push(text);
        return wordTokenizer.encode(text);
      },
    };
    const documents = ['a', 'a b c d', 'a b', 'a b c', 'a b c d e', 'a a'];
    const options = batchesOf(1, 24, 'length');
    const source = new BatchSource(toPairs(documents), tokenizer, options, true, new FakeClock());
    expect(read).toEqual(['q']);
    source.next();
    expect(read).toEqual(['q', 'a b c d e', 'a b c d']);
    source.next();
    expect(read).toEqual(['q', 'a b c d e', 'a b c d', 'a b c']);
  });

  it('take the most tokens of what is read, not the longest text', () => {
    const { places } = batchesOfSource(
      toPairs(['aaaaaaaaaaaa', 'a b c d', 'a']),
      batchesOf(1, 24, 'length'),
      true,
    );
    expect(places).toEqual([[1], [0], [2]]);
  });

  it('are refused before the first where any query is too long, were its document the last to be read', () => {
    const make = (query: string, document: string) => () =>
      new BatchSource(
        [
          { query: 'q', document: 'a long document' },
          { query, document },
        ],
        wordTokenizer,
        batchesOf(1, 6, 'length'),
        true,
        new FakeClock(),
      );
    // Three special tokens: three of the query leave no room for a document, two leave one token.
    expect(make('a b c', 'd')).toThrow(expect.objectContaining({ code: 'query-too-long', detail: '7' }));
    expect(make('a b c d', '')).toThrow(expect.objectContaining({ code: 'query-too-long' }));
    expect(make('a b c', ' ')).not.toThrow();
    expect(make('a b', 'd')).not.toThrow();
  });
});

describe('tokenising ahead', () => {
  const folder = join(import.meta.dirname, '..', '..', '..', 'public', 'models', 'builtin', 'coverage');
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const wordPiece = new Tokenizer(read('tokenizer.json'), read('tokenizer_config.json'));
  const tokenizer: TextTokenizer = {
    ...wordTokenizer,
    encode: (text) => wordPiece.encode(text, { add_special_tokens: false }).ids,
  };
  /** 100 texts of 5 to 300 words, or of as many Chinese characters. */
  function documents(chinese: (place: number) => boolean): string[] {
    const words = 'how do i reset the password of my account when a message says that it has expired'.split(
      ' ',
    );
    const characters = [...'如何重置我的账户密码当系统提示它已经过期的时候'];
    let state = 11;
    // A linear congruential generator (Numerical Recipes), so that texts of one kind vary as real ones do.
    const random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    return Array.from({ length: 100 }, (_, place) => {
      const [from, by] = chinese(place) ? [characters, ''] : [words, ' '];
      const count = 5 + Math.floor(296 * random());
      return Array.from({ length: count }, () => from[Math.floor(random() * from.length)]).join(by);
    });
  }
  const english = documents(() => false);
  const mixed = documents((place) => place % 3 === 0);

  it.each([
    { batchSize: 4, texts: english, most: 1.01 },
    { batchSize: 8, texts: english, most: 1.01 },
    { batchSize: 32, texts: english, most: 1.01 },
    { batchSize: 4, texts: mixed, most: 1.05 },
    { batchSize: 8, texts: mixed, most: 1.05 },
    { batchSize: 32, texts: mixed, most: 1.05 },
  ])(
    'computes at most $most times the tokens of the full sort at batch $batchSize',
    ({ batchSize, texts, most }) => {
      const pairs = toPairs(texts);
      const computed = (readsAhead: boolean) =>
        batchesOfSource(pairs, batchesOf(batchSize, 512, 'length'), readsAhead, tokenizer).batches.reduce(
          (sum, { batch }) => sum + batch.pairs * batch.length,
          0,
        );
      expect(computed(true) / computed(false)).toBeLessThan(most);
    },
  );
});
