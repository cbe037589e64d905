import { rarityBits } from './rarity.ts';
import { codeLength } from './token-codes.ts';

/**
 * Where each feature lies in a token's vector.
 *
 * A feature of ±1 takes two places, `x` and `x + 1`, and is stored as (x, −x). With codes whose sum is 0, every vector
 * then has mean 0 and, at a given depth, the same norm: LayerNorm divides by a constant, and its scale restores it.
 * A feature is 0 until the layer that works it out.
 */
export const features = {
  /** Which token this is. */
  code: 0,
  /** +1 in the query's half of the pair, −1 in the document's; from the segment embedding. */
  segment: codeLength,
  /** The rarity level's bits, lowest first. */
  rarity: codeLength + 2,
  /** +1 for a token that never matches. */
  unmatchable: codeLength + 2 + 2 * rarityBits,
  /** +1 for [CLS] and [SEP]. */
  frame: codeLength + 4 + 2 * rarityBits,
  /** The segment in which the token's equals were found; layer 1's attention. */
  foundIn: codeLength + 6 + 2 * rarityBits,
  /** +1 when the other half of the pair holds the token; layer 1's feed-forward step. */
  matched: codeLength + 8 + 2 * rarityBits,
  /** Share of the query that is matched, times `averageScale`; layer 2. */
  coverage: codeLength + 10 + 2 * rarityBits,
  /** Share of the document that is matched, times `averageScale`; layer 2. */
  precision: codeLength + 12 + 2 * rarityBits,
} as const;

export const hiddenWidth = codeLength + 14 + 2 * rarityBits;

/** Places that are not 0 at each depth, which is the vector's squared norm: the code, and two for each feature so far. */
export const squaredNorm = {
  embedding: codeLength + 2 * (rarityBits + 3),
  found: codeLength + 2 * (rarityBits + 4),
  matched: codeLength + 2 * (rarityBits + 5),
} as const;

/**
 * Averages vary, so they are written small: beside a squared norm of 52 they then change it by less than 10⁻⁵,
 * while float32 still resolves them to 10⁻⁵ of their range.
 */
export const averageScale = 2 ** -6;
