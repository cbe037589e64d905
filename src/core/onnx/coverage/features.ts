import { float32Tensor, type InlineTensor, int8Tensor } from '../tensor.ts';
import { type CoverageToken, codeLength, tokenCodes } from './token-codes.ts';

/**
 * Rarity is kept as a level of this many bits, so that a token's features are all ±1 and have the same norm.
 */
export const rarityBits = 5;

export const highestRarityLevel = 2 ** rarityBits - 1;

/** From one level to the next the weight grows by a factor of e^0.2, about 22 %. */
export const logWeightPerLevel = 0.2;

const lowestWeight = 0.015;

/**
 * How much a token counts in an average: from 0.015 at level 0 to 7.4 at level 31. Only ratios matter. The
 * scale is that of an inverse document frequency in nats: a word that occurs in one of a thousand texts has
 * 6.9.
 */
export function rarityWeight(level: number): number {
  return lowestWeight * Math.exp(logWeightPerLevel * level);
}

/** The level whose weight is nearest to the given one, by ratio. */
export function rarityLevel(weight: number): number {
  const level = Math.round(Math.log(weight / lowestWeight) / logWeightPerLevel);
  return Math.min(highestRarityLevel, Math.max(0, level));
}

/**
 * The index of each feature in a token's vector.
 *
 * A feature of ±1 takes two elements, at its index and the next, and is stored as (x, −x). As the codes sum
 * to 0, every vector has mean 0 and, at a given depth, the same norm. LayerNorm thus divides by a constant,
 * which its scale undoes. A feature is 0 until the layer that computes it.
 */
export const features = {
  /** Which token this is: the code's elements. */
  code: 0,
  /** +1 in the query's half of the pair, −1 in the document's; set by the segment embedding. */
  segment: codeLength,
  /** The rarity level's bits, lowest first. */
  rarity: codeLength + 2,
  /** +1 for a token that never matches. */
  unmatchable: codeLength + 2 + 2 * rarityBits,
  /** +1 for [CLS] and [SEP]. */
  frame: codeLength + 4 + 2 * rarityBits,
  /** The segment in which equal tokens were found; computed by layer 1's attention. */
  foundIn: codeLength + 6 + 2 * rarityBits,
  /** +1 if the other half of the pair contains the token; computed by layer 1's feed-forward step. */
  matched: codeLength + 8 + 2 * rarityBits,
  /** Share of the query that is matched, times `averageScale`; computed by layer 2. */
  coverage: codeLength + 10 + 2 * rarityBits,
  /** Share of the document that is matched, times `averageScale`; computed by layer 2. */
  precision: codeLength + 12 + 2 * rarityBits,
} as const;

export const hiddenWidth = codeLength + 14 + 2 * rarityBits;

/**
 * The vector's squared norm at each depth, which is the number of its elements that are not 0: the code's,
 * and two for each feature so far.
 */
export const squaredNorm = {
  embedding: codeLength + 2 * (rarityBits + 3),
  found: codeLength + 2 * (rarityBits + 4),
  matched: codeLength + 2 * (rarityBits + 5),
} as const;

/**
 * Averages vary from pair to pair, so they are written small enough to barely change the norm: less than 10⁻⁵
 * of a squared norm of 52, while float32 still resolves them to 10⁻⁵ of their range.
 */
export const averageScale = 2 ** -6;

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
