import { features, hiddenWidth } from './features.ts';
import { codeLength } from './token-codes.ts';
import { intoPair, wiring } from './wiring.ts';

/**
 * Layer 1: a token looks for its equals, first in the other half of the pair, then in its own (where it finds itself).
 *
 * Token i gives token j the score 80·ρ − 10·sᵢsⱼ, where ρ is the correlation of their codes (1 if equal, else ≤ ½) and s
 * their segments (±1). So with an equal in the other half, that one wins by 20 over itself; without, the token itself
 * wins by at least 20 over any other: 80·½ against the 20 that the other half gains. At 512 tokens what leaks to the
 * rest is at most 512·e⁻²⁰ ≈ 10⁻⁶. Equals of one half share their weight, so duplicates need no care.
 */
const codeTemperature = 80;
const otherSegmentBonus = 20;

const codePlaces = Array.from({ length: codeLength }, (_, place) => place);
/** In queries and keys the segment stands after the code. */
const segmentPlace = codeLength;

const query = wiring(hiddenWidth, hiddenWidth, [
  ...codePlaces.map((place) => ({
    from: features.code + place,
    to: place,
    weight: codeTemperature / codeLength,
  })),
  { from: features.segment, to: segmentPlace, weight: -otherSegmentBonus / 2 },
]);

const key = wiring(hiddenWidth, hiddenWidth, [
  ...codePlaces.map((place) => ({ from: features.code + place, to: place, weight: 1 })),
  { from: features.segment, to: segmentPlace, weight: 1 },
]);

/** What is passed on is the segment of the tokens found. */
const value = wiring(hiddenWidth, hiddenWidth, [{ from: features.segment, to: 0, weight: 1 }]);
const output = wiring(hiddenWidth, hiddenWidth, intoPair(0, features.foundIn, 1));

export const matchAttention = { heads: 1, headWidth: hiddenWidth, query, key, value, output };

/**
 * Feed-forward: a token is matched when its equals were found in the other segment, f = −s, and it is matchable, u = −1.
 * ReLU((s − f)/2 − (u + 1)/2) is 1 for such a token of the query, ReLU((f − s)/2 − (u + 1)/2) for one of the document,
 * and both are 0 otherwise. Their sum, 0 or 1, becomes −1 or +1.
 */
export const matchFeedForward = {
  width: 2,
  inner: wiring(
    hiddenWidth,
    2,
    [0, 1].flatMap((unit) => {
      const sign = unit === 0 ? 1 : -1;
      return [
        { from: features.segment, to: unit, weight: sign / 2 },
        { from: features.foundIn, to: unit, weight: -sign / 2 },
        { from: features.unmatchable, to: unit, weight: -1 / 2 },
      ];
    }),
    [
      { to: 0, add: -1 / 2 },
      { to: 1, add: -1 / 2 },
    ],
  ),
  outer: wiring(
    2,
    hiddenWidth,
    [...intoPair(0, features.matched, 2), ...intoPair(1, features.matched, 2)],
    [
      { to: features.matched, add: -1 },
      { to: features.matched + 1, add: 1 },
    ],
  ),
};
