import { averageScale, features, hiddenWidth } from './features.ts';
import { logWeightPerLevel, rarityBits } from './rarity.ts';
import { intoPair, type Offset, type Wire, wiring } from './wiring.ts';

/**
 * Layer 2: head 0 averages `matched` over the query's tokens, head 1 over the document's, weighted by rarity.
 *
 * A softmax of the weights' logarithms is the weights over their sum. Every token is asked the same question, so the
 * query vector is a constant and a score depends on the token j alone: ln(weight) within the head's segment. A token of
 * the other segment has 120 less. [CLS] and [SEP] have 60 less: they count as nothing beside a word, but where there
 * is none (an empty document) they are what is averaged, and as they never match, the average is 0.
 */
const otherSegmentPenalty = 120;
const framePenalty = 60;

const heads = 2;
const headWidth = hiddenWidth / heads;
const places = [0, headWidth] as const;

/** Bit b of the level stands for 2ᵇ levels; stored as ±1, it gives (x + 1)/2 of that. The constant part cancels in the softmax. */
const logWeight = (to: number): readonly Wire[] =>
  Array.from({ length: rarityBits }, (_, bit) => ({
    from: features.rarity + 2 * bit,
    to,
    weight: (logWeightPerLevel * 2 ** bit) / 2,
  }));

const [ofQuery, ofDocument] = places;

export const averageAttention = {
  heads,
  headWidth,
  query: wiring(
    hiddenWidth,
    hiddenWidth,
    [],
    places.map((to): Offset => ({ to, add: 1 })),
  ),
  key: wiring(hiddenWidth, hiddenWidth, [
    ...places.flatMap(logWeight),
    ...places.map((to) => ({ from: features.frame, to, weight: -framePenalty / 2 })),
    { from: features.segment, to: ofQuery, weight: otherSegmentPenalty / 2 },
    { from: features.segment, to: ofDocument, weight: -otherSegmentPenalty / 2 },
  ]),
  /** 1 for a matched token, 0 for another. */
  value: wiring(
    hiddenWidth,
    hiddenWidth,
    places.map((to) => ({ from: features.matched, to, weight: 1 / 2 })),
    places.map((to) => ({ to, add: 1 / 2 })),
  ),
  output: wiring(hiddenWidth, hiddenWidth, [
    ...intoPair(ofQuery, features.coverage, averageScale),
    ...intoPair(ofDocument, features.precision, averageScale),
  ]),
};
