import { float32Tensor, type InlineTensor, int8Tensor } from '../tensor.ts';
import type { CoverageToken } from './coverage-token.ts';
import { features, hiddenWidth } from './features.ts';
import { rarityBits } from './rarity.ts';
import { codeLength, tokenCodes } from './token-codes.ts';

/** One row for each token, of −1, 0 and 1: [vocabulary, hiddenWidth]. */
export function tokenEmbedding(tokens: readonly CoverageToken[]): InlineTensor {
  const codes = tokenCodes(tokens.length);
  const table = new Int8Array(tokens.length * hiddenWidth);
  tokens.forEach((token, id) => {
    const row = table.subarray(id * hiddenWidth, (id + 1) * hiddenWidth);
    row.set(codes.subarray(id * codeLength, (id + 1) * codeLength), features.code);
    for (let bit = 0; bit < rarityBits; bit += 1) {
      setPair(row, features.rarity + 2 * bit, ((token.rarityLevel >> bit) & 1) === 1);
    }
    setPair(row, features.unmatchable, token.kind !== 'word');
    setPair(row, features.frame, token.kind === 'frame');
  });
  return int8Tensor([tokens.length, hiddenWidth], table);
}

/** Row 0 for the query's half, row 1 for the document's: [2, hiddenWidth]. */
export function segmentEmbedding(): InlineTensor {
  const table = new Float32Array(2 * hiddenWidth);
  setPair(table.subarray(0, hiddenWidth), features.segment, true);
  setPair(table.subarray(hiddenWidth), features.segment, false);
  return float32Tensor([2, hiddenWidth], table);
}

function setPair(row: Int8Array | Float32Array, feature: number, positive: boolean): void {
  row[feature] = positive ? 1 : -1;
  row[feature + 1] = positive ? -1 : 1;
}
