// @module-tag slow
import { describe, expect, it } from 'vitest';
import { codeLength, largestCorrelation, tokenCodes } from './token-codes.ts';

const rows = (codes: Int8Array) =>
  Array.from({ length: codes.length / codeLength }, (_, row) =>
    codes.subarray(row * codeLength, (row + 1) * codeLength),
  );

const dot = (a: Int8Array, b: Int8Array) =>
  a.reduce((sum, element, place) => sum + element * (b[place] ?? 0), 0);

describe('token codes', () => {
  it('are ±1 with mean 0', () => {
    const ones = new Int8Array(codeLength).fill(1);
    const codes = rows(tokenCodes(12_000));
    expect(codes.every((code) => code.every((element) => Math.abs(element) === 1))).toBe(true);
    expect(codes.every((code) => dot(code, ones) === 0)).toBe(true);
  });

  it('correlate by at most one half', () => {
    // Every 40th code against all: enough to catch a wrong table, as the bound itself is a theorem.
    const codes = rows(tokenCodes(12_000));
    let largest = -1;
    for (let a = 0; a < codes.length; a += 40) {
      for (let b = 0; b < codes.length; b += 1) {
        if (a === b) continue;
        largest = Math.max(largest, dot(codes[a] ?? new Int8Array(), codes[b] ?? new Int8Array()));
      }
    }
    expect(largest / codeLength).toBe(largestCorrelation);
  });

  it('end after all 36,518 balanced words', () => {
    expect(tokenCodes(36_518)).toHaveLength(36_518 * codeLength);
    expect(() => tokenCodes(36_519)).toThrow('there are only 36518 codes');
  });
});
