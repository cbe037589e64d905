import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BatchingOptions, padBatch, paddedLength, planBatches } from './batching.ts';
import { batchOrders } from './devices.ts';
import { batchesOf, budgetOf } from './testing/batches.ts';

const lengths = fc.array(fc.integer({ min: 1, max: 64 }), { maxLength: 60 });
const order = fc.constantFrom(...batchOrders);
const multiple = fc.integer({ min: 1, max: 40 });

const tokensOf = (batch: readonly number[], of: readonly number[], options: BatchingOptions) =>
  batch.length * paddedLength(Math.max(...batch.map((place) => of[place] ?? 0)), options);

describe('batching', () => {
  it('takes the longest first and keeps the order of equals', () => {
    expect(planBatches([3, 9, 3, 7, 9], batchesOf(2, 64, 'length'))).toEqual([[1, 4], [3, 0], [2]]);
  });

  it('leaves the input order alone where that is asked for', () => {
    expect(planBatches([3, 9, 3], batchesOf(2, 64, 'input'))).toEqual([[0, 1], [2]]);
  });

  it('puts every pair into exactly one batch of at most the batch size', () => {
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 70 }), order, (all, batchSize, by) => {
        const batches = planBatches(all, batchesOf(batchSize, 64, by));
        expect(batches.flat().sort((a, b) => a - b)).toEqual(all.map((_, place) => place));
        expect(batches.length).toBe(Math.ceil(all.length / batchSize));
        expect(batches.every((batch) => batch.length <= batchSize)).toBe(true);
      }),
    );
  });
});

describe('a token budget', () => {
  it('fills a batch until one pair more would exceed it, padding counted', () => {
    // 9·2 = 18 fits 20, 9·3 does not; 7·2 fits, then 3 makes 7·3 = 21.
    expect(planBatches([3, 9, 7, 9, 7, 3], budgetOf(20, 'length'))).toEqual([
      [1, 3],
      [2, 4],
      [0, 5],
    ]);
    expect(planBatches([3, 9, 7, 9, 7, 3], budgetOf(21, 'length'))).toEqual([[1, 3], [2, 4, 0], [5]]);
  });

  it('lets a pair that is longer than the budget go alone', () => {
    expect(planBatches([5, 30, 5], budgetOf(10, 'input'))).toEqual([[0], [1], [2]]);
  });

  it('counts what a multiple adds', () => {
    expect(planBatches([5, 5], { ...budgetOf(10, 'input'), paddingMultiple: 8 })).toEqual([[0], [1]]);
    expect(planBatches([5, 5], { ...budgetOf(16, 'input'), paddingMultiple: 8 })).toEqual([[0, 1]]);
  });

  it('is exceeded by single pairs alone, leaves no room unused and loses no pair', () => {
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 300 }), order, multiple, (all, budget, by, to) => {
        const options = { ...budgetOf(budget, by), paddingMultiple: to };
        const batches = planBatches(all, options);
        expect(batches.flat().sort((a, b) => a - b)).toEqual(all.map((_, place) => place));
        if (by === 'input') expect(batches.flat()).toEqual(all.map((_, place) => place));
        for (const [i, batch] of batches.entries()) {
          if (batch.length > 1) expect(tokensOf(batch, all, options)).toBeLessThanOrEqual(budget);
          const next = batches[i + 1]?.[0];
          if (next !== undefined) expect(tokensOf([...batch, next], all, options)).toBeGreaterThan(budget);
        }
      }),
    );
  });
});

describe('the length of a batch', () => {
  const upTo = (paddingMultiple: number, maxLength: number) => (longest: number) =>
    paddedLength(longest, { paddingMultiple, maxLength });

  it('is rounded up to the multiple, not beyond the max length', () => {
    expect([1, 8, 9, 16, 17].map(upTo(8, 20))).toEqual([8, 8, 16, 16, 20]);
    expect([1, 7, 32].map(upTo(1, 32))).toEqual([1, 7, 32]);
  });

  it('never cuts a pair', () => {
    expect(upTo(8, 20)(25)).toBe(25);
  });
});

describe('padding', () => {
  const padding = { paddingMultiple: 1, maxLength: 32 };
  const pairs = [
    { ids: [1, 5, 2, 7, 2], typeRuns: [{ type: 1, start: 3, end: 5 }], cutTokens: 0 },
    { ids: [1, 5, 2, 2], typeRuns: [{ type: 1, start: 3, end: 4 }], cutTokens: 0 },
  ];

  it('goes to the longest pair, is masked, and leaves the document typed', () => {
    const batch = padBatch(pairs, { paddingId: 9 }, padding);
    expect(batch).toMatchObject({ pairs: 2, length: 5 });
    expect([...batch.inputIds].map(Number)).toEqual([1, 5, 2, 7, 2, 1, 5, 2, 2, 9]);
    expect([...batch.attentionMask].map(Number)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    expect([...batch.tokenTypeIds].map(Number)).toEqual([0, 0, 0, 1, 1, 0, 0, 0, 1, 0]);
  });

  it('goes on to the multiple', () => {
    const batch = padBatch(pairs, { paddingId: 9 }, { paddingMultiple: 8, maxLength: 7 });
    expect(batch.length).toBe(7);
    expect([...batch.inputIds].map(Number)).toEqual([1, 5, 2, 7, 2, 9, 9, 1, 5, 2, 2, 9, 9, 9]);
    expect([...batch.attentionMask].map(Number)).toEqual([1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0]);
  });

  it('writes the largest id that a vocabulary may have', () => {
    const id = 2 ** 31 - 1;
    const batch = padBatch([{ ids: [id, 0], typeRuns: [], cutTokens: 0 }], { paddingId: 0 }, padding);
    expect([...batch.inputIds]).toEqual([BigInt(id), 0n]);
  });

  it('refuses a token that has no id, instead of taking it for token 0', () => {
    const ids = [1, undefined as unknown as number, 2];
    expect(() => padBatch([{ ids, typeRuns: [], cutTokens: 0 }], { paddingId: 0 }, padding)).toThrow(
      RangeError,
    );
  });
});
