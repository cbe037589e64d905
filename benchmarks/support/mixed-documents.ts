import { sampleSets } from '../../src/core/input/sample-sets.ts';
import { seededRandom, shuffled } from '../../src/core/stats/random.ts';

const fewestWords = 5;
const mostWords = 300;

const set = sampleSets.find(({ id }) => id === 'support-search') ?? sampleSets[0];
const words = (set?.documents ?? []).flatMap((document) => document.split(/\s+/));

/** The query of all these documents. */
export const mixedQuery: string = set?.query ?? '';

/**
 * Documents of 5 to 300 words; the shortest and the longest are among them. Lengths are spread evenly over
 * their logarithm, since short texts are more frequent than long ones, and are shuffled with the seed. The
 * words come from random positions of the sample set, in its order.
 *
 * @param count two or more
 */
export function mixedDocuments(count: number, seed = 1): string[] {
  const random = seededRandom(seed);
  const lengths = Array.from({ length: count }, (_, place) =>
    Math.round(fewestWords * (mostWords / fewestWords) ** (place / (count - 1))),
  );
  return shuffled(lengths, random).map((length) => {
    const start = Math.floor(random() * (words.length - length));
    return words.slice(start, start + length).join(' ');
  });
}

/** The same documents as pairs with their query. */
export const mixedPairs = (count: number, seed?: number) =>
  mixedDocuments(count, seed).map((document) => ({ query: mixedQuery, document }));
