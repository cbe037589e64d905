import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { padBatch, planBatches } from './batching.ts';
import { batchOrders } from './devices.ts';
import type { Pair } from './pair.ts';
import { type PairScorer, scoreRequest } from './score-request.ts';
import { FakeClock, fakeScorer, wordTokenizer } from './testing/fake-scorer.ts';

const pairs: Pair[] = ['a', 'a b c d', '', 'a b', 'a b c d', 'abc'].map((document) => ({
  query: 'q',
  document,
}));
const options = { batchSize: 2, maxLength: 32, order: 'length' } as const;

describe('batching', () => {
  it('takes the longest first and keeps the order of equals', () => {
    expect(planBatches([3, 9, 3, 7, 9], 2, 'length')).toEqual([[1, 4], [3, 0], [2]]);
  });

  it('leaves the input order alone where that is asked for', () => {
    expect(planBatches([3, 9, 3], 2, 'input')).toEqual([[0, 1], [2]]);
  });

  it('puts every pair into exactly one batch of at most the batch size', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { maxLength: 60 }),
        fc.integer({ min: 1, max: 70 }),
        fc.constantFrom(...batchOrders),
        (lengths, batchSize, order) => {
          const batches = planBatches(lengths, batchSize, order);
          expect(batches.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, place) => place));
          expect(batches.length).toBe(Math.ceil(lengths.length / batchSize));
          expect(batches.every((batch) => batch.length <= batchSize)).toBe(true);
        },
      ),
    );
  });

  it('pads to the longest pair, masks the padding and types the document', () => {
    const batch = padBatch(
      [
        { ids: [1, 5, 2, 7, 2], documentStart: 3, cutTokens: 0 },
        { ids: [1, 5, 2, 2], documentStart: 3, cutTokens: 0 },
      ],
      9,
    );
    expect(batch).toMatchObject({ pairs: 2, length: 5 });
    expect([...batch.inputIds].map(Number)).toEqual([1, 5, 2, 7, 2, 1, 5, 2, 2, 9]);
    expect([...batch.attentionMask].map(Number)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    expect([...batch.tokenTypeIds].map(Number)).toEqual([0, 0, 0, 1, 1, 0, 0, 0, 1, 0]);
  });
});

describe('a request', () => {
  it('answers the scores in the input’s order, at every batch size and in either order', async () => {
    const alone = await Promise.all(
      pairs.map((pair) => scoreRequest(fakeScorer(), [pair], options, new FakeClock())),
    );
    const expected = alone.map((one) => one?.scores[0]);
    for (const batchSize of [1, 2, 4, 100]) {
      for (const order of batchOrders) {
        const scored = await scoreRequest(
          fakeScorer(),
          pairs,
          { batchSize, maxLength: 32, order },
          new FakeClock(),
        );
        expect([...(scored?.scores ?? [])]).toEqual(expected);
      }
    }
  });

  it('accounts for time, passes, tokens and padding', async () => {
    const clock = new FakeClock();
    const tokenizer = {
      ...wordTokenizer,
      encode: (text: string) => {
        clock.advance(1);
        return wordTokenizer.encode(text);
      },
    };
    const scorer: PairScorer = { ...fakeScorer({ clock, passMs: (batch) => 10 * batch.pairs }), tokenizer };
    const scored = await scoreRequest(scorer, pairs, options, clock);
    // Lengths 5, 8, 4, 6, 8, 5: sorted and paired 8+8, 6+5, 5+4.
    expect(scored?.cost).toEqual({
      startedAtMs: 0,
      latencyMs: 67,
      tokenizeMs: 7,
      modelMs: 60,
      tokens: 36,
      tokensComputed: 16 + 12 + 10,
      passes: 3,
    });
  });

  it('stops between passes and gives no half result', async () => {
    let passes = 0;
    const scorer = fakeScorer({ onPass: () => passes++ });
    const scored = await scoreRequest(scorer, pairs, options, new FakeClock(), {
      shouldStop: () => passes === 2,
    });
    expect(scored).toBeNull();
    expect(passes).toBe(2);
  });

  it('refuses a model that answers more or fewer values than pairs', async () => {
    const scorer: PairScorer = { tokenizer: wordTokenizer, forward: async () => [1, 2, 3] };
    await expect(scoreRequest(scorer, pairs, options, new FakeClock())).rejects.toMatchObject({
      code: 'not-a-reranker',
    });
  });
});
