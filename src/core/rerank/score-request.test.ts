import { describe, expect, it } from 'vitest';
import { batchOrders } from './devices.ts';
import type { Pair } from './pair.ts';
import type { PassTime } from './pass-times.ts';
import { type PairScorer, scoreRequest } from './score-request.ts';
import { batchesOf } from './testing/batches.ts';
import { besideScorer } from './testing/beside-scorer.ts';
import { FakeClock, fakeScorer, wordTokenizer } from './testing/fake-scorer.ts';

const pairs: Pair[] = ['a', 'a b c d', '', 'a b', 'a b c d', 'abc'].map((document) => ({
  query: 'q',
  document,
}));
const options = batchesOf(2, 32, 'length');

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
          batchesOf(batchSize, 32, order),
          new FakeClock(),
        );
        expect([...(scored?.scores ?? [])]).toEqual(expected);
      }
    }
  });

  it('tells how many pairs were cut, wherever they are tokenised', async () => {
    for (const scorer of [fakeScorer(), { ...fakeScorer(), tokenizesBeside: true }]) {
      const cut = async (maxLength: number) =>
        (await scoreRequest(scorer, pairs, batchesOf(2, maxLength, 'length'), new FakeClock()))?.cutPairs;
      expect(await Promise.all([8, 7, 5].map(cut))).toEqual([0, 2, 3]);
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
      squaredTokensComputed: 2 * 8 ** 2 + 2 * 6 ** 2 + 2 * 5 ** 2,
      passes: 3,
    });
  });

  it('tells what each pass took, by its shape', async () => {
    const clock = new FakeClock();
    const scorer = fakeScorer({ clock, passMs: (batch) => 10 * batch.pairs });
    const times: PassTime[] = [];
    await scoreRequest(scorer, pairs.slice(0, 5), options, clock, { onPassTime: (time) => times.push(time) });
    expect(times).toEqual([
      { pairs: 2, length: 8, ms: 20 },
      { pairs: 2, length: 6, ms: 20 },
      { pairs: 1, length: 4, ms: 10 },
    ]);
  });

  it('counts padding as part of a pass, and nothing before it', async () => {
    // A clock that steps when it is read: padding is read twice, and so is the pass.
    let reads = 0;
    const clock = { now: () => reads++ };
    const times: PassTime[] = [];
    await scoreRequest(fakeScorer(), pairs.slice(0, 1), options, clock, {
      onPassTime: (time) => times.push(time),
    });
    expect(times).toEqual([{ pairs: 1, length: 5, ms: 2 }]);
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

describe('a request tokenised beside its passes', () => {
  const many: Pair[] = Array.from({ length: 30 }, (_, i) => ({
    query: 'q',
    document: 'word '.repeat(1 + ((i * 7) % 11)),
  }));
  const expected = async () => {
    const scored = await scoreRequest(fakeScorer(), many, options, new FakeClock());
    return [...(scored?.scores ?? [])];
  };

  it('takes less time than tokenising and the passes one after another', async () => {
    const { scorer, clock } = besideScorer({ passMs: () => 10, textMs: 3 });
    const scored = await scoreRequest(scorer, many, options, clock);
    const { latencyMs = 0, tokenizeMs, modelMs } = scored?.cost ?? {};
    expect(tokenizeMs).toBe(3 * 31);
    // Each pass is followed at once by the next, since two texts take 6 ms of its 10.
    expect(modelMs).toBe(10 * 15);
    // The query and two batches of two are tokenised before the first pass.
    expect(latencyMs).toBe(3 * 5 + 10 * 15);
    expect([...(scored?.scores ?? [])]).toEqual(await expected());
  });

  it('waits for the tokeniser where that is the slower one, and no longer', async () => {
    const { scorer, clock } = besideScorer({ passMs: () => 10, textMs: 8 });
    const scored = await scoreRequest(scorer, many, options, clock);
    // Once all is read, two passes are left, since the window holds two batches.
    expect(scored?.cost.latencyMs).toBe(8 * 31 + 10 * 2);
  });

  it('keeps as many passes under way as the scorer takes, and their scores apart', async () => {
    const { scorer, clock, mostUnderWay } = besideScorer({
      // Later batches overtake earlier ones.
      passMs: (batch) => 5 + ((batch.length * 7) % 13),
      parallelPasses: 3,
    });
    const scored = await scoreRequest(scorer, many, options, clock);
    expect(mostUnderWay()).toBe(3);
    expect([...(scored?.scores ?? [])]).toEqual(await expected());
    expect(scored?.cost.passes).toBe(15);
    expect(scored?.cost.modelMs).toBe(scored?.cost.latencyMs);
  });

  it('makes the same batches however long its passes take, longest first', async () => {
    const shapes = async (passMs: (pairs: number) => number) => {
      const { scorer, clock, started } = besideScorer({
        passMs: (batch) => passMs(batch.length),
        textMs: 1,
        parallelPasses: 2,
      });
      await scoreRequest(scorer, many, options, clock);
      return started.map(({ inputIds }) => [...inputIds].join());
    };
    const quick = await shapes(() => 0.1);
    expect(await shapes((length) => 100 - length)).toEqual(quick);
    expect(await shapes((length) => length * 50)).toEqual(quick);
    const lengths = quick.map((ids) => ids.length);
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
  });

  it('fails with the first failure once nothing is under way, and starts nothing after it', async () => {
    let ended = 0;
    const { scorer, clock, started, underWay } = besideScorer({
      passMs: (batch) => batch.length,
      parallelPasses: 3,
      onEnd: () => {
        if (++ended === 2) throw new Error('std::bad_alloc');
      },
    });
    await expect(scoreRequest(scorer, many, options, clock)).rejects.toThrow('std::bad_alloc');
    expect(underWay()).toBe(0);
    expect(started).toHaveLength(4);
    expect(ended).toBe(4);
  });

  it('is stopped between passes', async () => {
    const { scorer, clock, started } = besideScorer({ passMs: () => 10, parallelPasses: 2 });
    const shouldStop = () => clock.now() >= 20;
    expect(await scoreRequest(scorer, many, options, clock, { shouldStop })).toBeNull();
    expect(started).toHaveLength(4);
  });

  it('tells how many pairs are done as passes end', async () => {
    const { scorer, clock } = besideScorer({ passMs: () => 10, parallelPasses: 2 });
    const done: number[] = [];
    await scoreRequest(scorer, pairs, options, clock, { onPass: (count) => done.push(count) });
    expect(done).toEqual([2, 4, 6]);
  });
});
