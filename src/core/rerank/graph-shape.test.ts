import { describe, expect, it } from 'vitest';
import type { PaddedBatch } from './batching.ts';
import { computedTokens, partsOf } from './graph-shape.ts';

/** Rows of ids, padded with 9 to the longest of them. */
function batchOf(rows: readonly (readonly number[])[], padsLeft = false): PaddedBatch {
  const length = Math.max(...rows.map((row) => row.length));
  const matrix = (of: (row: readonly number[]) => readonly number[], filler: number) =>
    BigInt64Array.from(
      rows.flatMap((row) => {
        const padding = new Array<number>(length - row.length).fill(filler);
        return padsLeft ? [...padding, ...of(row)] : [...of(row), ...padding];
      }),
      BigInt,
    );
  return {
    pairs: rows.length,
    length,
    inputIds: matrix((row) => row, 9),
    attentionMask: matrix((row) => row.map(() => 1), 0),
    tokenTypeIds: matrix((row) => row.map((_, place) => (place > 0 ? 1 : 0)), 0),
  };
}

const told = ({ batch, rows }: ReturnType<typeof partsOf>[number]) => ({
  rows,
  ids: Array.from({ length: batch.pairs }, (_, row) =>
    [...batch.inputIds.subarray(row * batch.length, (row + 1) * batch.length)].map(Number),
  ),
  mask: [...batch.attentionMask].map(Number).join(''),
  types: [...batch.tokenTypeIds].map(Number).join(''),
});

const batch = batchOf([[1, 2], [3, 4, 5], [6, 7], [8]]);

describe('a batch', () => {
  it('is itself where the graph takes any', () => {
    const [part, ...others] = partsOf(batch, {}, 9);
    expect(part?.batch).toBe(batch);
    expect(part?.rows).toEqual([0, 1, 2, 3]);
    expect(others).toEqual([]);
    expect(computedTokens(batch)).toEqual({ tokens: 12, squaredTokens: 36 });
  });

  it('is cut and filled up to the pairs that the graph takes, with a pair and not with padding', () => {
    expect(partsOf(batch, { fixedPairs: 3 }, 9).map(told)).toEqual([
      {
        rows: [0, 1, 2],
        ids: [
          [1, 2, 9],
          [3, 4, 5],
          [6, 7, 9],
        ],
        mask: '110111110',
        types: '010011010',
      },
      {
        rows: [3],
        ids: [
          [8, 9, 9],
          [8, 9, 9],
          [8, 9, 9],
        ],
        mask: '100100100',
        types: '000000000',
      },
    ]);
    expect(computedTokens(batch, { fixedPairs: 3 })).toEqual({ tokens: 18, squaredTokens: 54 });
  });

  it('is filled up to the tokens that the graph takes', () => {
    expect(partsOf(batch, { fixedLength: 5 }, 9).map(told)).toMatchObject([
      {
        rows: [0, 1, 2, 3],
        ids: [
          [1, 2, 9, 9, 9],
          [3, 4, 5, 9, 9],
          [6, 7, 9, 9, 9],
          [8, 9, 9, 9, 9],
        ],
      },
    ]);
    expect(partsOf(batch, { fixedLength: 5, fixedPairs: 4 }, 9)).toHaveLength(1);
    expect(computedTokens(batch, { fixedLength: 5 })).toEqual({ tokens: 20, squaredTokens: 100 });
  });

  it.each([false, true])('has no padding where the graph takes no mask (padded before: %s)', (padsLeft) => {
    const parts = partsOf(batchOf([[1, 2], [3, 4, 5], [6, 7], [8]], padsLeft), { takesMask: false }, 9);
    expect(parts.map(told)).toEqual([
      {
        rows: [0, 2],
        ids: [
          [1, 2],
          [6, 7],
        ],
        mask: '1111',
        types: '0101',
      },
      { rows: [1], ids: [[3, 4, 5]], mask: '111', types: '011' },
      { rows: [3], ids: [[8]], mask: '1', types: '0' },
    ]);
    expect(computedTokens(batch, { takesMask: false })).toEqual({ tokens: 8, squaredTokens: 18 });
    expect(computedTokens(batch, { takesMask: false, fixedPairs: 2 }).tokens).toBe(12);
  });
});
