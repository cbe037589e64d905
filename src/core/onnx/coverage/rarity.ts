/** Rarity is kept as a level of this many bits, so that a token's features are all ±1 and have the same norm. */
export const rarityBits = 5;

export const highestRarityLevel = 2 ** rarityBits - 1;

/** From one level to the next the weight grows by e^0.2, about 22 %. */
export const logWeightPerLevel = 0.2;

const lowestWeight = 0.015;

/**
 * How much a token counts in an average: from 0.015 at level 0 to 7.4 at level 31. Only ratios matter.
 * The scale is that of an inverse document frequency in nats: a word that is in one text of a thousand has 6.9.
 */
export function rarityWeight(level: number): number {
  return lowestWeight * Math.exp(logWeightPerLevel * level);
}

/** The level whose weight is nearest, by ratio, to the one asked for. */
export function rarityLevel(weight: number): number {
  const level = Math.round(Math.log(weight / lowestWeight) / logWeightPerLevel);
  return Math.min(highestRarityLevel, Math.max(0, level));
}
