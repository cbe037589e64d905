import type { DenseWeights } from '../encoder-blocks.ts';
import { float32Tensor } from '../tensor.ts';
import { averageScale, features, hiddenWidth, logWeightPerLevel, rarityBits } from './features.ts';
import { codeLength } from './token-codes.ts';

/** One non-zero element of a weight matrix: it adds `weight` times input `from` to output `to`. */
export interface Wire {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** A constant added to output `to`. */
export interface Offset {
  readonly to: number;
  readonly add: number;
}

/** A dense layer, [inputs, outputs], that is 0 but for the given wires and offsets. */
export function wiring(
  inputs: number,
  outputs: number,
  wires: readonly Wire[],
  offsets: readonly Offset[] = [],
): DenseWeights {
  const weight = new Float32Array(inputs * outputs);
  for (const wire of wires) weight[wire.from * outputs + wire.to] = wire.weight;
  const bias = new Float32Array(outputs);
  for (const offset of offsets) bias[offset.to] = offset.add;
  return { weight: float32Tensor([inputs, outputs], weight), bias: float32Tensor([outputs], bias) };
}

/** Wires into the two elements of a feature: (x, −x). */
function intoPair(from: number, feature: number, weight: number): readonly Wire[] {
  return [
    { from, to: feature, weight },
    { from, to: feature + 1, weight: -weight },
  ];
}

/**
 * Layer 2: head 0 averages `matched` over the query's tokens, head 1 over the document's, weighted by rarity.
 *
 * The softmax of the weights' logarithms is each weight ÷ their sum. The query vector is a constant, so a
 * score depends on the token j alone: it is ln(weight) within the head's segment and 120 less in the other
 * segment. [CLS] and [SEP] have 60 less: beside a word they count as nothing. Where there is no word (an
 * empty document), only they are averaged, and since they never match, the average is 0.
 */
const otherSegmentPenalty = 120;
const framePenalty = 60;

const heads = 2;
const headWidth = hiddenWidth / heads;
const places = [0, headWidth] as const;

/**
 * Wires that sum up ln(weight) from the rarity level's bits. Bit b stands for 2ᵇ levels; it is stored as x =
 * ±1, so it gives (x + 1)/2 of that. The constant part cancels in the softmax.
 */
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
  /** 1 for a matched token, 0 for any other. */
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

/**
 * Layer 1: a token looks for tokens equal to it, first in the other half of the pair, then in its own half,
 * where it finds at least itself.
 *
 * Token i gives token j the score 80·ρ − 10·sᵢsⱼ, where ρ is the correlation of their codes (1 if equal, else
 * ≤ ½) and s their segments (±1). An equal token in the other half beats the token itself by 20. Without one,
 * the token itself beats any other by at least 20: a different code costs at least 80·½, and the other half
 * gains only 20. With 512 tokens, all others together get at most 512·e⁻²⁰ ≈ 10⁻⁶. Equal tokens of one half
 * share their weight, so duplicates need no special care.
 */
const codeTemperature = 80;
const otherSegmentBonus = 20;

const codePlaces = Array.from({ length: codeLength }, (_, place) => place);
/** In queries and keys the segment comes after the code. */
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

/** Passes on the segment of the tokens that were found. */
const value = wiring(hiddenWidth, hiddenWidth, [{ from: features.segment, to: 0, weight: 1 }]);
const output = wiring(hiddenWidth, hiddenWidth, intoPair(0, features.foundIn, 1));

export const matchAttention = { heads: 1, headWidth: hiddenWidth, query, key, value, output };

/**
 * Feed-forward of layer 1. A token is matched if equal tokens were found in the other segment (f = −s) and it
 * is matchable (u = −1), where s is `segment`, f `foundIn` and u `unmatchable`. ReLU((s − f)/2 − (u + 1)/2)
 * is 1 for such a token of the query, ReLU((f − s)/2 − (u + 1)/2) for one of the document, and both are 0
 * otherwise. Their sum, 0 or 1, becomes −1 or +1.
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
